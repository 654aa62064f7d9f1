"""SVG drawn as PNG by Typst, for reading systems whose shelves show no SVG."""

from __future__ import annotations

_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")
"""


def drawn(svg: str) -> bytes:
    """The PNG of an SVG, one pixel a unit, with the fonts that Typst brings along and no others."""
    import typst  # large, and not needed by other commands

    fonts = typst.Fonts(include_system_fonts=False)
    compiler = typst.Compiler(_PAGE, font_paths=fonts, ignore_system_fonts=True, sys_inputs={"svg": svg})
    made = compiler.compile(format="png", ppi=72.0)
    assert isinstance(made, bytes)  # of one page
    return made


def can_draw(text: str) -> bool:
    """Whether those fonts have the letters of a text: Latin with all marks, Greek and Cyrillic."""
    return all(ord(character) < 0x530 or 0x1E00 <= ord(character) < 0x2300 for character in text)
