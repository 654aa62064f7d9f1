"""How long after a paragraph is saved the browser is told to load the page anew, with the new words in it.

    .venv/bin/python -m benchmarks.serve [ARTICLES]

An archive of 1,000 articles of the corpus is served; ten times a paragraph of one article is edited and saved. The time
is from the end of the write to the event that makes the page load, and the page is then fetched and must hold the edit.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from benchmarks.archives import HERE, make

EDITS = 10


def measure(root: Path) -> list[float]:
    command = [sys.executable, "-m", "diptych", "--archive", str(root), "--messages", "en", "serve", "--port", "0"]
    seconds = []
    with subprocess.Popen(command, cwd=HERE / "scripts", stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = process.stdout.readline().split()[1].rstrip(".")
        text = next(iter(sorted(root.glob("source_texts/*/vi.md"))))
        page = f"{address}vi/articles/{text.parent.name}/"
        with urllib.request.urlopen(f"{address}.diptych/changes") as told:
            told.readline()
            for number in range(EDITS):
                before = text.read_text(encoding="utf-8").rstrip("\n")
                text.write_text(f"{before} Sửa lần {number}.\n", encoding="utf-8")
                start = time.perf_counter()
                while not told.readline().startswith(b"data:"):
                    pass
                seconds.append(time.perf_counter() - start)
                with urllib.request.urlopen(page) as shown:
                    assert f"Sửa lần {number}." in shown.read().decode(), "the page does not hold the edit"
                time.sleep(1.5)  # until the next run of MkDocs waits
        process.terminate()
    return seconds


if __name__ == "__main__":
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        make(archive, articles)
        found = sorted(measure(archive))
        shutil.rmtree(archive)
    middle = statistics.median(found)
    print(f"{articles} articles: {found[0]:.2f} / {middle:.2f} / {found[-1]:.2f} s (min, median, max), floor 1.00 s")
