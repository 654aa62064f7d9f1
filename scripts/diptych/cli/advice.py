"""Advice that can be followed where its reader stands: it names the archive's folder where that is another one."""

from __future__ import annotations

import re
import shlex
from pathlib import Path


def followed_here(advice: str, archive: Path) -> str:
    """What to run, said to somebody who stands here: `diptych build` gives `diptych --archive DIR build`.

    The archive's own folder is named in what runs `make`, `git` and the programs of `.venv` too; of somebody who stands
    in it nothing changes.
    """
    try:
        place = archive.absolute()
        if place == Path.cwd():
            return advice
    except OSError:  # the folder in which the command stands is gone
        return advice
    from diptych.cli.commands import COMMANDS  # here, because they all import what this module is for

    folder = shlex.quote(str(place))
    names = "|".join(command.name for command in COMMANDS if command.name != "init")
    found = {
        rf"\bdiptych (?=(?:{names})\b)": f"diptych --archive {folder} ",
        r"\bmake (?=site\b)": f"make -C {folder} ",
        r"\bgit (?=diff\b)": f"git -C {folder} ",
        r"(?<![\w/])\.venv/bin/": f"{folder}/.venv/bin/",
    }
    for pattern, said in found.items():
        advice = re.sub(pattern, said.replace("\\", r"\\"), advice)
    return advice
