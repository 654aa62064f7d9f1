"""How an article is cited: for readers, for reference managers (BibTeX, RIS, CSL-JSON), for search engines.

One reference is made from the record; every format is written from it, so that they never disagree.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from diptych.model.inline import plain
from diptych.model.rights import stated_rights
from diptych.reading.edition import Edition, Scope, modified, version
from diptych.reading.facing import Facing, Reader, Side
from diptych.reading.rights import rights_note
from diptych.reading.wording import worded
from diptych.text.markup import clean
from diptych.text.normal import one_space


@dataclass(frozen=True, slots=True)
class Work:
    """A text with its title, in one language."""

    language: str
    title: str
    address: str  # of its page here


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a citation of one text of an article says. Every string is one line, "" where it is not known."""

    id: str
    text: Work
    original: Work | None  # where the text is a translation
    translation: Work | None  # where the text is the original, and one faces it
    author: str
    translators: tuple[str, ...]
    publisher: str  # of the original, which published it first
    published: str  # "2020", "2020-09" or "2020-09-08"
    source: str  # where it was published first
    rights: str  # "" where nothing states them
    rights_note: str  # the rights for readers, who are told too that they are not stated
    archive: str
    updated: str  # the last day that the archive tells of this article
    version: str  # changes when a word, or what is known of it, changes


def reference(reader: Reader, facing: Facing, first: Side, language: str) -> Reference:
    """The reference to the text that a page in `language` shows first."""
    record, settings = facing.article.record, reader.archive.settings
    other = facing.translation if first is facing.original else facing.original
    works = [_work(reader, facing, side) if side else None for side in (first, other)]
    translated = first is facing.translation
    credits = record.translations.get(facing.translation.language) if facing.translation else None
    edition = Edition(reader=reader, articles=(facing.article,), scope=Scope.ARTICLES, name=facing.article.id)
    _, name = worded(settings.name, language) or ("", "")
    assert works[0]
    return Reference(
        id=facing.article.id,
        text=works[0],
        original=works[1] if translated else None,
        translation=None if translated else works[1],
        author=_line(record.author),
        translators=tuple(_line(name) for name in credits.translators) if credits else (),
        publisher=_line(record.publisher),
        published=record.published or "",
        source=record.source_url or "",
        rights=_line(stated_rights(record, settings)),
        rights_note=_line(rights_note(record, settings, language, translated=facing.translation is not None)),
        archive=_line(name),
        updated=modified(edition),
        version=version(edition),
    )


def _work(reader: Reader, facing: Facing, side: Side) -> Work:
    """A text with the address of its page: the page in its language, or the article's first where the site has none."""
    languages = reader.archive.settings.languages
    tag = side.language if side.language in languages else languages[0]
    address = f"{reader.archive.settings.address.rstrip('/')}/{tag}/articles/{facing.article.id}/"
    return Work(side.language, _line(plain(side.title)) or facing.article.id, address)


def _line(text: str | None) -> str:
    return one_space(clean(text or ""))


def bibtex(ref: Reference) -> str:
    """A biblatex entry; braces in a value are commands, so that no value can end early."""
    fields = {
        "author": "{" + _tex(ref.author) + "}" if ref.author else "",
        "title": _tex(ref.text.title),
        "translator": " and ".join("{" + _tex(name) + "}" for name in _translators(ref)),
        "origtitle": _tex(ref.original.title) if ref.original else "",
        "origlanguage": ref.original.language if ref.original else "",
        "origpublisher": _tex(ref.publisher),
        "date": ref.published,
        "organization": _tex(ref.archive),
        "version": ref.version,
        "url": _tex(ref.text.address),
        "note": _tex(ref.rights_note),
        "langid": ref.text.language,
    }
    lines = "".join(f"  {key} = {{{value}}},\n" for key, value in fields.items() if value)
    return f"@online{{{ref.id}-{ref.text.language},\n{lines}}}\n"


_TEX: Mapping[str, str] = {
    "\\": "\\textbackslash{}",
    "{": "\\textbraceleft{}",
    "}": "\\textbraceright{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "#$%&_"},
}


def _tex(text: str) -> str:
    return re.sub(r"[\\{}~^#$%&_]", lambda found: _TEX[found.group()], text)


