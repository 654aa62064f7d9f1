"""Hostile strings without end, from a grammar: the same seed gives the same strings.

Each is one line, as most fields are, and holds the token `zq…qz` of its own that the oracle looks for. Two strings that
differ in nothing but the token count as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from random import Random

from diptych.text.normal import FORBIDDEN, forbidden_references

T = "zqTqz"  # where the token goes

ELEMENTS = (
    "script img svg iframe object embed math style link base form input button textarea select video audio details "
    "marquee template noscript xmp plaintext listing title body frameset table a p div h1 article main meta portal "
    "dialog slot isindex image foreignObject animate set x-y x:y !-- !DOCTYPE ?xml ![CDATA["
).split()
EVENTS = (
    "load error click focus blur mouseover pointerenter animationstart transitionend toggle beforetoggle begin end "
    "input change submit hashchange message pageshow wheel copy paste scrollend securitypolicyviolation"
).split()
ATTRIBUTES = (
    'src="//{}.example" href=javascript:{}() srcdoc="<script>{}()" style="x:expression({})" id=__search id="__config" '
    "class=dt-state class={} name=body formaction=javascript:{}() xlink:href=javascript:{}() autofocus tabindex=1 "
    'http-equiv=refresh content="0;url=//{}.example" is={} data-md-component={} data-state=reviewed lang={} dir=rtl '
    "popover part={} slot={} contenteditable nonce={} ping=//{}.example poster=javascript:{}() values=javascript:{}()"
).split(" ")
SCHEMES = (
    "javascript vbscript data livescript mocha file blob filesystem about view-source jar ms-its ws ftp tel "
    "feed:javascript x-javascript https:javascript"
).split()
CLOSERS = (
    "\"|'|`|>|\">|'>|\">'>|-->|--!>|]]>|?>|*/|</script>|</style>|</title>|</textarea>|</noscript>|</template>|</svg>|"
    '</div></div></article>|</main></body></html>|"/>|"}|"}]|"]}|\\"|\\\\"|\\u0022|\\u003c/script\\u003e|\\x3c|%22%3E|'
    '%3C/script%3E|&quot;&gt;|&#34;&#62;|&#x22;>|\u2028|)|))|](|}}|%}|#}|{%|\\|]"); |$|\\)|\\]'
).split("|")
# What ends a value, or begins a new one, in the formats that texts are carried in.
BREAKOUTS = (
    'YAML: |- |? |!!python/object/apply:os.system ["{}"]|&a [*a,*a]|*a|%YAML 1.2|--- {}|... {}|{}: |"{}": ["|'
    "{{{}: [}}|<<: *{}|!<tag:{}> |@{}|\\`{}|'{}': '|[]: {}|null|~|0x{}|2026-01-01T{}|"
    '{{"__proto__": {{"{}": 1}}}}|","{}":"|\\",\\"{}\\":\\"|]}}, {{"{}": [|{}\\u0000\\u001b|NaN {}|'
    '=cmd\\|\' /C {}\'!A0|=HYPERLINK("//{}.example","x")|+{}+1|-{}-1|@SUM({})|\t{}|"\t"{}|;{};|'
    '<!DOCTYPE x [<!ENTITY {} SYSTEM "file:///etc/passwd">]>&{};|&{};|<![CDATA[{}]]>|<?xml-stylesheet href="{}"?>|'
    '<xi:include href="{}"/>|<tu tuid="{}">|</source><target>{}</target>|<x id="{}"/>|<entry xmlns="x">{}</entry>|'
    '" msgstr "{}|\\n"msgid "{}"|#~ msgid "{}"|#, fuzzy {}|msgctxt {}|#read("{}")|#eval("{}")|"]; #panic("{}"); [|'
    '$ {} $|#import "@preview/{}:1.0.0"|@{} <{}>|/* {} */|// {}|) /S /JavaScript /JS ({}) >>|%PDF {}|endstream {}|'
    "::set-output name={}::x|::error file={}::x|::stop-commands::{}|$({})|`{}`|;{};|\\| {} \\||@import url({});|"
    "}}body{{x:url({})}}|../../{}|..%2f{}|C:\\\\{}|file:///{}|\\N{{{}}}|%s%n{}|${{jndi:ldap://{}}}|Set-Cookie: {}=1"
)
BRACES = (
    '{{{{ {} }}}}|{{{{{}()}}}}|{{{{ config.{} }}}}|{{% include "{}" %}}|{{% raw %}}{}|{{# {} #}}|{{{{"{}"\\|safe}}}}|'
    '{{: onclick={}() }}|{{: #__search .{} }}|{{#{}}}|{{.{}}}|{{: style="{}"}}|${{{}}}|#{{{}}}|<%= {} %>|<?= {} ?>|'
    '[[{}]]|[% {} %]|@{{{}}}|{{{{=<% %>=}}}}{}|--8<-- "{}"|;--8<-- {}|/// html \\| {}|!!! {} "x"|??? {}|=== "{}"|'
    '++{}++|{{++{}++}}|{{>>{}<<}}|:{}:|~{}~|^{}^|==={}===|\\[TOC\\] {}|[TOC]{}|*[{}]: x|: {}|[^{}]: x|[{}]: <x> "x"'
)
NAMES = (
    "__config __search __toc __drawer __palette dt-search dt-article dt-state dt-notes diptychSearch location document "
    "body head cookie constructor __proto__ prototype hasOwnProperty toString valueOf then default window top self "
    "searchParams mark q view p1 p2 fn-vi-1 fnref:1 h-x g-x hr-p1 zq main header md-content"
).split()
NEAR = {  # letters that look alike, or become each other in some normal form or case
    "<": "＜‹〈˂﹤", ">": "＞›〉˃﹥", '"': "＂“”″ʺ", "'": "＇’ʼ′", "/": "／⁄∕", ":": "：ː﹕", "(": "（❨", ")": "）❩",
    "s": "ſｓѕ", "k": "\u212aｋ", "i": "ıіｉ", "a": "аａ", "e": "еｅ", "o": "оｏ0", "c": "сｃ", "p": "рｐ", "=": "＝﹦",
    "&": "＆﹠", ";": "；\u037e", "#": "＃﹟", "`": "｀\u1fef", "-": "‐－−", "{": "｛", "}": "｝", "[": "［", "]": "］",
    "\\": "＼",
}  # fmt: skip
SEEN_IN_NONE = (
    "\u200b \u200c \u200d \u200e \u200f \u061c \u2060 \u2063 \ufeff \u00ad \u034f \u180e \u3164 \u115f \ufe0f "
    "\U000e0041 \u0301 \u0338 \u20e3 \u1ab0 \u2028 \u2029"
).split(" ")
UNSAFE = (
    "\u202e \u202a \u202d \u2066 \u2067 \u2068 \u2069 \x00 \x02 \x03 \x08 \x1b \x7f \x85 \x9b \ufffe \ufdd0 "
    "&#1; &#x202E; &#0; &#8238; &#x9b; &#xD800; &#xFFFF;"
).split(" ")

Family = Callable[[Random], str]


def _each(patterns: str) -> Family:
    """Draws one of some patterns, `{}` where the token goes, braces doubled; a `|` that is meant has `\\` before it."""
    every = [one.replace("\\|", "|").replace("{}", "\0") for one in re.split(r"(?<!\\)\|", patterns)]
    made = [one.replace("{{", "{").replace("}}", "}").replace("\0", T) for one in every]
    return lambda rng: rng.choice(made)


def _cased(rng: Random, word: str) -> str:
    return "".join(letter.upper() if rng.random() < 0.3 else letter for letter in word)


def _call(rng: Random) -> str:
    return rng.choice(
        [f"{T}()", f"{T}`1`", f"alert('{T}')", f"top['{T}']()", f"import('//{T}.example')", f"this.{T}=1"]
    )


def _attribute(rng: Random) -> str:
    if rng.random() < 0.5:
        quote = rng.choice(["", '"', "'", "`"])
        return (
            f"{_cased(rng, 'on' + rng.choice(EVENTS))}{rng.choice(['=', ' = ', '=&#x20;'])}{quote}{_call(rng)}{quote}"
        )
    return rng.choice(ATTRIBUTES).replace("{}", T)


def _tag(rng: Random) -> str:
    """A tag, whole or cut short, with what browsers forgive between its parts."""
    gaps = [" ", "/", "\t", " / ", "&#10;", "  "]
    inside = "".join(rng.choice(gaps) + _attribute(rng) for _ in range(rng.randrange(4)))
    begin = rng.choice(["<", "<", "<", "</", "<<", "< ", "<%00", "&lt;", "&#60;", "\\<", "<\u200b"])
    end = rng.choice([">", ">", "/>", "", " ", "//", ">>", "&gt;", "&#x3e", "<"])
    name = _cased(rng, rng.choice(ELEMENTS))
    close = f"</{name}>" if rng.random() < 0.4 else ""
    return f"{begin}{name}{inside}{end}{rng.choice([T, _call(rng), ''])}{close}"


def _entity(rng: Random, letter: str) -> str:
    number = ord(letter)
    zeros = "0" * rng.randrange(5)
    return rng.choice(
        [
            f"&#{zeros}{number};",
            f"&#x{zeros}{number:x};",
            f"&#X{number:X}",
            f"&amp;#{number};",
            f"%{number:02x}",
            letter,
        ]
    )


def _encoded(rng: Random, text: str, share: float = 0.4) -> str:
    """Some letters written as references or percent signs; the token is left as it is."""
    parts = text.split(T)
    return T.join(
        "".join(_entity(rng, x) if x.isascii() and rng.random() < share else x for x in part) for part in parts
    )


def _url(rng: Random) -> str:
    scheme = rng.choice(SCHEMES)
    gap = rng.choice(["", "", "&Tab;", "&#10;", "\t", "&colon;", "%0a", "\u200b", "\\"])
    at = rng.randrange(len(scheme) + 1)
    scheme = _cased(rng, scheme[:at] + gap + scheme[at:])
    lead = rng.choice(["", "", " ", "&#9;", "&NewLine;", "//", "\\\\", "https://a.example/?u="])
    body = rng.choice([_call(rng), f"text/html,<script>{_call(rng)}", f"//{T}.example/%0a{_call(rng)}", f"/etc/{T}"])
    return f"{lead}{scheme}{rng.choice([':', '&colon;', '&#58;', '：', '%3a'])}{body}"


def _markdown(rng: Random) -> str:
    """What some Markdown, this one or another, would read as more than text."""
    url, words = rng.choice([_url, _url, _tag])(rng), rng.choice([T, f"**{T}**", f"`{T}`", _tag(rng), f"[{T}](x)"])
    wrapped = rng.choice(
        "[W](U) | ![W](U) | [W](<U>) | [![W](U)](U) | <U> | [W][U] | [W]: U | [W](U \"W\") | [W](U 'W' onclick=W) | "
        "![W](U){onerror=W} | [W]{U} | **W_U**_ | ~~W~~U | `` W`U | $W$U | [^W](U) | ![W][^1](U) | W\\ U\\ | "
        '# W {#U} | 1) W U | > W > U | + W | : W | \\|W\\|U\\| | ===W | --- W | a[W](U)b | [W](U "a"b") | www.W.U | '
        "[W] (U) | [\\]W](U) | ![W](U)(U) | [W](U)[W](U) | [a](b)<U>(W) | *[W](U* | ***W**U* | [W](\\U)".split(" | ")
    )
    return wrapped.replace("\\|", "|").replace("W", words).replace("U", url)


def _breakout(rng: Random) -> str:
    inner = rng.choice([_tag, _each(BREAKOUTS), _each(BRACES)])(rng)
    return f"{T}{''.join(rng.choice(CLOSERS) for _ in range(rng.randrange(1, 4)))}{rng.choice(['', ' '])}{inner}"


def _lookalike(rng: Random) -> str:
    parts = rng.choice([_tag, _url, _markdown])(rng).split(T)
    share = rng.choice([0.15, 0.5])
    return T.join(
        "".join(rng.choice(NEAR[x]) if x in NEAR and rng.random() < share else x for x in part) for part in parts
    )


def _invisible(rng: Random) -> str:
    parts = rng.choice([_tag, _url, _markdown, _name])(rng).split(T)
    return T.join("".join(x + rng.choice(SEEN_IN_NONE) if rng.random() < 0.2 else x for x in part) for part in parts)


def _name(rng: Random) -> str:
    name = rng.choice(NAMES)
    return rng.choice(
        ["N", "#N", "N T", "T.N", "[x](#N)", "{#N}", "<a id=N name=N>", "## N", "?N=T", "N[T]=1"]
    ).replace("N", name).replace("T", T) + rng.choice(["", f" {T}", _call(rng)])


def _mark(rng: Random) -> str:
    return rng.choice("<[(*_`>|#&\\{!")


def _long(rng: Random) -> str:
    """Far more than a field is made for."""
    piece = rng.choice([_tag, _url, _name, _mark])(rng)
    return T + (piece * 4000)[: rng.choice([480 - len(T), 1200, 3000])]


def _mixed(rng: Random) -> str:
    """Parts of two, so that one is cut where the other begins."""
    one, other = (rng.choice(PLAIN)(rng) for _ in "12")
    at = rng.randrange(len(one) + 1)
    return f"{one[:at]}{other}{T}{one[at:]}"


PLAIN: Sequence[Family] = (
    _tag,
    _url,
    lambda rng: _encoded(rng, rng.choice([_tag, _url, _markdown])(rng)),
    _markdown,
    _each(BRACES),
    _each(BREAKOUTS),
    _breakout,
    _lookalike,
    _invisible,
    _name,
)
FAMILIES: Sequence[Family] = (*PLAIN, _mixed, _mixed, _breakout, _markdown)
ONE_IN = 60  # strings, one that is long


def hostile_strings(seed: int) -> Iterator[str]:
    """Strings of which no two are the same, without end; none is refused for a character that is no text."""
    rng, numbers = Random(seed), count(1)
    known: set[str] = set()
    while True:
        made = (_long if rng.randrange(ONE_IN) == 0 else rng.choice(FAMILIES))(rng)
        made = made.strip(" \t\u2028\u2029").replace("\n", " ")
        made = made if T in made else f"{made} {T}"
        made = f"x {made}" if made.startswith(("```", "~~~")) else made  # a fence would take in what follows
        if made not in known and not FORBIDDEN.search(made) and not [*forbidden_references(made)]:
            known.add(made)
            yield made.replace(T, f"zq{next(numbers)}qz")


def unsafe_strings(seed: int) -> Iterator[str]:
    """The same with a character inside that no text may hold."""
    rng = Random(seed)
    for text in hostile_strings(seed):
        at = rng.randrange(1, len(text))
        yield text[:at] + rng.choice(UNSAFE) + text[at:]
