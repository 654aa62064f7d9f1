"""MkDocs with our own renderer of generated pages against MkDocs with Python-Markdown, on the same pages.

    .venv/bin/python -m benchmarks.rendering [ARTICLES …]        (41 and 1,000 where none is named)

Processor seconds of whole processes. `ours` is MkDocs as `diptych build` runs it; `python-markdown` is the same with
one extension more, which changes no page but has Python-Markdown read them all. Each is run three times in turn; the
medians are printed, and their ratio, and whether both made the same files. `alone` is the ratio of the two renderers
without the rest of MkDocs (its start, pages by hand, templates), on some 200 of the pages.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import markdown
from mkdocs.config import load_config
from mkdocs.utils.meta import get_data

from benchmarks.archives import make
from benchmarks.build import RUNS, processor_seconds
from diptych.model.generated import is_generated
from diptych.text.html_page import render

OTHER = "markdown_extensions:\n  - abbr\n"
PACKED = "sitemap.xml.gz"  # holds the time
SAMPLE = 200  # pages


@dataclass(frozen=True, slots=True)
class Measured:
    pages: int
    ours: float  # processor seconds
    theirs: float
    same: bool  # whether the sites are, byte for byte
    alone: float  # our renderer's time as a part of Python-Markdown's


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
        pages = sum(name.endswith(".html") for name in one)
        return Measured(pages, ours, theirs, one == other, _alone(root))


def _alone(root: Path) -> float:
    config = load_config(str(root / "mkdocs.yml"))
    config = config.plugins.on_config(config)
    settings = {"extensions": config.markdown_extensions, "extension_configs": config.mdx_configs}
    paths = [path for path in sorted(root.glob("docs/**/*.md")) if is_generated(str(path.relative_to(root / "docs")))]
    sample = paths[:: max(1, len(paths) // SAMPLE)]
    pages = [get_data(path.read_text("utf-8"))[0] for path in sample]
    ours, theirs = list[float](), list[float]()
    for _ in range(RUNS):
        ours.append(_taken(lambda page: render(page, str), pages))
        theirs.append(_taken(lambda page: markdown.markdown(page, **settings), pages))
    return statistics.median(ours) / statistics.median(theirs)


def _taken(work: Callable[[str], object], pages: Sequence[str]) -> float:
    """Processor seconds for all pages."""
    begun = time.process_time()
    for page in pages:
        work(page)
    return time.process_time() - begun


def _files(site: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(site)): path for path in site.rglob("*") if path.is_file() and path.name != PACKED}
    return {name: path.read_bytes() for name, path in found.items()}


def main() -> None:
    heads = f"{'ours s':>7}  {'python-markdown s':>17}  {'ratio':>5}  {'alone':>5}"
    print(f"{'articles':>8}  {'pages':>6}  {heads}  same files")
    for articles in [int(argument) for argument in sys.argv[1:]] or [41, 1000]:
        found = measure(articles)
        times = f"{found.ours:>7.2f}  {found.theirs:>17.2f}  {found.ours / found.theirs:>5.2f}  {found.alone:>5.2f}"
        print(f"{articles:>8}  {found.pages:>6}  {times}  {found.same}")


if __name__ == "__main__":
    main()
