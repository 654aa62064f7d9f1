"""The package of a book: what it is called, which files it has, in which order they are read."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from lxml import etree

from diptych.formats.epub.chapter import Chapter
from diptych.formats.epub.words import words_of
from diptych.languages.tags import is_right_to_left
from diptych.locale.words import say
from diptych.reading.edition import Edition, Scope, modified, spoken, titles
from diptych.reading.rights import rights_note
from diptych.reading.wording import worded
from diptych.text.markup import clean
from diptych.text.xmltext import LANG, NOTHING, Node, document, element

FOLDER = "EPUB"
_OCF = "urn:oasis:names:tc:opendocument:xmlns:container"
_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_XHTML = "application/xhtml+xml"
_FEATURES = ("tableOfContents", "readingOrder", "structuralNavigation", "alternativeText", "displayTransformability")

Element = etree._Element


def container() -> str:
    """`META-INF/container.xml`, which says where the package is."""
    media_type = {"full-path": f"{FOLDER}/package.opf", "media-type": "application/oebps-package+xml"}
    file = element(f"{{{_OCF}}}rootfile", media_type, {None: _OCF})
    files = element(f"{{{_OCF}}}rootfiles", {}, {None: _OCF}, file)
    return document(element(f"{{{_OCF}}}container", {"version": "1.0"}, {None: _OCF}, files))


def package(edition: Edition, chapters: Sequence[Chapter], documents: Collection[str], picture: tuple[str, str]) -> str:
    """`documents` are their names in the order of reading; `picture` is the cover's (name, media type)."""
    main = titles(edition)[0][0]
    turned = {"page-progression-direction": "rtl"} if is_right_to_left(main) else {}
    metadata = element(f"{{{_OPF}}}metadata", {}, {None: _OPF, "dc": _DC}, *_on_lines(_metadata(edition, chapters)))
    spine = [_opf("itemref", {"idref": _item_id(name)}) for name in documents]
    return document(
        _opf(
            "package",
            {"version": "3.0", "unique-identifier": "id", LANG: main},
            *_on_lines([metadata, _opf("manifest", {}, *_on_lines(_manifest(documents, picture)))]),
            _opf("spine", turned, *spine),
            "\n",
        )
    )


def _manifest(documents: Collection[str], picture: tuple[str, str]) -> Iterator[Element]:
    name, media_type = picture
    yield _opf("item", {"id": "style", "href": "style.css", "media-type": "text/css"})
    yield _opf("item", {"id": "picture", "href": name, "media-type": media_type, "properties": "cover-image"})
    for name in documents:
        nav = {"properties": "nav"} if name == "nav.xhtml" else {}
        yield _opf("item", {"id": _item_id(name), "href": name, "media-type": _XHTML, **nav})


def _item_id(name: str) -> str:
    return "d-" + name.removesuffix(".xhtml")


def _metadata(edition: Edition, chapters: Sequence[Chapter]) -> Iterator[Element]:
    yield _dc("identifier", _identifier(edition), {"id": "id"})
    (language, title), *others = titles(edition)
    yield _dc("title", title, {"id": "title", LANG: language})
    for tag, other in others:
        yield _opf("meta", {"refines": "#title", "property": "alternate-script", LANG: tag}, clean(other))
    tags = dict.fromkeys([language, *(tag for chapter in chapters for tag in chapter.languages)])
    yield from (_dc("language", tag) for tag in tags)
    yield from _people(edition)
    yield from _works(edition, chapters, language)
    yield _meta("dcterms:modified", f"{modified(edition)}T00:00:00Z")
    yield from _accessibility(edition)


def _people(edition: Edition) -> Iterator[Element]:
    records = [article.record for article in edition.articles]
    yield from _each("creator", [record.author or "" for record in records])
    people = dict.fromkeys(
        name for record in records for credits in record.translations.values() for name in credits.translators
    )
    for number, name in enumerate(people, 1):
        yield _dc("contributor", name, {"id": f"translator-{number}"})
        role = {"refines": f"#translator-{number}", "property": "role", "scheme": "marc:relators"}
        yield _opf("meta", role, "trl")


def _works(edition: Edition, chapters: Sequence[Chapter], language: str) -> Iterator[Element]:
    """What the archive and the records say: publisher, rights, topics, and of one article day and source."""
    settings = edition.reader.archive.settings
    records = [article.record for article in edition.articles]
    yield from _each("publisher", [(worded(settings.name, language) or ("", ""))[1]])
    yield from _each("rights", _rights(edition, chapters))
    topics = (topic for record in records for topic in record.topics)
    yield from _each("subject", [(worded(settings.topics.get(name, {}), language) or ("", name))[1] for name in topics])
    if edition.is_one:
        yield from _each("date", [records[0].published or ""])
        yield from _each("source", [records[0].source_url or ""])


def _rights(edition: Edition, chapters: Sequence[Chapter]) -> Iterator[str]:
    settings, words = edition.reader.archive.settings, words_of(edition)
    for article, chapter in zip(edition.articles, chapters, strict=True):
        translated = chapter.has_translation(article.record.language)
        yield rights_note(article.record, settings, words, translated=translated)


def _accessibility(edition: Edition) -> Iterator[Element]:
    for mode in ("textual", "visual"):
        yield _meta("schema:accessMode", mode)
    yield _meta("schema:accessModeSufficient", "textual")
    for feature in _FEATURES:
        yield _meta("schema:accessibilityFeature", feature)
    yield _meta("schema:accessibilityHazard", "none")
    for tag in spoken(edition):
        yield _meta("schema:accessibilitySummary", say(tag, "accessible"), {LANG: tag})


def _identifier(edition: Edition) -> str:
    """A name for the edition that stays the same whatever its texts become."""
    settings = edition.reader.archive.settings
    ids = ",".join(article.id for article in edition.articles) if edition.scope is Scope.ARTICLES else ""
    named = "|".join([settings.address, edition.scope.value, edition.name, ids, edition.lang, edition.to])
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, named)}"


def _opf(name: str, attributes: Mapping[str, str] = NOTHING, *children: Node) -> Element:
    return element(f"{{{_OPF}}}{name}", attributes, {None: _OPF}, *children)


def _meta(name: str, value: str, attributes: Mapping[str, str] = NOTHING) -> Element:
    return _opf("meta", {"property": name, **attributes}, clean(value))


def _dc(name: str, text: str, attributes: Mapping[str, str] = NOTHING) -> Element:
    return element(f"{{{_DC}}}{name}", attributes, {"dc": _DC}, clean(text))


def _each(name: str, values: Iterable[str]) -> Iterator[Element]:
    yield from (_dc(name, value) for value in dict.fromkeys(values) if value.strip())


def _on_lines(elements: Iterable[Element]) -> list[Node]:
    """Each on a line of its own."""
    return ["\n", *(node for one in elements for node in (one, "\n"))]
