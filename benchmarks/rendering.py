"""MkDocs with our own renderer of generated pages against MkDocs with Python-Markdown, on the same pages.

    .venv/bin/python -m benchmarks.rendering [ARTICLES …]        (41 and 1,000 where none is named)

Processor seconds of whole processes. `ours` is MkDocs as `diptych build` runs it; `python-markdown` is the same with
one extension more, which changes no page but has Python-Markdown read them all. Each is run three times in turn; the
medians are printed, and their ratio, and whether both made the same files.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.archives import make
from benchmarks.build import RUNS, processor_seconds

OTHER = "markdown_extensions:\n  - abbr\n"
PACKED = "sitemap.xml.gz"  # holds the time


@dataclass(frozen=True, slots=True)
class Measured:
    pages: int
    ours: float  # processor seconds
    theirs: float
    same: bool  # whether the sites are, byte for byte


def measure(articles: int) -> Measured:
    """What MkDocs takes for so many articles, either way."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "archive"
        make(root, articles)
        config = (root / "mkdocs.yml").read_text("utf-8")
        (root / "other.yml").write_text(config + OTHER, encoding="utf-8")
        processor_seconds([sys.executable, "-m", "diptych", "build", "--pages"], root)
        times: dict[str, list[float]] = {"mkdocs.yml": [], "other.yml": []}
        for _ in range(RUNS):
            for name, taken in times.items():
                command = ["build", "--strict", "-q", "-f", name, "-d", f"site-{name}"]
                taken.append(processor_seconds([sys.executable, "-m", "mkdocs", *command], root))
        ours, theirs = (statistics.median(taken) for taken in times.values())
        one, other = (_files(root / f"site-{name}") for name in times)
        return Measured(sum(name.endswith(".html") for name in one), ours, theirs, one == other)


def _files(site: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(site)): path for path in site.rglob("*") if path.is_file() and path.name != PACKED}
    return {name: path.read_bytes() for name, path in found.items()}


def main() -> None:
    print(f"{'articles':>8}  {'pages':>6}  {'ours s':>7}  {'python-markdown s':>17}  {'ratio':>5}  same files")
    for articles in [int(argument) for argument in sys.argv[1:]] or [41, 1000]:
        found = measure(articles)
        ratio = found.ours / found.theirs
        print(
            f"{articles:>8}  {found.pages:>6}  {found.ours:>7.2f}  {found.theirs:>17.2f}  {ratio:>5.2f}  {found.same}"
        )


if __name__ == "__main__":
    main()
