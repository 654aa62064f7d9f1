"""How many of so many hostile strings become more than text in anything that an archive puts out.

    PYTHONPATH=tests .venv/bin/python -m benchmarks.hostile [STRINGS] [SEED]        (5000 where no number is named)

The strings come from `tests/pages/grammar.py`; each is a block of two texts and, where it is short enough, a field of a
record, a ledger or a term. An archive of them is built in full, and all that comes of it is parsed by
`tests/pages/outputs.py`. A twentieth of the strings is typed into the site's search in Chromium, some of them come in
addresses. Exits with 1 where anything is unsafe.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain, groupby, islice
from pathlib import Path

from browser.browsing import Reader
from browser.conftest import chromium, served
from browser.queries import addressed, asked
from diptych.store.archive import load
from pages.archives import site_of, written
from pages.grammar import hostile_strings, unsafe_strings
from pages.hostile import generated
from pages.oracle import TOKEN
from pages.outputs import Judged, of_archive, of_pdf, of_site

SHOWN = 10  # faults of an output that are printed
PDFS = 40  # articles that are typeset
ADDRESSES = 40
PAGES = ("vi/", "en/articles/body-1/")


def refused(root: Path, strings: Iterable[str]) -> Iterator[Judged]:
    """Strings with a character that no text may hold: what was not refused is a fault."""
    texts = {f"a{number}": f"# Bài\n\n{text}\n" for number, text in enumerate(strings)}
    records = {f"source_texts/{name}/article.yml": {"language": "vi"} for name in texts}
    archive = load(written(root, {**records, **{f"source_texts/{name}/vi.md": text for name, text in texts.items()}}))
    taken = {article.id for article in archive.articles}
    for name in texts:
        yield "refused", name, ["taken"] if name in taken else []


def in_browser(site: Path, strings: list[str]) -> Iterator[Judged]:
    """Queries and addresses. Raises AssertionError where a page runs or asks for anything."""
    with served(site) as address, chromium() as browser:
        reader = Reader(browser, address)
        yield from (("queries", query, wrong) for query, wrong in asked(reader, strings))
        for path in PAGES:
            yield from (("addresses", text, wrong) for text, wrong in addressed(reader, strings[:ADDRESSES], path))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    strings = [*islice(hostile_strings(seed), count)]
    print(f"{len({TOKEN.sub('', text) for text in strings})} distinct strings, seed {seed}", flush=True)
    unsafe = 0
    with tempfile.TemporaryDirectory() as folder:
        root = written(Path(folder) / "archive", generated(strings))
        archive = load(root)
        print(f"{len(archive.articles)} articles, {len(archive.terms)} terms; kept out: {len(archive.problems)}")
        built = site_of(root)
        print(f"{built.pages} pages built", flush=True)
        bodies = [article for article in archive.articles if article.id.startswith("body-")]
        found = chain(
            refused(Path(folder) / "refused", islice(unsafe_strings(seed), count // 20)),
            of_site(root),
            in_browser(root / "site", strings[:: max(1, len(strings) // (count // 20 or 1))]),
            of_archive(root, archive),
            of_pdf(archive, bodies[:PDFS]),
        )
        print(f"{'output':<14}{'files':>8}{'unsafe':>8}")
        for output, judged in groupby(sorted(found), key=lambda one: one[0]):
            files = [(name, wrong) for _, name, wrong in judged]
            bad = [(name, wrong) for name, wrong in files if wrong]
            print(f"{output:<14}{len(files):>8}{len(bad):>8}", flush=True)
            for name, wrong in bad[:SHOWN]:
                print(f"    {name}: {wrong[0][:200]}")
            unsafe += len(bad)
    sys.exit(1 if unsafe else 0)


if __name__ == "__main__":
    main()
