"""An archive with every state and every right that a page has to be honest about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from diptych.model.ledger import Entry, Review
from diptych.text.block_ids import identify
from diptych.text.ledgerfile import write_blocks, write_entries, write_reviews
from diptych.text.normal import text_hash
from diptych.text.parse import split

NOBODY = "Không ai được đọc zqgiauqz"  # words that no page may hold


def blocks(language: str, count: int, name: str = "") -> list[str]:
    """A title and paragraphs, each with words of its own."""
    return [f"# {name} title {language}", *(f"{name} paragraph {language} number {n}." for n in range(2, count + 1))]


def text(parts: Sequence[str]) -> str:
    return "\n\n".join(parts) + "\n"


def entry(name: str, target: str, source: str, draft: str = "", engine: str | None = None) -> Entry:
    hashes = [text_hash(part) for part in target.split("\n\n")]
    return Entry(
        id=name,
        target="+".join(hashes),
        source=text_hash(source),
        draft=text_hash(draft) if draft else None,
        engine=engine,
    )


def review(name: str, target: str, source: str) -> Review:
    return Review(id=name, source=text_hash(source), target=text_hash(target), name="Một người đọc", date="2026-01-02")


_ENDINGS = {"": ".md", "ledger": ".ledger.yml", "review": ".review.yml"}
_WRITERS: dict[str, Callable[[Any], str]] = {"": str, "ledger": write_entries, "review": write_reviews}


def article(name: str, language: str, source: Sequence[str], **more: Any) -> dict[str, Any]:
    """The files of an article; translations as `en="text"`, their ledgers as `en_ledger=[…]`, and its record."""
    folder = f"source_texts/{name}"
    record = {"language": language, "source_url": f"https://a.example/{name}", **more.pop("record", {})}
    files: dict[str, Any] = {f"{folder}/article.yml": record, f"{folder}/{language}.md": text(source)}
    files[f"{folder}/blocks.yml"] = write_blocks(identify(split(text(source)), ()).known)
    for key, value in more.items():
        tag, _, kind = key.partition("_")
        files[f"{folder}/{tag}{_ENDINGS[kind]}"] = _WRITERS[kind](value)
    return files


def honest_archive() -> dict[str, Any]:
    files: dict[str, Any] = {}
    for number, word in enumerate(["cửa hậu", "chủ quyền số", "zqantuongqz"], 1):
        wordings = {tag: {"form": f"{word} {tag}", "definition": f"Nghĩa {number}."} for tag in ("vi", "en")}
        files[f"glossary/tu-{number}.yml"] = {"languages": wordings}
    return {**files, **_states(), **_beads(), **_languages(), **_rights()}


def _states() -> dict[str, Any]:
    """One block in each state, an orphan of a person's and one of a machine's."""
    vi, en = blocks("vi", 8, "states"), blocks("en", 8, "states")
    old = "Nguyên bản cũ."
    there = [*en[:5], "<!-- p6: missing -->", *en[6:], NOBODY, f"{NOBODY} máy"]
    entries = [
        entry("p1", en[0], vi[0]),
        entry("p2", en[1], vi[1], en[1], "engine-a"),
        entry("p3", en[2], vi[2], "Bản nháp đã sửa", "engine-a"),
        entry("p4", en[3], vi[3], en[3], "engine-b"),
        entry("p5", en[4], old, en[4], "engine-c"),
        entry("p7", en[6], old),
        entry("p8", en[7], vi[7]),
        entry("p90", NOBODY, old),
        entry("p91", f"{NOBODY} máy", old, f"{NOBODY} máy", "engine-d"),
    ]
    reviews = [review("p1", en[0], vi[0]), review("p2", en[1], vi[1])]
    all_read = [review(f"p{n}", en[n - 1], vi[n - 1]) for n in range(1, 9)]
    return {
        **article("states", "vi", vi, en=text(there), en_ledger=entries, en_review=reviews),
        **article("reviewed", "vi", vi, en=text(en), en_review=all_read, record={"title_supplied": True}),
        **article("untitled", "vi", vi[1:], en=text(en[1:])),
        **article("title-missing", "vi", vi, en=text(["<!-- p1: missing -->", *en[1:]])),
    }


def _beads() -> dict[str, Any]:
    """A translation that merges p2 and p3, splits p4, and adds a block."""
    vi = blocks("vi", 5, "beads")
    en = blocks("en", 5, "beads")
    merged, split, added = f"{en[1]} {en[2]}", f"{en[3]}\n\n{en[3]} And on.", "A word added by the translator."
    entries = [
        entry("p1", en[0], vi[0]),
        entry("p2", merged, vi[1]),
        entry("p3", merged, vi[2]),
        entry("p4", split, vi[3]),
        Entry(id="x1", target=text_hash(added)),
        entry("p5", en[4], vi[4]),
    ]
    return article("beads", "vi", vi, en=text([en[0], merged, split, added, en[4]]), en_ledger=entries)


def _languages() -> dict[str, Any]:
    """Texts that are not there in every language of the site; `few` has one block of six in English."""
    few = [blocks("en", 6, "few")[0], *(f"<!-- p{n}: missing -->" for n in range(2, 7))]
    return {
        **article("alone", "vi", blocks("vi", 3, "alone")),
        **article("few", "vi", blocks("vi", 6, "few"), en=text(few)),
        **article("spanish", "es", blocks("es", 3, "spanish"), en=text(blocks("en", 3, "spanish"))),
        **article("foreign", "es", blocks("es", 3, "foreign")),
        **article("arabic", "ar", blocks("ar", 3, "arabic"), en=text(blocks("en", 3, "arabic"))),
        **article(
            "listed",
            "vi",
            blocks("vi", 3, "listed"),
            fr=text(blocks("fr", 3, "listed")),
            es=text(blocks("es", 3, "listed")),
            record={"translations": {"fr": {}, "es": {}}},
        ),
    }


def _rights() -> dict[str, Any]:
    """Two articles of which not all may be shown, with the rest in every kind of block."""
    files: dict[str, Any] = {}
    for publish in ("excerpt", "record"):
        texts = {}
        for tag in ("vi", "en"):
            hidden = [
                f"{NOBODY} {tag}, zqantuongqz {tag}.",
                f"## {NOBODY}",
                f"# {NOBODY}",
                f"- {NOBODY}\n- {NOBODY}",
                f"| {NOBODY} |\n|---|\n| {NOBODY} |",
                f"```\n{NOBODY}\n```",
                f"![{NOBODY}](https://a.example/{NOBODY.replace(' ', '')}.png)",
                f"[^1]: {NOBODY}",
            ]
            shown = blocks(tag, 3, publish)
            if publish == "record":
                shown = [f"*{NOBODY}: ảnh*", shown[0], f"{NOBODY} zqantuongqz {tag}"]
            texts[tag] = [*shown, *hidden]
        record = {"publish": publish, "left_out": [NOBODY], "publisher": f"Báo {publish}"}
        files |= article(publish, "vi", texts["vi"], en=text(texts["en"]), record=record)
    return files
