"""What a new archive takes from this checkout: the tool itself, so that the archive can be built from its own files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from diptych.model.problem import Refused, Severity, rule

CHECKOUT = Path(__file__).parents[3]

NOT_A_CHECKOUT = rule(
    "D586",
    Severity.ERROR,
    "this diptych was installed without its theme and guide, which a new archive takes along",
    "Run the command from a clone of Diptych: .venv/bin/diptych init DIR.",
    "bản diptych này được cài không kèm giao diện và hướng dẫn mà kho mới cần mang theo",
    "Hãy chạy lệnh từ một bản sao (clone) của Diptych: .venv/bin/diptych init THƯ_MỤC.",
)
IN_USE = rule(
    "D587",
    Severity.ERROR,
    "the folder is not empty; nothing was written",
    "Name a folder that does not exist yet, or an empty one.",
    "thư mục không trống; chưa ghi gì cả",
    "Hãy nêu một thư mục chưa có, hoặc một thư mục trống.",
)

FILES = (
    ".gitattributes",
    ".gitignore",
    "CONTRIBUTING.md",
    "CONTRIBUTING.vi.md",
    "LICENSE",
    "pyproject.toml",
    "requirements.lock",
)
FOLDERS = ("scripts", "docs/assets", ".github/ISSUE_TEMPLATE")
WORKFLOWS = (".github/CODEOWNERS", ".github/workflows/check.yml", ".github/workflows/publish.yml")
LEFT_OUT = ("__pycache__", "*.pyc", "*.egg-info", "*.dtmp", "screenshot.png", "cards")


def config() -> str:
    """The mkdocs.yml of this checkout. Raises Refused (D586)."""
    if not (CHECKOUT / "mkdocs.yml").is_file():
        raise Refused(NOT_A_CHECKOUT.at("init"))
    return (CHECKOUT / "mkdocs.yml").read_text(encoding="utf-8")


def vacant(folder: Path) -> None:
    """Raises Refused (D587) where a folder is somebody's already, OSError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(IN_USE.at(str(folder)))


def copy_tool(into: Path, languages: Sequence[str]) -> None:
    """The tool, the theme, the guides in these languages and the workflows. Raises OSError."""
    for folder in [*FOLDERS, *_guides(languages)]:
        shutil.copytree(CHECKOUT / folder, into / folder, ignore=shutil.ignore_patterns(*LEFT_OUT))
    for file in (*FILES, *WORKFLOWS):
        (into / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(CHECKOUT / file, into / file)


def _guides(languages: Sequence[str]) -> Iterator[str]:
    for language in languages:
        for part in ("guide", "reference"):
            if (CHECKOUT / "docs" / language / part).is_dir():
                yield f"docs/{language}/{part}"
