"""How an article is cited: every format can be read back and says the same, whatever a title holds."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.site.article.citation import Reference, Work, bibtex, csl, inside_script, json_ld, metas, ris

HERE = "https://a.example/en/articles/bai/"
ORIGINAL = Work("vi", "Chủ quyền dữ liệu", "https://a.example/vi/articles/bai/")
REF = Reference(
    id="bai",
    text=Work("en", "Data sovereignty", HERE),
    original=ORIGINAL,
    translation=None,
    author="Vương Nghị",
    translators=("Lan", "John"),
    publisher="Báo Mới",
    published="2020-09-08",
    source="https://b.example/bai",
    rights="CC BY 4.0",
    rights_note="CC BY 4.0",
    archive="An archive",
    updated="2026-11-24",
    version="0123456789ab",
)

HOSTILE = [
    r"A \ and } and { and {{ and }} \{",
    r"100 % of $5 & #1 _under_ ~tilde ^hat",
    "</script><script>alert(1)</script><!-- -->",
    "quotes \" and ' and `",
    "ER  - \u2028TY  - JOUR",
    "Hà Nội “ngoặc” – gạch…",
    "@article{x, title={y}}",
]
titles = st.one_of(
    st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1)
)


def of(title: str) -> Reference:
    return replace(REF, text=replace(REF.text, title=title), original=replace(ORIGINAL, title=title))


def fields(entry: str) -> dict[str, str]:
    """A biblatex entry read as TeX reads it: values end where their braces do."""
    head = re.match(r"@online\{([\w-]+),\n", entry)
    assert head
    found, at = {"": head[1]}, head.end()
    while entry[at] != "}":
        key = re.compile(r"  (\w+) = \{").match(entry, at)
        assert key, entry[at:]
        depth, end = 1, key.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(entry[end], 0)
            end += 1
        found[key[1]] = entry[key.end() : end - 1]
        assert entry[end : end + 2] == ",\n"
        at = end + 2
    assert entry[at:] == "}\n"
    return found


def from_tex(value: str) -> str:
    names = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~", "asciicircum": "^"}
    return re.sub(r"\\text(\w+)\{\}|\\([#$%&_])", lambda found: names[found[1]] if found[1] else found[2], value)


@given(titles)
def test_bibtex_gives_the_title_back(title: str) -> None:
    entry = fields(bibtex(of(title)))
    assert from_tex(entry.get("title", "")) == from_tex(entry.get("origtitle", "")) == title


@given(titles)
def test_ris_is_one_field_a_line(title: str) -> None:
    lines = ris(of(title)).split("\r\n")
    assert lines[0] == "TY  - ELEC"
    assert lines[-2:] == ["ER  - ", ""]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]+", line) for line in lines[:-2])
    assert [line[6:] for line in lines if line.startswith("TI")] == [title]


@given(titles)
def test_csl_gives_the_title_back(title: str) -> None:
    (item,) = json.loads(csl(of(title)))
    assert item.get("title", "") == title


@given(titles)
def test_json_in_a_page_ends_where_it_should(title: str) -> None:
    page = f"<!doctype html><title>x</title><script type=application/ld+json>{json_ld(of(title))}</script><p>end</p>"
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    (script,) = tree.iter("script")
    data = json.loads(script.text)
    assert data["headline"] == data["translationOfWork"]["headline"] == title
    assert not set("<>&") & set(inside_script({"title": title}))


def test_a_translation_names_everybody() -> None:
    entry, data = fields(bibtex(REF)), json.loads(json_ld(REF))
    assert entry["author"] == "{Vương Nghị}"
    assert entry["translator"] == "{Lan} and {John}"
    assert (entry["origtitle"], entry["origlanguage"]) == ("Chủ quyền dữ liệu", "vi")
    assert (entry["organization"], entry["version"], entry["date"]) == ("An archive", "0123456789ab", "2020-09-08")
    assert "A4  - Lan\r\nA4  - John\r\n" in ris(REF)
    assert "DA  - 2020/09/08\r\n" in ris(REF)
    (item,) = json.loads(csl(REF))
    assert item["translator"] == [{"literal": "Lan"}, {"literal": "John"}]
    assert item["issued"] == {"date-parts": [[2020, 9, 8]]}
    assert data["translator"] == [{"@type": "Person", "name": "Lan"}, {"@type": "Person", "name": "John"}]
    assert data["translationOfWork"]["url"] == ORIGINAL.address
    assert data["author"] == {"@type": "Person", "name": "Vương Nghị"}


def test_an_original_names_no_translator_of_its_own() -> None:
    ref = replace(REF, text=ORIGINAL, original=None, translation=REF.text)
    assert "translator" not in fields(bibtex(ref))
    assert "A4" not in ris(ref)
    data = json.loads(json_ld(ref))
    assert "translator" not in data
    assert data["workTranslation"]["translator"] == [{"@type": "Person", "name": name} for name in ("Lan", "John")]


@pytest.mark.parametrize(("day", "parts"), [("2020", [2020]), ("2020-09", [2020, 9]), ("", None)])
def test_a_date_is_as_exact_as_the_record(day: str, parts: list[int] | None) -> None:
    ref = replace(REF, published=day)
    (item,) = json.loads(csl(ref))
    assert item.get("issued") == ({"date-parts": [parts]} if parts else None)
    assert dict(metas(ref)).get("citation_publication_date", "") == day.replace("-", "/")
    assert ("DA  - " in ris(ref)) == ("-" in day)


def test_what_is_not_known_is_not_said() -> None:
    bare = replace(REF, author="", translators=(), publisher="", published="", source="", rights="", rights_note="")
    for text in (bibtex(bare), ris(bare), csl(bare), json_ld(bare)):
        assert "None" not in text
        assert '""' not in text
    assert all(value for _, value in metas(bare))
