"""The files that a new archive begins with: its settings, a sample article with its translation, a term, a README."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from diptych.text.language import own_name
from diptych.text.yamltext import write_yaml

GUIDED = ("en", "vi")  # the languages in which the guide and the sample are written
SAMPLE = "first-article"
TERM = "bilingual-edition"

_NAME = {"en": "A new bilingual archive", "vi": "Kho song ngữ mới"}
_ABOUT = {
    "en": "Articles and their translations, paragraph facing paragraph.",
    "vi": "Bài viết và bản dịch, từng đoạn đối diện nhau.",
}
_TEXTS = {
    "en": """\
# The first article

This article shows how a bilingual edition looks. Each paragraph of the original faces its translation, and the number
between them is its permanent address.

Change a word in one of the two texts, build again, and see what the page says of it. Then put an article of your own
beside this one, and delete this one.
""",
    "vi": """\
# Bài đầu tiên

Bài này cho thấy một ấn bản song ngữ trông ra sao. Mỗi đoạn của nguyên bản đối diện với bản dịch, và con số ở giữa là
địa chỉ cố định của đoạn.

Hãy sửa một chữ ở một trong hai văn bản, dựng lại và xem trang nói gì về chỗ ấy. Sau đó hãy đặt một bài của bạn cạnh bài
này rồi xóa bài này đi.
""",
}
_WORDINGS = {
    "en": {
        "form": "bilingual edition",
        "definition": "A publication in which a text and its translation are printed facing each other.",
    },
    "vi": {
        "form": "ấn bản song ngữ",
        "definition": "Ấn phẩm in một văn bản và bản dịch của nó đối diện nhau.",
    },
}
_README = {
    "en": """\
## In English

An archive of articles and their translations, kept with Diptych, which lies in `scripts/`. You need Python 3.11 or
newer, git and make:

```sh
make site
make test
```

`make site` builds the site into `site/`; `make serve` shows it at <http://127.0.0.1:8000>. `make test` checks the
archive. The guide is on the site, and in `docs/en/guide/`. Before you publish: write the archive's name and address
into `archive.yml` and `mkdocs.yml`, your reviewers into `.github/CODEOWNERS`, and choose a licence for the texts.
""",
    "vi": """\
## Tiếng Việt

Kho bài viết và bản dịch, dùng công cụ Diptych nằm trong `scripts/`. Cần Python 3.11 trở lên, git và make:

```sh
make site
make test
```

`make site` dựng trang web vào `site/`; `make serve` mở trang ở <http://127.0.0.1:8000>. `make test` kiểm tra kho. Phần
hướng dẫn có trên trang web và trong `docs/vi/guide/`. Trước khi đăng: ghi tên và địa chỉ của kho vào `archive.yml` và
`mkdocs.yml`, tên người hiệu đính vào `.github/CODEOWNERS`, và chọn giấy phép cho các văn bản.
""",
}
_MAKEFILE = """\
# `make site`: the environment, the pages, the site.  `make test`: the archive is checked and its pages are made.
# Both do only what has not been done yet.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
# Packages are installed anew only when the lock or pyproject.toml changes.
SITE_ENV := $(VENV)/.site

.PHONY: site test serve clean

site: $(SITE_ENV)
	$(BIN)/diptych build

test: $(SITE_ENV)
	$(BIN)/diptych check
	$(BIN)/diptych build --pages
	$(BIN)/diptych verify

serve: $(SITE_ENV)
	$(BIN)/diptych serve

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV)

$(SITE_ENV): requirements.lock pyproject.toml | $(VENV)/bin/pip
	$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf $(VENV) site .diptych
	git clean -fdXq docs
"""


def starter(languages: Sequence[str], name: str | None, address: str, today: str, config: str) -> Mapping[str, str]:
    """(path: text) of the files that are written for this archive alone; `config` is the mkdocs.yml to begin from.

    The sample is in the first of the archive's languages in which there is one, with the others as translations.
    """
    written = [language for language in languages if language in GUIDED]
    source = written[0] if written else "en"
    names = {language: name or _NAME.get(language, _NAME["en"]) for language in languages}
    about = {language: _ABOUT[language] for language in written}
    settings = {
        "name": names,
        **({"description": about} if about else {}),
        "languages": [*languages],
        "address": address,
    }
    record = {"language": source, "added": today, **_translated(written, source)}
    sample = {f"source_texts/{SAMPLE}/{language}.md": _TEXTS[language] for language in {source, *written}}
    wordings = {language: _WORDINGS[language] for language in (written or ["en"])}
    return {
        "archive.yml": write_yaml(settings),
        "mkdocs.yml": _config(config, names, address, set(languages) <= set(GUIDED)),
        "Makefile": _MAKEFILE,
        "README.md": f"# {next(iter(names.values()))}\n\n" + "\n".join(_README[one] for one in (written or ["en"])),
        f"source_texts/{SAMPLE}/article.yml": write_yaml(record),
        **sample,
        f"glossary/{TERM}.yml": write_yaml({"languages": wordings}),
    }


def _translated(written: Sequence[str], source: str) -> Mapping[str, object]:
    others: dict[str, dict[str, object]] = {
        language: {"translators": ["Diptych"]} for language in written if language != source
    }
    return {"translations": others} if others else {}


def _config(config: str, names: Mapping[str, str], address: str, guided: bool) -> str:
    """The site's own settings with this archive's names and address, and without another archive's licence."""
    lines = "".join(f"    {language}: {json.dumps(name, ensure_ascii=False)}\n" for language, name in names.items())
    text = re.sub(
        r"(?m)^site_name: .*$",
        lambda _: f"site_name: {json.dumps(next(iter(names.values())), ensure_ascii=False)}",
        config,
    )
    text = re.sub(r"(?m)^site_url: .*$", lambda _: f"site_url: {address}", text)
    text = re.sub(r"(?m)^(  names:.*\n)(?:    .*\n)+", lambda found: found[1] + lines, text)
    text = re.sub(r"(?m)^  licence:\n(?:    .*\n)+", "", text)
    others = [language for language in names if language not in GUIDED]
    own = "".join(f"    {language}: {json.dumps(own_name(language), ensure_ascii=False)}\n" for language in others)
    if own:
        text = re.sub(r"(?m)^(  names:.*\n(?:    .*\n)+)", lambda found: f"{found[1]}  own_names:\n{own}", text)
    return text if guided else re.sub(r"(?m)^  guide: .*\n", "", text)
