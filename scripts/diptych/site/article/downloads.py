"""The files that the site offers to take away, as pages list them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from diptych.locale.words import in_words, say
from diptych.site.article.reader_controls import Download
from diptych.text.language import size_text


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file that stands below `docs/`."""

    format: str
    languages: tuple[str, ...]  # of its texts
    path: str  # below docs/
    size: int  # in bytes


def offered(files: Sequence[File], language: str, up: str) -> list[Download]:
    """The files as a page in a language lists them; `up` leads from the page's own folder to `docs/`."""
    volumes = Counter((file.format, file.languages) for file in files)
    seen: Counter[tuple[str, tuple[str, ...]]] = Counter()
    out = []
    for file in sorted(files, key=lambda file: (len(file.languages) < 2, file.languages[:1] != (language,))):
        same = (file.format, file.languages)
        seen[same] += 1
        name = f"{file.format.upper()}, {' – '.join(in_words(tag, language) for tag in file.languages)}"
        if volumes[same] > 1:
            name = say(language, "download_volume", name=name, number=seen[same])
        out.append((name, f"{up}{file.path}", f"({size_text(file.size, language)})"))
    return out
