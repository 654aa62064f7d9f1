"""The quality of the language work, as one table against pinned floors.

    .venv/bin/python -m benchmarks.quality            the table; exit code 1 where a figure is below its floor
    .venv/bin/python -m benchmarks.quality --pin      raises the floors to what was measured now
    .venv/bin/python -m benchmarks.quality --lower    lowers them too

Floors stand in `benchmarks/quality.json`, rounded down to three digits.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

from benchmarks import annotation, beads, blocks, checks, sentences

FLOORS = Path(__file__).with_name("quality.json")


def measured() -> dict[str, float]:
    """Every figure by its name; each is deterministic."""
    out = {f"sentences F1, {name}": sentences.score(side)[2] for side, name in enumerate(("vi", "en"))}
    ntrex, flores = beads.ntrex(), beads.flores()
    for k in (4, 8):
        out[f"beads F1, ntrex, by length, k={k}"] = beads.score(ntrex, k, beads.by_length)[0]
        out[f"beads F1, flores, by draft, k={k}"] = beads.score(flores, k, beads.by_draft)[0]
    precision, coverage = beads.shown(ntrex + flores, 4)
    out["beads shown: precision"] = precision
    out["beads shown: share of all"] = coverage
    edits = [blocks.score(edit) for edit in blocks.EDITS]
    out["annotation: texts that are exact"] = annotation.accuracy()
    out["blocks F1 after one edit"] = sum(edits) / len(edits)
    out |= checks.held_out()
    return out


def floor(value: float) -> float:
    return math.floor(value * 1000) / 1000


def main(arguments: list[str]) -> int:
    floors: dict[str, float] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    now = measured()
    failed = [name for name, value in now.items() if floor(value) < floors.get(name, 0.0)]
    for name, value in now.items():
        print(f"{name:>44}  {value:.3f}  floor {floors.get(name, 0.0):.3f}{'  BELOW' if name in failed else ''}")
    if "--lower" in arguments or ("--pin" in arguments and not failed):
        FLOORS.write_text(json.dumps({name: floor(value) for name, value in now.items()}, indent=2) + "\n")
        return 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
