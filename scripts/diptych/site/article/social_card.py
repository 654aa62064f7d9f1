"""The card picture of an article, for links to it elsewhere: both titles facing. Its words; Typst draws it.

The picture is known by its words: the same words have the same name, so an unchanged one is never drawn again.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata

from diptych.model.inline import plain
from diptych.reading.facing import Facing, Reader
from diptych.reading.wording import worded
from diptych.text.language import date_text, own_name
from diptych.text.markup import clean
from diptych.text.normal import one_space

FOLDER = "assets/cards"
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC")  # what the fonts that come with Typst can draw
_LONGEST = 220  # characters of a title

# Text is data: it reaches Typst as JSON and is never read as markup.
DRAWING = """
#let said = json(bytes(sys.inputs.said))
#let (paper, facing, ink) = (rgb("#faf6ee"), rgb("#f2eadb"), rgb("#231e19"))
#let (soft, lacquer) = (rgb("#655b4f"), rgb("#9c211c"))
#set page(width: 600pt, height: 315pt, margin: 0pt, fill: paper)
#set text(font: "Libertinus Serif", fill: ink, hyphenate: false)
#let size(title) = if title.clusters().len() > 150 { 19pt } else if title.clusters().len() > 80 { 24pt } else { 31pt }
#let panel(it) = block(inset: (x: 32pt, top: 34pt, bottom: 16pt), width: 100%, height: 100%, clip: true, {
  text(11pt, fill: soft, it.name)
  v(12pt)
  set par(leading: 0.5em)
  text(size(it.title), weight: "semibold", lang: it.lang, it.title)
})
#let panels = said.panels
#grid(
  columns: panels.map(_ => 1fr), rows: (259pt, 56pt),
  ..panels.enumerate().map(((at, it)) => grid.cell(fill: if at == 1 { facing } else { paper }, panel(it))),
  grid.cell(colspan: panels.len(), fill: ink, inset: (x: 32pt), align: horizon, {
    text(13pt, fill: paper, said.archive)
    h(1fr)
    text(11pt, fill: facing, said.foot)
  }),
)
#if panels.len() == 2 {
  place(top + center, dy: 78pt, rect(width: 44pt, height: 4pt, fill: lacquer))
  place(top + center, dy: 180pt, rect(width: 44pt, height: 4pt, fill: lacquer))
}
"""


def words(reader: Reader, facing: Facing) -> str:
    """What the picture says, as JSON; "" where the fonts can draw neither title."""
    record, settings = facing.article.record, reader.archive.settings
    sides = [side for side in (facing.original, facing.translation) if side and side.title]
    panels = [
        {"lang": side.language, "name": own_name(side.language), "title": title}
        for side in sides
        if _drawable(title := _short(plain(side.title)))
    ]
    _, name = worded(settings.name, record.language) or ("", "")
    day = date_text(record.published, record.language) if record.published else ""
    foot = [record.publisher or record.author or "", day]
    said = {
        "panels": panels,
        "archive": name if _drawable(name) else "",
        "foot": " · ".join(part for part in foot if part and _drawable(part)),
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True) if panels else ""


def file_name(article: str, said: str) -> str:
    """The picture's file below `docs/`: its name tells its words and how they are drawn."""
    return f"{FOLDER}/{article}.{hashlib.sha256((DRAWING + said).encode()).hexdigest()[:12]}.png"


def _short(title: str) -> str:
    title = one_space(clean(title))
    return title if len(title) <= _LONGEST else title[:_LONGEST].rsplit(" ", 1)[0] + "…"


def _drawable(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return bool(letters) and all(unicodedata.name(char, "").startswith(_SCRIPTS) for char in letters)
