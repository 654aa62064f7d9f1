"""`diptych.lock`: a requirement that pip reads, and, as remarks to it, what the tool wrote into the archive."""

from __future__ import annotations

import re

from diptych.model.lock import Lock
from diptych.model.problem import Refused, Severity, rule
from diptych.text.normal import unix

LOCK = "diptych.lock"

BROKEN = rule(
    "D730",
    Severity.ERROR,
    "this line is neither a requirement of diptych with its hash nor the hash of a file: `{line}`",
    "Take the file from git as it was, or delete it and run `diptych upgrade`, which writes it anew.",
    "dòng này không phải yêu cầu cài diptych kèm mã băm, cũng không phải mã băm của một tệp: `{line}`",
    "Hãy lấy lại tệp từ git như trước, hoặc xóa tệp rồi chạy `diptych upgrade` để ghi lại.",
)

_TOOL = re.compile(r"diptych==(?P<version>\d+(?:\.\d+)*[a-z0-9.+]*) --hash=sha256:(?P<hash>[0-9a-f]{64})")
_FILE = re.compile(r"# sha256:(?P<hash>[0-9a-f]{64}) (?P<path>[\w.-]+(?:/[\w.-]+)*)")
_HEAD = """\
# The tool that keeps this archive, with the hash of its wheel. `diptych upgrade` writes this file.
"""
_FILES = """
# The files that the tool keeps here, as it wrote them. One that differs has been changed by a person and stays.
"""


def read_lock(text: str) -> Lock:
    """Raises Refused (D730)."""
    found: re.Match[str] | None = None
    files: dict[str, str] = {}
    for number, line in enumerate(unix(text).splitlines(), 1):
        if match := _TOOL.fullmatch(line):
            found = match
        elif match := _FILE.fullmatch(line):
            files[match["path"]] = match["hash"]
        elif line.strip() and not re.fullmatch(r"#(?! sha256:).*", line):
            raise Refused(BROKEN.at(LOCK, number, line=line[:80]))
    if not found:
        raise Refused(BROKEN.at(LOCK, 1, line=text.partition("\n")[0][:80]))
    return Lock(found["version"], found["hash"], files)


def write_lock(lock: Lock) -> str:
    files = "".join(f"# sha256:{digest} {path}\n" for path, digest in sorted(lock.files.items()))
    return f"{_HEAD}diptych=={lock.version} --hash=sha256:{lock.wheel}\n{_FILES}{files}"
