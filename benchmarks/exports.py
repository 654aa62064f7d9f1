"""What files to take away cost, in processor seconds, against a floor: the same bytes packed by zipfile alone.

    .venv/bin/python -m benchmarks.exports [ARTICLES]        (200 where no number is named)

`load` reads the archive and nothing more. Each format is one process over the whole archive, `again` the same command
when nothing has changed. `epub each` writes a book for each article. `floor` packs the finished book's files anew.
"""

from __future__ import annotations

import io
import os
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.archives import make

WHOLE = (("epub", "all.epub"), ("epub each", "each"), ("txt", "all.txt"), ("tmx", "all.tmx"), ("bag", "bag.zip"))
LOAD = "import sys; from pathlib import Path; from diptych.store.archive import load; load(Path(sys.argv[1]))"


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """Processor seconds, those of finished children too, and the seconds on the wall."""
    before, clock = _processor(), time.perf_counter()
    work()
    return _processor() - before, time.perf_counter() - clock


def _processor() -> float:
    found = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in found)


def ran(*arguments: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env={**os.environ})


def packed(path: Path) -> Callable[[], object]:
    """Packs what a zip file holds into another one, as plainly as can be."""
    with zipfile.ZipFile(path) as book:
        held = {name: book.read(name) for name in book.namelist()}

    def pack() -> None:
        with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as new:
            for name, data in held.items():
                new.writestr(name, data)

    return pack


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        root, out = Path(folder) / "archive", Path(folder) / "out"
        make(root, articles)
        out.mkdir()
        (out / "each").mkdir()
        load, _ = spent(ran("-c", LOAD, str(root)))
        print(f"{articles} articles; load: {load:.2f} s of processor")
        print(
            f"{'':<10}{'cpu s':>8}{'ms an article':>15}{'less load':>11}{'again cpu':>11}{'again wall':>12}{'size':>12}"
        )
        for kind, name in WHOLE:
            command = ran(
                "-m",
                "diptych",
                "--archive",
                str(root),
                "export",
                "--all",
                "--format",
                kind.split()[0],
                "-o",
                str(out / name),
            )
            first, _ = spent(command)
            again, wall = spent(command)
            path = out / name
            size = sum(one.stat().st_size for one in ([*path.iterdir()] if path.is_dir() else [path]))
            each = 1000 * first / articles
            more = f"{first - load:>11.2f}{again:>11.2f}{wall:>12.2f}{size / 1e6:>9.2f}"
            print(f"{kind:<10}{first:>8.2f}{each:>15.1f}{more}")
        floor, _ = spent(packed(out / "all.epub"))
        print(f"floor: the finished EPUB's files packed by zipfile alone: {floor:.2f} s of processor")


if __name__ == "__main__":
    main()
