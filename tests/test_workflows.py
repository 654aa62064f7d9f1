"""What runs for a pull request: nothing that it contributes is executed, nothing is secret, nothing can be written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from benchmarks.archives import copy_own

from diptych.store.template import Plan, kept_files
from pages.archives import trial

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
CONTENT = ("source_texts/", "glossary/", "archive.yml", "docs/vi/", "docs/en/")
CHANGED = "source_texts/nguoi-giu-den/vi.md"
CANARY = "import os, pathlib; pathlib.Path(os.environ['CANARY']).touch()\n"
MAKE = """#!/bin/sh
mkdir -p .venv/bin
printf '#!/bin/sh\\nPYTHONPATH="$PWD/scripts" exec "%s" -m diptych "$@"\\n' "$PYTHON" > .venv/bin/diptych
chmod +x .venv/bin/diptych
.venv/bin/diptych build
"""
# What a contributor might try: code in every place where some tool looks for it, and shell in names and texts.
HOSTILE = {
    "scripts/diptych/__init__.py": CANARY,
    "canary.py": CANARY,
    "mkdocs.yml": "site_name: x\nhooks: [canary.py]\n",
    "sitecustomize.py": CANARY,
    "conftest.py": CANARY,
    "Makefile": "site:\n\ttouch $$CANARY\n",
    "overrides/main.html": "{{ config.update({'x': 1}) }}",
    "vendor/diptych-0.2.0-py3-none-any.whl": "PK",
    "requirements.lock": "canary @ file:///tmp/canary\n",
    ".github/workflows/check.yml": "on: pull_request\n",
    ".diptych/site.sha256": "0",
    "site/index.html": "<script>x</script>",
    "diptych.lock": "version: 9\n",
    "source_texts/.gitattributes": "* filter=canary\n",
    "source_texts/bai/article.yml": "language: vi\n",
    "source_texts/bai/vi.md": "# `touch $CANARY` $(touch $CANARY)\n\n::set-output name=x::y ${{ github.token }}\n",
    "source_texts/$(touch $CANARY)/vi.md": "# x\n",
    "docs/vi/trang.md": '---\ntitle: "x"\nlang: "vi"\n---\n\n# x\n\n{{ config }} --8<-- "/etc/passwd"\n',
}
NOT_TRIED = (
    "Makefile", "mkdocs.yml", "overrides/main.html", "requirements.lock", "scripts/diptych/__init__.py",
    "vendor/diptych-0.2.0-py3-none-any.whl", ".diptych/site.sha256", "site/index.html", "diptych.lock", "canary.py",
)  # fmt: skip


def test_they_are_those_that_every_archive_has() -> None:
    settings = load(ROOT / "archive.yml")
    plan = Plan(names=settings["name"], address=settings["address"], licence="CC BY 4.0", host="github", version="0")
    for path, text in kept_files(plan).items():
        if path.startswith((".github/workflows/", ".github/ISSUE_TEMPLATE/")):
            assert (ROOT / path).read_text(encoding="utf-8") == text, path


def load(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_and_rights_are_few(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {}
    allowed = {"contents": "read", "pages": "write", "id-token": "write"}
    for job in workflow["jobs"].values():
        assert job["permissions"].items() <= allowed.items()
        for step in job["steps"]:
            assert "uses" not in step or re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
    text = path.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "pull_request_target" not in text


def zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    command = f"{Path(sys.executable).with_name('zizmor')} --offline --no-progress --persona pedantic {folder}".split()
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_zizmor_finds_nothing_and_would_find_something(tmp_path: Path) -> None:
    done = zizmor(ROOT / ".github")
    assert not done.returncode, done.stdout
    bad = tmp_path / ".github" / "workflows"
    bad.mkdir(parents=True)
    text = (ROOT / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8")
    (bad / "check.yml").write_text(text.replace('"refs/pull/$NUMBER/merge"', "${{ github.head_ref }}"))
    assert zizmor(tmp_path).returncode


def git(folder: Path, *arguments: str) -> str:
    quiet = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    person = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *person, *arguments], cwd=folder, env=quiet, capture_output=True, text=True)
    assert not done.returncode, done.stderr
    return done.stdout


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """This repository with the trial archive for its content, and a hostile pull request, number 7."""
    folder = tmp_path / "origin"
    copy_own(folder, ".", ":!source_texts", ":!glossary", ":!tests", ":!benchmarks")
    trial(folder)
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "main")
    git(folder, "checkout", "-q", "-b", "contribution")
    for name, text in HOSTILE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    source = folder / CHANGED
    source.write_text(source.read_text(encoding="utf-8").replace("Thuyền trưởng", "Người lái tàu"), encoding="utf-8")
    (folder / "source_texts" / "bai" / "es.md").symlink_to("/etc/passwd")
    git(folder, "add", "-A", "-f")
    git(folder, "commit", "-q", "-m", "contribution")
    git(folder, "update-ref", "refs/pull/7/merge", "contribution")
    git(folder, "checkout", "-q", "main")
    return folder


def environment(tmp_path: Path) -> dict[str, str]:
    shims = tmp_path / "bin"
    shims.mkdir()
    (shims / "make").write_text(MAKE)
    (shims / "make").chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "GITHUB_TOKEN")}
    ours = {"PATH": f"{shims}:{kept['PATH']}", "PYTHON": sys.executable, "CANARY": str(tmp_path / "canary")}
    return {**kept, **ours, "NUMBER": "7", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}


def test_no_line_that_a_contributor_writes_is_executed(origin: Path, tmp_path: Path) -> None:
    environ = environment(tmp_path)
    git(tmp_path, "clone", "-q", "--branch", "main", str(origin), "work")
    work = tmp_path / "work"
    steps = [
        step["run"] for step in load(ROOT / ".github/workflows/check.yml")["jobs"]["check"]["steps"] if "run" in step
    ]
    done = [
        subprocess.run(["bash", "-eo", "pipefail", "-c", step], cwd=work, env=environ, capture_output=True, text=True)
        for step in steps
    ]
    fetched, besides, checked = done
    assert not fetched.returncode, fetched.stderr
    assert not besides.returncode, besides.stderr
    assert checked.returncode == 1, "the contribution holds errors"
    assert not (tmp_path / "canary").exists()
    changed = [line[3:] for line in git(work, "-c", "core.quotePath=false", "status", "--porcelain").splitlines()]
    assert changed
    assert not [name for name in changed if not name.strip('"').startswith(CONTENT)]
    assert re.search("::error file=source_texts/bai/es.md", checked.stdout), "the link is named"
    summary = (tmp_path / "summary.md").read_text(encoding="utf-8")
    assert "## Những gì thay đổi" in summary
    assert "## What changes" in summary
    assert "  target: " in summary, "the review lines, ready to paste"
    first, second = [[*block.splitlines()] for block in re.findall(r"```text\n(.*?)```", summary, re.DOTALL)]
    assert first == [".github/workflows/check.yml"], "who edits the workflow is named before all else"
    assert {*NOT_TRIED} <= {*second}, "what it changes besides is named"
    assert not [name for name in second if name.startswith(CONTENT)]
    assert "root:" not in "".join(path.read_text() for path in (work / "site").rglob("*.html"))


def test_the_canaries_would_sing(origin: Path, tmp_path: Path) -> None:
    """Control: the same contribution, built from its own tree, runs what it brought."""
    environ = environment(tmp_path)
    git(origin, "checkout", "-q", "contribution")
    subprocess.run(["make", "site"], cwd=origin, env=environ, capture_output=True, check=False)
    assert (tmp_path / "canary").exists()
