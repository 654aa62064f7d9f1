"""Builds in a program of their own, which may be killed on the way; MkDocs is stood in for, one process does it all."""

from __future__ import annotations

import sys
from pathlib import Path
from subprocess import run as run_program

TESTS = Path(__file__).parents[1]
NEVER = 10**9
_BUILD = """
import sys
from pathlib import Path

sys.path[:0] = [sys.argv[3]]
from commands import faults
from commands.archive import Archive
from commands.test_build import MkDocs
from diptych.jobs import downloads
from diptych.store import mkdocs

mkdocs.subprocess.run = MkDocs()
downloads.FEW = 99
archive, said = Archive(Path(sys.argv[2])), []
faults.work_killed_at(int(sys.argv[1]), archive.root, lambda: said.extend(archive.run("build")))
print(said[1], end="")
sys.exit(said[0])
"""


def built(root: Path, killed_at: int = NEVER) -> tuple[int, str]:
    """The exit code and what was said; `faults.KILLED` where it was killed before that change of the disk."""
    command = [sys.executable, "-c", _BUILD, str(killed_at), str(root), str(TESTS)]
    done = run_program(command, capture_output=True, text=True, check=False)
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout
