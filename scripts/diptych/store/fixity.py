"""Whether the files that a build wrote are still as it wrote them, bit for bit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from diptych.model.layout import SITE
from diptych.model.problem import Problem, Severity, rule
from diptych.store.build_cache import digest, digests

ALTERED = rule(
    "D703",
    Severity.ERROR,
    "this file is not as the build wrote it (such files: {count})",
    "Run `diptych build`: it makes the file anew, and moves what is not its own aside.",
    "tệp này không còn như lúc lệnh dựng ghi ra (số tệp như vậy: {count})",
    "Hãy chạy `diptych build`: lệnh tạo lại tệp, và chuyển những gì không phải của nó sang một bên.",
)
LOST = rule(
    "D704",
    Severity.WARNING,
    "this file, which the build wrote, is not there any more (such files: {count})",
    "Run `diptych build`, which makes it anew.",
    "không còn thấy tệp này, vốn do lệnh dựng ghi ra (số tệp như vậy: {count})",
    "Hãy chạy `diptych build`, lệnh sẽ tạo lại tệp.",
)


def altered(folder: Path, wrote: Mapping[str, str]) -> Iterator[Problem]:
    """Of files that were written below a folder (path in it: hash) those that are gone or other than they were."""
    there = {path: digest((folder / path).read_bytes()) for path in wrote if (folder / path).is_file()}
    other = sorted(path for path, found in there.items() if found != wrote[path])
    yield from _told(folder.name, other, sorted(wrote.keys() - there.keys()))


def altered_site(root: Path, wrote: Mapping[str, str]) -> Iterator[Problem]:
    """The same of the site, where nothing else may stand; none where there is no site."""
    if (root / SITE).is_dir() and wrote:
        there = digests(root / SITE)
        other = sorted(path for path, found in there.items() if wrote.get(path) != found)
        yield from _told(SITE, other, sorted(wrote.keys() - there.keys()))


def _told(folder: str, other: list[str], gone: list[str]) -> Iterator[Problem]:
    """One problem for all of a kind: a site that was cleaned away by half has thousands."""
    for rule_of, paths in ((ALTERED, other), (LOST, gone)):
        if paths:
            yield rule_of.at(f"{folder}/{paths[0]}", count=len(paths))