def _translators(ref: Reference) -> tuple[str, ...]:
    return ref.translators if ref.original else ()


def ris(ref: Reference) -> str:
    """A RIS record: one field a line, lines as the format has them since the days of DOS."""
    year, _, rest = ref.published.partition("-")
    fields = [
        ("TY", "ELEC"),
        ("ID", f"{ref.id}-{ref.text.language}"),
        ("AU", ref.author),
        ("TI", ref.text.title),
        *(("A4", name) for name in _translators(ref)),
        ("OP", ref.original.title if ref.original else ""),
        ("T2", ref.archive),
        ("PB", ref.publisher),
        ("PY", year),
        ("DA", f"{year}/{rest.replace('-', '/')}" if rest else ""),
        ("ET", ref.version),
        ("LA", ref.text.language),
        ("UR", ref.text.address),
        ("N1", ref.rights_note),
    ]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n"


def csl(ref: Reference) -> str:
    """CSL-JSON: a list of one item, as citeproc and Zotero read it."""
    item: dict[str, Any] = {
        "id": f"{ref.id}-{ref.text.language}",
        "type": "webpage",
        "title": ref.text.title,
        "author": [{"literal": ref.author}] if ref.author else [],
        "translator": [{"literal": name} for name in _translators(ref)],
        "original-title": ref.original.title if ref.original else "",
        "original-publisher": ref.publisher,
        "container-title": ref.archive,
        "issued": _date_parts(ref.published),
        "version": ref.version,
        "language": ref.text.language,
        "URL": ref.text.address,
        "license": ref.rights,
    }
    return json.dumps([{key: value for key, value in item.items() if value}], ensure_ascii=False) + "\n"


def _date_parts(day: str) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in day.split("-")]]} if day else {}


def metas(ref: Reference) -> Iterator[tuple[str, str]]:
    """The `<meta>` names of Google Scholar (`citation_*`) and Dublin Core with their values."""
    values = [
        ("citation_title", ref.text.title),
        ("citation_author", ref.author),
        ("citation_publication_date", ref.published.replace("-", "/")),
        ("citation_language", ref.text.language),
        ("citation_publisher", ref.publisher),
        ("citation_public_url", ref.text.address),
        ("DC.title", ref.text.title),
        ("DC.creator", ref.author),
        *(("DC.contributor", name) for name in _translators(ref)),
        ("DC.language", ref.text.language),
        ("DC.publisher", ref.publisher or ref.archive),
        ("DC.date", ref.published),
        ("DC.identifier", ref.text.address),
        ("DC.source", ref.source),
        ("DC.rights", ref.rights_note),
    ]
    return ((name, value) for name, value in values if value)


def json_ld(ref: Reference) -> str:
    """schema.org's description of the text, to stand inside `<script>`: see `inside_script`."""
    work = _described(ref.text, ref)
    work |= {"translator": [{"@type": "Person", "name": name} for name in _translators(ref)]}
    if ref.original:
        work["translationOfWork"] = _described(ref.original, ref)
    if ref.translation:
        other = {"translator": [{"@type": "Person", "name": name} for name in ref.translators]}
        work["workTranslation"] = _filled(_described(ref.translation, ref) | other)
    more = {
        "isPartOf": {"@type": "Collection", "name": ref.archive},
        "isBasedOn": ref.source,
        "license": ref.rights,
        "version": ref.version,
        "dateModified": ref.updated,
    }
    return inside_script({"@context": "https://schema.org", **_filled(work | more)})


def _described(work: Work, ref: Reference) -> dict[str, Any]:
    author = {"@type": "Organization" if ref.author == ref.publisher else "Person", "name": ref.author}
    return {
        "@type": "Article",
        "@id": work.address,
        "url": work.address,
        "headline": work.title,
        "inLanguage": work.language,
        **({"author": author} if ref.author else {}),
        **({"datePublished": ref.published} if ref.published else {}),
    }


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}


def inside_script(data: Any) -> str:
    """JSON on one line that no text in it can end the script with: it holds no `<`, `>` or `&`."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return re.sub(r"[<>&\u2028\u2029]", lambda found: f"\\u{ord(found.group()):04x}", text)
