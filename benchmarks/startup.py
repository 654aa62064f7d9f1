"""What a command costs before it does anything: processor time in a tiny archive, against Python's own start.

    .venv/bin/python -m benchmarks.startup

Each command runs as a process of its own, all in turn; the least of the runs is printed, and how many times it is that
of `python -c pass`. Of a busy machine the ratios say more than the seconds.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

RUNS = 7
SETTINGS = "name: {vi: Thử, en: Trial}\nlanguages: [vi, en]\naddress: https://diptych.example/\nrights: CC BY 4.0\n"
TEXTS = {"vi": "# Cửa hậu\n\nĐây là một cửa hậu.\n", "en": "# The back door\n\nThis is a back door.\n"}
HELP = ("--version", "--help", "status --help", "export --help")
INSIDE = (
    *("status", "check", "check --explain D205", "verify", "suggest", "glossary suggest", "translate --engine none"),
    *("export bai --format txt -o out.txt", "build --pages"),
)


def processor_seconds(command: list[str], cwd: Path) -> float:
    """User and system time of one finished child process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=cwd, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def tiny(root: Path) -> None:
    """An archive of one short article."""
    home = root / "source_texts" / "bai"
    home.mkdir(parents=True)
    (root / "archive.yml").write_text(SETTINGS, encoding="utf-8")
    (home / "article.yml").write_text("language: vi\n", encoding="utf-8")
    for language, text in TEXTS.items():
        (home / f"{language}.md").write_text(text, encoding="utf-8")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        outside, inside = Path(folder), Path(folder) / "archive"
        tiny(inside)
        diptych = [sys.executable, "-m", "diptych"]
        cases = {"python -c pass": ([sys.executable, "-c", "pass"], inside)}
        cases |= {words: ([*diptych, *words.split()], inside) for words in (*HELP, *INSIDE)}
        cases |= {"status (no archive)": ([*diptych, "status"], outside)}
        least = {name: min(processor_seconds(*case) for _ in range(RUNS)) for name, case in cases.items()}
    bare = least["python -c pass"]
    print(f"{'command':<36} {'s':>6}  {'ratio':>6}")
    for name, seconds in least.items():
        print(f"{name:<36} {seconds:>6.3f}  {seconds / bare:>6.1f}")


if __name__ == "__main__":
    main()
