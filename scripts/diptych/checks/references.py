"""References: ids, topics, terms and aliases by which files of an archive name one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from diptych.model.archive import Archive
from diptych.model.article import Article
from diptych.model.layout import SETTINGS, record_path, term_path
from diptych.model.problem import Problem, Rule, Severity, rule
from diptych.model.settings import Settings
from diptych.text.forge import forge
from diptych.text.glossary import form_key
from diptych.text.near import did_you_mean

UNKNOWN_TERM = rule(
    "D231",
    Severity.ERROR,
    "there is no term `{name}`{near}",
    "Correct the id under `see`, or add glossary/{name}.yml.",
    "không có thuật ngữ `{name}`{near_vi}",
    "Hãy sửa mã trong `see`, hoặc thêm glossary/{name}.yml.",
)
UNKNOWN_TOPIC = rule(
    "D232",
    Severity.ERROR,
    "the topic `{name}` is not in archive.yml{near}",
    "Correct it, or add it under `topics` in archive.yml.",
    "chủ đề `{name}` không có trong archive.yml{near_vi}",
    "Hãy sửa lại, hoặc thêm vào `topics` trong archive.yml.",
)
TWO_TERMS = rule(
    "D233",
    Severity.ERROR,
    "the form “{form}” ({language}) already belongs to the term `{other}`",
    "Take the form out of this file or out of glossary/{other}.yml.",
    "dạng “{form}” ({language}) đã thuộc về thuật ngữ `{other}`",
    "Hãy bỏ dạng này khỏi tệp này hoặc khỏi glossary/{other}.yml.",
)
TAKEN_ALIAS = rule(
    "D583",
    Severity.ERROR,
    "the alias `{alias}` is already the id or an alias of `{other}`",
    "Take it out of one of the two.",
    "bí danh `{alias}` đã là mã hoặc bí danh của `{other}`",
    "Hãy bỏ nó khỏi một trong hai bài.",
)
UNKNOWN_FORGE = rule(
    "D520",
    Severity.ERROR,
    "the name of the git host in `repository: {repository}` does not tell what it runs",
    "Add the line `forge: github`, `forge: gitlab` or `forge: gitea` (Forgejo too) to archive.yml.",
    "tên máy chủ git trong `repository: {repository}` không cho biết máy chủ dùng phần mềm gì",
    "Hãy thêm dòng `forge: github`, `forge: gitlab` hoặc `forge: gitea` (cả Forgejo) vào archive.yml.",
)


def check_topics(article: Article, settings: Settings) -> Iterator[Problem]:
    yield from _unknown(article.record.topics, settings.topics, record_path(article.id), UNKNOWN_TOPIC)


def check_archive(archive: Archive) -> Iterator[Problem]:
    """Every such problem in the settings and the glossary, and between articles."""
    if archive.settings.repository and not forge(archive.settings):
        yield UNKNOWN_FORGE.at(SETTINGS, repository=archive.settings.repository)
    for name, term in archive.terms.items():
        yield from _unknown(term.see, archive.terms, term_path(name), UNKNOWN_TERM)
        domain = (term.domain,) if term.domain else ()
        yield from _unknown(domain, archive.settings.topics, term_path(name), UNKNOWN_TOPIC)
    yield from _claims(archive)
    yield from _aliases(archive)


def _aliases(archive: Archive) -> Iterator[Problem]:
    owners = {article.id: article.id for article in archive.articles}
    for article in archive.articles:
        for alias in article.record.aliases:
            if alias in owners:
                path = record_path(article.id)
                yield TAKEN_ALIAS.at(path, alias=alias, other=owners[alias])
            owners.setdefault(alias, article.id)


def _claims(archive: Archive) -> Iterator[Problem]:
    owners: dict[tuple[str, tuple[str, ...]], str] = {}
    for name, term in archive.terms.items():
        for language, wording in term.languages.items():
            for form in (wording.form, *wording.variants):
                other = owners.setdefault((language, form_key(form, language)), name)
                if other != name:
                    yield TWO_TERMS.at(term_path(name), form=form, language=language, other=other)


def _unknown(names: Iterable[str], known: Mapping[str, object], path: str, broken: Rule) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            yield broken.at(path, name=name, **did_you_mean(name, known))
