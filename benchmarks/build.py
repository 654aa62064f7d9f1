"""Our own work against MkDocs' on the same pages, in processor seconds, and its growth.

    .venv/bin/python -m benchmarks.build [ARTICLES …]        (41 and 1,000 where none is named)

`pages` is `diptych build --pages` as a whole process: read, align, annotate, render, write. `mkdocs` is MkDocs on what
that wrote. Each is run three times in turn; the medians are printed, and their ratio.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.archives import make

RUNS = 3


def processor_seconds(command: list[str], cwd: Path) -> float:
    """User and system time of one finished child process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DIPTYCH_CACHE": str(cwd.parent / "cache")}
    subprocess.run(command, cwd=cwd, check=True, capture_output=True, env=environ)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure(articles: int) -> tuple[float, float]:
    """The median processor seconds of our work and of MkDocs' for so many articles."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "archive"
        make(root, articles)
        ours, theirs = [], []
        for _ in range(RUNS):
            for generated in ("docs/vi", "docs/en", "docs/assets/cards", "../cache", "docs/index.md"):
                path = root / generated
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            ours.append(processor_seconds([sys.executable, "-m", "diptych", "build", "--pages"], root))
            theirs.append(processor_seconds([sys.executable, "-m", "mkdocs", "build", "--strict", "-q"], root))
    return statistics.median(ours), statistics.median(theirs)


def main() -> None:
    print(f"{'articles':>8}  {'pages s':>8}  {'mkdocs s':>8}  {'ratio':>6}  {'ms an article':>13}")
    for articles in [int(argument) for argument in sys.argv[1:]] or [41, 1000]:
        ours, theirs = measure(articles)
        each = 1000 * ours / articles
        print(f"{articles:>8}  {ours:>8.2f}  {theirs:>8.2f}  {ours / theirs:>6.2f}  {each:>13.1f}")


if __name__ == "__main__":
    main()
