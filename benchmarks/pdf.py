"""Our bilingual PDF against the same article printed by WeasyPrint and by Chromium, and what a batch and a book cost.

    .venv/bin/python -m benchmarks.pdf [ARTICLES]        (500 where no number is given)

One article of the corpus is set three ways in one run, in turn, each as a whole process; the medians of the processor
seconds (with those of child processes) and of the wall are printed with their ratios to ours. Then so many articles,
three PDFs each, in one process; then all of them as one bilingual book in volumes. WeasyPrint is no dependency of ours:
`pip install weasyprint` for its line.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.archives import make

ROUNDS = 5
PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>{title}</title><style>
@page {{ size: A4; margin: 24mm 17mm }} body {{ font: 9.7pt/1.45 serif }} table {{ border-spacing: 7mm 1em }}
td {{ width: 50%; vertical-align: top; text-align: justify; hyphens: auto }}</style><table>{rows}</table></html>"""

_OURS = """
import sys
from pathlib import Path
from diptych.jobs.formats import format_of
from diptych.reading.edition import Edition, Scope
from diptych.reading.facing import Reader
from diptych.store.archive import load
archive = load(Path(sys.argv[1]))
reader, count = Reader(archive), int(sys.argv[3])
make = format_of("pdf").make
languages = sys.argv[2].split(",")
for article in archive.articles[:count]:
    for language in languages:
        one = Edition(reader=reader, articles=(article,), scope=Scope.ARTICLES, name=article.id, lang=language)
        made = [*make(Path(), one)]
"""
_BOOK = _OURS.replace(
    _OURS[_OURS.index("for article") :],
    "book = Edition(reader=reader, articles=archive.articles, scope=Scope.ARCHIVE, name='')\n"
    "for _ in make(Path(), book):\n    pass\n",
)


def cost(command: list[str]) -> tuple[float, float, float]:
    """(wall seconds, processor seconds, MiB of the largest process) of a command with its children."""
    began = time.perf_counter()
    _, status, used = os.wait4(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).pid, 0)
    if status:
        raise SystemExit(f"failed: {command}")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def printed(root: Path) -> str:
    """The first article as a page of rows for the other two."""
    folder = next(path for path in sorted((root / "source_texts").iterdir()))
    one, other = ((folder / f"{language}.md").read_text(encoding="utf-8").split("\n\n") for language in ("vi", "en"))
    pairs = zip(one, other, strict=True)
    rows = "".join(f"<tr><td lang=vi>{left}<td lang=en>{right}" for left, right in pairs)
    return PAGE.format(title=folder.name, rows=rows)


def rivals(root: Path, work: Path) -> dict[str, list[str]]:
    """The commands of those that are here."""
    page, out = work / "page.html", work / "out.pdf"
    page.write_text(printed(root), encoding="utf-8")
    found = {}
    if importlib.util.find_spec("weasyprint"):
        variants = "pdf_variant='pdf/ua-1', pdf_tags=True"
        found["WeasyPrint"] = [
            sys.executable,
            "-c",
            f"from weasyprint import HTML; HTML({str(page)!r}).write_pdf({str(out)!r}, {variants})",
        ]
    else:
        print("WeasyPrint is not here: pip install weasyprint")
    if browser := shutil.which("chromium"):
        flags = ["--headless", "--no-sandbox", "--disable-gpu", "--export-tagged-pdf", "--no-pdf-header-footer"]
        found["Chromium"] = [browser, *flags, f"--user-data-dir={work / 'profile'}", f"--print-to-pdf={out}", str(page)]
    else:
        print("Chromium is not here: apt-get install --no-install-recommends chromium")
    return found


def one_article(root: Path, work: Path) -> None:
    commands = {"ours": typst_alone(root, work), **rivals(root, work)}
    seen: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            seen[name].append(cost(command))
    for name, runs in seen.items():
        wall, processor = (statistics.median(run[at] for run in runs) for at in (0, 1))
        ratios = [
            statistics.median(run[at] / ours[at] for run, ours in zip(runs, seen["ours"], strict=True)) for at in (0, 1)
        ]
        print(f"{name:>11}: wall {wall:.2f} s ({ratios[0]:.1f}x), processor {processor:.2f} s ({ratios[1]:.1f}x)")


def typst_alone(root: Path, work: Path) -> list[str]:
    """Typesetting the first article from its data, as a process of its own: what the rivals do from their page."""
    data = work / "data.json"
    write = "import json, sys\n" + _OURS[: _OURS.index("make =")].replace("import sys\n", "")
    write += "from diptych.formats.pdf.document import document\n"
    write += "one = archive.articles[0]\n"
    write += "edition = Edition(reader=reader, articles=(one,), scope=Scope.ARTICLES, name=one.id)\n"
    write += "print(json.dumps(document(edition)))"
    done = subprocess.run([sys.executable, "-c", write, str(root), "", "1"], check=True, capture_output=True)
    data.write_bytes(done.stdout)
    typeset = "import json, sys; from diptych.store.typeset import typeset; typeset(json.load(open(sys.argv[1])))"
    return [sys.executable, "-c", typeset, str(data)]


def batch(root: Path, articles: int) -> None:
    def run(languages: str, count: int) -> tuple[float, float, float]:
        return cost([sys.executable, "-c", _OURS, str(root), languages, str(count)])

    few, many = run("", 5), run("", 45)
    wall, processor = ((many[at] - few[at]) / 40 for at in (0, 1))
    print(f"a bilingual PDF within a batch: wall {wall:.3f} s, processor {processor:.3f} s")
    wall, processor, peak = run(",vi,en", articles)
    print(f"{articles} articles, three PDFs each: processor {processor:.1f} s (wall {wall:.1f}), peak {peak:.0f} MiB")


def whole_book(root: Path, articles: int) -> None:
    wall, processor, peak = cost([sys.executable, "-c", _BOOK, str(root), "", "0"])
    print(
        f"a book of {articles} articles in volumes: processor {processor:.1f} s, wall {wall:.1f} s, peak {peak:.0f} MiB"
    )


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as folder:
        root, work = Path(folder) / "archive", Path(folder)
        make(root, articles)
        steps: list[Callable[[], None]] = [
            lambda: one_article(root, work),
            lambda: batch(root, articles),
            lambda: whole_book(root, articles),
        ]
        for step in steps:
            step()


if __name__ == "__main__":
    main()
