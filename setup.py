"""Puts into the wheel what lies outside the package: the guide, the lock of the packages, the licence."""

import shutil
import sys
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

sys.path.insert(0, "scripts")

from diptych.store import shipped  # from this very checkout


class BuildWithDocs(build_py):
    def run(self) -> None:
        super().run()
        if self.editable_mode:
            return
        into = Path(self.build_lib) / "diptych" / shipped.FOLDER
        files = [(f"{shipped.DOCS}/{path}", file) for path, file in shipped.shipped_docs()]
        for path, file in [*files, *((name, shipped.shipped(name)) for name in (shipped.LOCK, shipped.LICENCE))]:
            (into / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, into / path)


setup(cmdclass={"build_py": BuildWithDocs})
