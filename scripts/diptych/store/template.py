"""The files of an archive that the tool writes, from the templates in `template/`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from diptych.model.generated import IGNORED
from diptych.model.layout import CONFIG
from diptych.store.shipped import LOCK, PACKAGE, shipped
from diptych.text.language import own_name
from diptych.text.yamltext import read_yaml

TEMPLATE = PACKAGE / "template"
WRITTEN = ("en", "vi")  # the languages that the tool speaks
HOSTS = ("github", "gitlab", "gitea", "none")
LICENCES = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC BY-NC 4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC BY-NC-SA 4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "CC BY-ND 4.0": "https://creativecommons.org/licenses/by-nd/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
_NAMES = {"gitignore": ".gitignore", "gitattributes": ".gitattributes"}  # git would obey them here too
# Files that belong to the archive's people from the first day on.
_THEIRS = frozenset({CONFIG, "LICENSE", "README.md"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an archive's files are made from."""

    names: Mapping[str, str]  # of the archive, by the languages of the site, its own first
    address: str
    licence: str | None  # one of LICENCES
    host: str  # one of HOSTS
    version: str  # of the tool

    @property
    def spoken(self) -> tuple[str, ...]:
        """Those of the archive's languages in which the tool has texts; English where there is none."""
        return tuple(tag for tag in self.names if tag in WRITTEN) or ("en",)


def kept_files(plan: Plan) -> dict[str, str]:
    """The files that the tool goes on keeping: (path: text). `upgrade` brings them up to date."""
    found = dict(_rendered(plan))
    kept = {path: text for path, text in found.items() if path not in _THEIRS}
    return kept | {
        LOCK: shipped(LOCK).read_text(encoding="utf-8"),
        "CONTRIBUTING.md": _of_people(plan, "CONTRIBUTING.md"),
    }


def first_files(plan: Plan) -> dict[str, str]:
    """The files that the archive's people have for their own as soon as they are written: (path: text)."""
    found = {path: text for path, text in _rendered(plan) if path in _THEIRS}
    return found | {"README.md": _of_people(plan, "README.md")}


def sample(language: str, name: str) -> str:
    """A text of the sample in a language that the tool speaks: "first-article.md"."""
    return (TEMPLATE / language / name).read_text(encoding="utf-8")


def said(language: str, key: str) -> str:
    """What a new archive is called ("name") and says of itself ("description") in a language; in English elsewhere."""
    tag = language if language in WRITTEN else "en"
    path = TEMPLATE / tag / "names.yml"
    return str(read_yaml(path.read_bytes(), str(path)).data[key])


def _rendered(plan: Plan) -> Iterator[tuple[str, str]]:
    for folder in ("common", *([plan.host] if plan.host != "none" else [])):
        for path in sorted((TEMPLATE / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                name = path.relative_to(TEMPLATE / folder).as_posix()
                yield _NAMES.get(name, name), _text(plan, f"{folder}/{name}")


def _of_people(plan: Plan, name: str) -> str:
    """README or CONTRIBUTING, in each of the archive's languages that the tool speaks, one below the other."""
    parts = [_text(plan, f"{tag}/{name}", alone=len(plan.spoken) == 1).strip("\n") for tag in plan.spoken]
    title = next(iter(plan.names.values()))
    head = f"# {title}\n\n" if name == "README.md" else f"# {_CONTRIBUTING[plan.spoken[0]]}\n\n"
    return head + "\n\n".join(parts) + "\n"


_CONTRIBUTING = {"en": "Contributing", "vi": "Đóng góp"}


def _text(plan: Plan, name: str, **more: object) -> str:
    licence = {"name": plan.licence, "url": LICENCES[plan.licence]} if plan.licence else None
    tags = [*plan.names]
    known = {
        "names": plan.names,
        "own_names": {tag: own_name(tag) for tag in tags if tag not in WRITTEN},
        "address": plan.address,
        "licence": licence,
        "host": plan.host,
        "version": plan.version,
        "tags": tags,
        "messages": plan.spoken,
        "guided": {*tags} <= {*WRITTEN},
        "generated": IGNORED,
    }
    return _environment().get_template(name).render(**known, **more)


@cache
def _environment() -> Environment:
    environment = Environment(  # the files are no HTML, and what is written into YAML is quoted there
        loader=FileSystemLoader(Path(TEMPLATE)),
        undefined=StrictUndefined,
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["tojson"] = lambda value: json.dumps(value, ensure_ascii=False)
    return environment
