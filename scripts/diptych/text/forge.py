"""Addresses on a git host where a reader can edit a file, or say what would be better."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from diptych.model.settings import Settings

# How each host spells a file's editor and a new issue; `{x}` in an issue's address stands for what a page fills in.
_EDIT = {
    "github": "/edit/{branch}/{path}#L",
    "gitlab": "/-/edit/{branch}/{path}#L",
    "gitea": "/_edit/{branch}/{path}#L",
}
_ISSUE = {
    # The fields of .github/ISSUE_TEMPLATE/better-translation.yml.
    "github": "/issues/new?template=better-translation.yml"
    "&title={title}&where={where}&original={original}&translation={translation}",
    "gitlab": "/-/issues/new?issue[title]={title}&issue[description]={body}",
    "gitea": "/issues/new?title={title}&body={body}",
}
_HOSTS = {"github.com": "github", "gitlab.com": "gitlab", "codeberg.org": "gitea", "gitea.com": "gitea"}


def forge(settings: Settings) -> str:
    """What the archive's git host runs, "" where there is no host or its name does not tell."""
    if not settings.repository:
        return ""
    return settings.forge or _HOSTS.get((urlsplit(settings.repository).hostname or "").removeprefix("www."), "")


def edit_address(settings: Settings, path: str) -> str:
    """Where a file is edited, a line's number still to be added; "" where no host is known."""
    kind = forge(settings)
    if not kind:
        return ""
    return _base(settings) + _EDIT[kind].format(branch=quote(settings.branch), path=quote(path))


def issue_address(settings: Settings) -> str:
    """Where a better translation is proposed, with `{title}`, `{where}`, `{original}`, `{translation}` or `{body}` in
    the place of what is said; "" where no host is known."""
    kind = forge(settings)
    return _base(settings) + _ISSUE[kind] if kind else ""


def _base(settings: Settings) -> str:
    return (settings.repository or "").rstrip("/").removesuffix(".git")
