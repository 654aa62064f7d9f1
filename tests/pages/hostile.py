"""An archive in which every field and every kind of block holds every hostile value, each with its own token; and one
of any number of generated strings, each in a field and in a block of both texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count, cycle, islice
from typing import Any

from pages.archives import SETTINGS, ledger
from pages.grammar import hostile_strings

# `{t}` is the token's place. Each is one line, as most fields are.
VALUES = r"""
<script>{t}()</script>
<img src=x onerror={t}()>
</title><script>{t}()</script>
"><svg onload={t}()>
' autofocus onfocus='{t}()
--></style></textarea><iframe srcdoc="{t}">
</div></div></article><form action=//{t}.example>
<base href=//{t}.example/><meta http-equiv=refresh content=0;{t}>
<a name=__{t} id=__search href=javascript:{t}()>x</a>
<div id="__config" class="{t}">
<!-- {t} --><![CDATA[ {t} ]]><?{t}?>
&#x3C;script&#x3E;{t}()&#x3C;/script&#x3E;
&lt;img src=x onerror={t}()&gt;
&amp;lt;script&amp;gt;{t}()
[{t}](javascript:{t}())
[{t}](JaVaScRiPt:{t}()) [{t}](java&#115;cript:{t}())
[{t}](java&Tab;script:{t}()) [{t}](<java	script:{t}()>) [{t}](%6Aavascript:{t}())
[{t}](data:text/html,{t}) [{t}](data:image/png;base64,{t}) [{t}](vbscript:{t})
![{t}](javascript:{t}()) ![{t}](data:image/svg+xml,{t}) <javascript:{t}()>
[{t}](//{t}.example) [{t}](file:///etc/{t}) [{t}](../../mkdocs.yml?{t})
[{t}](https://{t}.example/"onmouseover="{t}()) [{t}](https://a.example/'><script>{t}())
[{t}](https://a.example/?{t}&quot;&lt;script&gt; "title{t}&quot; onclick=&quot;{t}()")
[a {t} ![{t}](https://a.example/{t}) [^1]](https://a.example/{t})
**{t} [{t}](https://a.example) `<b>{t}` _{t}_** ~~{t}~~ ==={t}===
{{: onclick={t}() #__search .{t} }} {t} {{onclick={t}}}
{{% raw %}}{t}{{% endraw %}} {{{{ config.{t} }}}} {{{{ 7*7 }}}}
{{# {t} #}} {{% include "mkdocs.yml" %}} ${{{t}}} <%= {t} %>
--8<-- "mkdocs.yml" {t}
;--8<-- "{t}"
/// html | script {t}
!!! note "{t}"
??? {t}
[TOC] {t}
*[zq]: {t}
[zq]: javascript:{t}() "{t}"
[^1] {t} [^{t}] [^zq]
# __config {t}
## __search {{#__search}} {t}
=== "{t}"
--- {t}
Interviewer: {t}
title: <script>{t}()</script>
: {t}
1) {t}
+ {t}
| {t} | <b> | {t} |
> {t} <script>
<!-- p1: missing--> <!-- {t}: missing --> <!-- p999: missing --> {t}
\<script\>{t}\</script\> \{t} {t}\
`{t} ``<script>{t}`` &#96;{t}
http://{t}.example/<script> www.{t}.example <https://{t}.example/"onload=> <{t}@a.example>
{t}&#13;&#13;# {t}&#13;&#10;&#10;    {t}&NewLine;--- {t}
{t}&#x2028;# {t}&#x2029;!!! {t} {t} &zwj; &#xFEFF;
wzxhzdk:0 klzzwxh:0001 {t} qlmpwl amp klzzwxh:0000
window.{t} constructor __proto__ toString {t}
ﬁ＜script＞{t}＜/script＞ \u003cscript\u003e{t} %3Cscript%3E
""".strip().split("\n")

LINKED = ["https://a.example/{t}&lt;script&gt;", "https://a.example/?{t}='#\"{t}", "HTTPS://a.example/({t})*_{t}_*"]

_KINDS: Mapping[str, Callable[[str], str]] = {
    "heading": lambda v: f"## {v}",
    "deeper": lambda v: f"###### {v}",
    "paragraph": lambda v: v,
    "lines": lambda v: f"Hai dòng,\n{v}\\\n{v}",
    "caption": lambda v: f"*{v}*",
    "strong": lambda v: f"**{v}** _{v}_",
    "list": lambda v: f"- {v}\n- một\n\n  {v}\n  1. {v}",
    "numbered": lambda v: f"7. {v}\n8. {v}",
    "quotation": lambda v: f"> {v}\n>\n> - {v}",
    "table": lambda v: f"| {v} | b |\n|:--|--:|\n| c | {v} |",
    "code": lambda v: f"~~~{v}\n{v}\n\n    {v}\n~~~",
    "span": lambda v: f"Mã `` {v} `` ở đây",
    "image": lambda v: f"![{v}](https://a.example/i.png)",
    "pictured": lambda v: f"![x](<{v}>)",
    "note": lambda v: f"[^{len(v) % 9}]: {v}",
    "linked": lambda v: f"Xem [{v}](https://a.example/)",
    "address": lambda v: f"Xem [trang](<{v}>) và [trang](https://a.example/{v})",
    "lookalike": lambda v: f"<!-- p3: missing -->\n{v}\n<!-- p4: missing --> {v}",
}


VI = {"language": "vi"}


class Tokens:
    """Words that no page holds otherwise, never the same twice."""

    def __init__(self) -> None:
        self.numbers = count(1)

    def into(self, value: str) -> str:
        return value.format(t=f"zq{next(self.numbers)}qz")

    def all(self) -> Iterator[str]:
        return (self.into(value) for value in VALUES)


GENERATED = 200  # strings of the grammar that the archive of the tests holds besides
SEED = 1


def hostile_archive() -> dict[str, Any]:
    """The files of the archive: the values below and some of the grammar."""
    return {**_picked(), **generated([*islice(hostile_strings(SEED), GENERATED)])}


def _picked() -> dict[str, Any]:
    tokens = Tokens()
    files: dict[str, Any] = {"archive.yml": _settings(tokens)}
    for number, value in enumerate(VALUES, 1):
        files |= _titled(f"title-{number}", tokens, value)
        files[f"glossary/term-{number}.yml"] = _term(tokens, value, number)
    for kind, make in _KINDS.items():
        files |= _bodied(f"kind-{kind}", tokens, make)
    return files


def _settings(tokens: Tokens) -> dict[str, Any]:
    everything = " ".join(tokens.all())
    short = ["".join(f" {tokens.into(value)}" for value in VALUES[at : at + 5])[:500].strip() for at in (0, 8)]
    topics = {f"t{n}": {"vi": tokens.into(value), "en": tokens.into(value)} for n, value in enumerate(VALUES, 1)}
    return {
        **SETTINGS,
        "name": {"vi": short[0], "en": short[1]},
        "description": {"vi": everything[:4000], "en": "\n\n" + everything[:3900]},
        "rights": tokens.into(VALUES[0]),
        "topics": topics,
    }


def _titled(name: str, tokens: Tokens, value: str) -> dict[str, Any]:
    """An article with one value in its title and in every field of its record and its ledger."""
    folder = f"source_texts/{name}"
    vi, en = (f"# {tokens.into(value)}\n\nMột đoạn.\n" for _ in "12")
    at = name.removeprefix("title-")
    record = {
        "language": "vi",
        "publisher": tokens.into(value),
        "author": tokens.into(value),
        "rights": tokens.into(value),
        "source_url": tokens.into("https://a.example/{t}&lt;[x](javascript:{t})(*_&quot;onclick=1"),
        "archived_url": tokens.into("https://a.example/--8%3C--{t}*_&#x22;&#39;(javascript:{t}())"),
        "topics": [f"t{at}", "zq-qz"],
        "translations": {"en": {"translators": [tokens.into(value)] * 2, "reviewers": [tokens.into(value)]}},
        "left_out": [tokens.into(value)],
    }
    engine, version = tokens.into(value), tokens.into(value)
    return {
        f"{folder}/article.yml": record,
        f"{folder}/vi.md": vi,
        f"{folder}/en.md": en,
        f"{folder}/en.ledger.yml": ledger(vi, en, machine=True, engine=engine, version=version),
        f"{folder}/en.review.yml": {
            "reviews": [
                {"id": "p9", "source": "0" * 32, "target": "0" * 32, "name": tokens.into(value), "date": "2026-01-01"}
            ]
        },
    }


def _bodied(name: str, tokens: Tokens, make: Callable[[str], str]) -> dict[str, Any]:
    """An article with every value in one kind of block, in both texts."""
    folder = f"source_texts/{name}"
    texts = ["\n\n".join(["# Bài", *(make(value) for value in tokens.all()), "[^1]"]) for _ in "12"]
    links = "\n\n".join(f"Xem [trang]({tokens.into(href)}) và <{tokens.into(href)}>" for href in LINKED)
    return {
        f"{folder}/article.yml": {"language": "vi"},
        f"{folder}/vi.md": f"{texts[0]}\n\n{links}\n",
        f"{folder}/en.md": f"{texts[1]}\n\n{links}\n",
    }


def _term(tokens: Tokens, value: str, number: int) -> dict[str, Any]:
    return {
        "languages": {
            language: {
                "form": tokens.into(value),
                "definition": f"{tokens.into(value)}\n\n{tokens.into(value)}",
                "variants": [tokens.into(value), f"thuật ngữ {number}"],
            }
            for language in ("vi", "en", "fr")
        },
        "see": ["term-1", "zq-qz"],
        "sources": [
            {"title": tokens.into(value), "url": tokens.into("https://a.example/{t}&lt;[x](javascript:{t})")},
            {"title": tokens.into(value)},
        ],
    }


ONE_LINE = 500  # characters that a field may have
_IN_A_TEXT = 60  # strings of a generated article
_KIND = {name: make for name, make in _KINDS.items() if name != "lookalike"}  # its blocks are none of a text's own


def generated(strings: Sequence[str]) -> dict[str, Any]:
    """Articles and terms in which each string is a block of two texts, of other kinds, and a field if it is short
    enough; without settings."""
    short = [text for text in strings if len(text) <= ONE_LINE]
    half = len(short) // 2
    files: dict[str, Any] = {}
    for at in range(0, len(strings), _IN_A_TEXT):
        files |= _blocks_of(f"body-{at // _IN_A_TEXT + 1}", strings[at : at + _IN_A_TEXT], at // _IN_A_TEXT)
    for number, some in enumerate(_dealt(short[:half], 12), 1):
        files |= _fields_of(f"field-{number}", some)
    for number, some in enumerate(_dealt(short[half:], 12), 1):
        files[f"glossary/word-{number}.yml"] = _words_of(some)
    return files


def _dealt(strings: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """The strings in hands of one size; the last is filled up with the first strings."""
    for at in range(0, len(strings), size):
        yield [*islice(cycle([*strings[at : at + size], *strings]), size)]


def _blocks_of(name: str, strings: Sequence[str], turn: int) -> dict[str, Any]:
    """Facing texts: each string stands in both, in blocks of different kinds, which change from article to article."""
    kinds = [*_KIND.values()]
    texts = [
        "\n\n".join(["# Bài", *(kinds[(at + turn + step) % len(kinds)](text) for at, text in enumerate(strings))])
        for step in (0, 5)
    ]
    folder = f"source_texts/{name}"
    return {f"{folder}/article.yml": VI, f"{folder}/vi.md": f"{texts[0]}\n", f"{folder}/en.md": f"{texts[1]}\n"}


def _fields_of(name: str, strings: Sequence[str]) -> dict[str, Any]:
    """An article with twelve strings in its titles and in the fields of its record, its ledger and its review."""
    title, other, publisher, author, rights, translator, second, reviewer, left_out, engine, version, reader = strings
    vi, en = (f"# {one}\n\nMột đoạn.\n" for one in (title, other))
    folder = f"source_texts/{name}"
    record = {
        **VI,
        "publisher": publisher,
        "author": author,
        "rights": rights,
        "added": "2026-01-01",
        "translations": {"en": {"translators": [translator, second], "reviewers": [reviewer]}},
        "left_out": [left_out],
    }
    review = {"id": "p1", "source": "0" * 32, "target": "0" * 32, "name": reader, "date": "2026-01-01"}
    return {
        f"{folder}/article.yml": record,
        f"{folder}/vi.md": vi,
        f"{folder}/en.md": en,
        f"{folder}/en.ledger.yml": ledger(vi, en, machine=True, engine=engine, version=version),
        f"{folder}/en.review.yml": {"reviews": [review]},
    }


def _words_of(strings: Sequence[str]) -> dict[str, Any]:
    """A term with twelve strings in it."""
    wordings = {
        tag: {"form": strings[at], "definition": strings[at + 1], "variants": [strings[at + 2]]}
        for tag, at in (("vi", 0), ("en", 3), ("fr", 6))
    }
    return {"languages": wordings, "sources": [{"title": title} for title in strings[9:]]}
