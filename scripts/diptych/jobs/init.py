"""`init`: a new archive in a folder of its own, with the tool that keeps it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from diptych.jobs.plans import BAD_TARGET
from diptych.jobs.translate import Wish, translate
from diptych.model.problem import Refused
from diptych.outputs.starter import starter
from diptych.store.archive import is_known, load
from diptych.store.files import write
from diptych.store.skeleton import config, copy_tool, vacant

ADDRESS = "https://archive.example/"


def init(folder: Path, languages: Sequence[str], name: str | None, address: str, today: str) -> None:
    """Makes an archive that builds and passes its check; a folder that cannot be finished is taken away again.

    Raises Refused (D111 to D113, D452, D586, D587), OSError.
    """
    if problems := [BAD_TARGET.at("--languages", tag=tag) for tag in languages if not is_known(tag)]:
        raise Refused(*problems)
    files = starter(languages, name, address, today, config())
    vacant(folder)
    existed = folder.exists()
    try:
        copy_tool(folder, languages)
        for path, text in files.items():
            write(folder / path, text.encode(), derived=True)
        if problems := [*load(folder).problems]:
            raise Refused(*problems)
        translate(folder, Wish((), None, ("none",), False, None), today, {})
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        if existed:
            folder.mkdir()
        raise
