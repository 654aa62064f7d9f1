"""Where everything of an archive stands: every path, once. Paths are relative to the archive, with `/` between."""

from __future__ import annotations

ARTICLES = "source_texts"
GLOSSARY = "glossary"
SETTINGS = "archive.yml"
CONFIG = "mkdocs.yml"
DOCS = "docs"
SITE = "site"
VENDOR = "vendor"
OVERRIDES = "overrides"  # an archive's own changes to the theme, where its mkdocs.yml names the folder
WORK = ".diptych"  # the tool's own folder, git-ignored

RECORD = "article.yml"
BLOCKS = "blocks.yml"
ORIGINAL = "original"  # with the ending that the file had as it was received


def article_folder(article: str) -> str:
    return f"{ARTICLES}/{article}"


def record_path(article: str) -> str:
    return f"{ARTICLES}/{article}/{RECORD}"


def text_path(article: str, language: str) -> str:
    return f"{ARTICLES}/{article}/{language}.md"


def ledger_path(article: str, language: str) -> str:
    return f"{ARTICLES}/{article}/{language}.ledger.yml"


def review_path(article: str, language: str) -> str:
    return f"{ARTICLES}/{article}/{language}.review.yml"


def blocks_path(article: str) -> str:
    return f"{ARTICLES}/{article}/{BLOCKS}"


def original_path(article: str, file: str) -> str:
    return f"{ARTICLES}/{article}/{file}"


def term_path(term: str) -> str:
    return f"{GLOSSARY}/{term}.yml"


def article_of(path: str) -> str | None:
    """The id of the article whose file, or a file below whose folder, this is: None for any other path."""
    first, _, rest = path.partition("/")
    article, slash, _ = rest.partition("/")
    return article if first == ARTICLES and slash else None
