"""What git knows of an archive. Only plumbing that reads; nothing that the repository names is run."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from diptych.model.generated import is_generated
from diptych.model.layout import ARTICLES, DOCS, GLOSSARY, SETTINGS, SITE, WORK
from diptych.model.problem import Problem, Refused, Severity, rule
from diptych.store.files import write

NOT_A_REPOSITORY = rule(
    "D584",
    Severity.ERROR,
    "this folder is not in a git repository, or git is not installed ({said})",
    "Run the command in a clone of the archive.",
    "thư mục này không nằm trong kho git nào, hoặc chưa cài git ({said})",
    "Hãy chạy lệnh trong một bản sao (clone) của kho.",
)
UNKNOWN_COMMIT = rule(
    "D585",
    Severity.ERROR,
    "git knows no commit `{name}`",
    "Name a branch, a tag or a commit, such as main or HEAD~1; a shallow clone may have to fetch it first.",
    "git không có commit nào tên `{name}`",
    "Hãy nêu một nhánh, một thẻ hoặc một commit, như main hay HEAD~1; bản sao nông có thể phải tải thêm.",
)

TRACKED = rule(
    "D714",
    Severity.ERROR,
    "git tracks this file, which only a build on this machine may write (such files: {count}); nothing was built",
    "See where it came from; then take it out of git with `git rm -r --cached {path}`, keep the .gitignore that "
    "`diptych init` writes, and build again.",
    "git đang theo dõi tệp này, trong khi chỉ lệnh dựng trên máy này được ghi nó (số tệp như vậy: {count}); chưa dựng "
    "gì cả",
    "Hãy xem tệp từ đâu đến, rồi đưa nó ra khỏi git bằng `git rm -r --cached {path}`, giữ tệp .gitignore do "
    "`diptych init` tạo, và dựng lại.",
)

PATHS = (ARTICLES, GLOSSARY, SETTINGS)  # what an archive is read from
# A repository's own settings may name programs that git would start.
_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never")


def begin(root: Path) -> bool:
    """Makes the folder a git repository, unless it is in one; False where git is not installed."""
    try:
        _git(root, "rev-parse", "--git-dir")
    except Refused:
        try:
            _git(root, "init", "--quiet", "--initial-branch=main", "--template=")
        except Refused:
            return False
    return True


def commit(root: Path, name: str) -> str:
    """The full hash of a commit that a person names. Raises Refused (D584, D585)."""
    _git(root, "rev-parse", "--git-dir")
    try:
        return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
    except Refused:
        raise Refused(UNKNOWN_COMMIT.at("git", name=name)) from None


def changed(root: Path, since: str) -> frozenset[str]:
    """The paths, relative to the archive, that differ from a commit; new files that git does not ignore too."""
    plainly = ("--no-ext-diff", "--no-textconv", "--no-renames", "--name-only", "-z", "--relative")
    differing = _git(root, "diff", *plainly, since, "--", *PATHS, DOCS)
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", *PATHS, DOCS)
    return frozenset(path for path in (differing + new).decode("utf-8", "surrogateescape").split("\0") if path)


def tracked(root: Path) -> Iterator[Problem]:
    """Files that git tracks though a build writes them: what came with a branch would be taken for this tool's own.

    None where the archive is in no git repository.
    """
    try:
        listed = _git(root, "ls-files", "-z").decode("utf-8", "surrogateescape")
    except Refused:
        return
    found = [path for path in listed.split("\0") if _is_built(path)]
    if found:
        yield TRACKED.at(found[0], path=found[0], count=len(found))


def _is_built(path: str) -> bool:
    first, _, rest = path.partition("/")
    # On a disk that takes SITE for site, it is the same folder.
    return first.casefold() in (WORK, SITE) or (first.casefold() == DOCS and is_generated(rest))


def at_commit(root: Path, at: str, path: str) -> bytes:
    """A file of the archive as a commit has it; b"" where it has none. Raises Refused."""
    found = _git(root, "ls-tree", "-z", at, "--", path).decode("utf-8", "surrogateescape")
    mode, _, name = found.partition("\t")[0].partition("\0")[0].split(" ") if found else ("", "", "")
    return _git(root, "cat-file", "blob", name) if mode.startswith("100") else b""


def checkout(root: Path, at: str, into: Path) -> None:
    """The archive's own files as a commit has them, written below an empty folder. Raises Refused, OSError."""
    found = [*_files(root, at)]
    asked = "".join(f"{name}\n" for name, _ in found).encode()
    answer = _git(root, "cat-file", "--batch", given=asked)
    start = 0
    for _, path in found:
        head_end = answer.index(b"\n", start)
        head = answer[start:head_end].split()
        if len(head) < 3:  # "… missing"
            raise Refused(UNKNOWN_COMMIT.at("git", name=at))
        length = int(head[2])
        write(into / path, answer[head_end + 1 : head_end + 1 + length], derived=True)
        start = head_end + length + 2  # the object ends with a line end of git's own
    for folder in (ARTICLES, GLOSSARY):
        (into / folder).mkdir(parents=True, exist_ok=True)


def _files(root: Path, at: str) -> Iterator[tuple[str, str]]:
    """(object, path) of the ordinary files but originals, which never change; a link in a commit is not followed."""
    for line in _git(root, "ls-tree", "-r", "-z", at, "--", *PATHS).split(b"\0"):
        if not line:
            continue
        head, _, path = line.decode("utf-8", "surrogateescape").partition("\t")
        mode, _, name = head.split(" ")[:3]
        parts = PurePosixPath(path).parts
        if (
            mode.startswith("100")
            and ".." not in parts
            and not path.startswith("/")
            and len(parts) <= 3
            and not parts[-1].startswith("original.")
        ):
            yield name, path


def _git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    command = ["git", *_SAFE, *arguments]
    try:
        done = subprocess.run(command, cwd=root, input=given, capture_output=True, check=False)
    except OSError as error:
        raise Refused(NOT_A_REPOSITORY.at("git", said=error.strerror or "git")) from None
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise Refused(NOT_A_REPOSITORY.at("git", said=said[:200] or f"exit code {done.returncode}"))
    return done.stdout
