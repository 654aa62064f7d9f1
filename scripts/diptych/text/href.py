"""Addresses that a page may link to."""

from __future__ import annotations

from urllib.parse import quote

SCHEMES = ("http://", "https://", "mailto:")


def safe_href(href: str) -> str:
    """An address for a link on a page, "" where its scheme is not one of `SCHEMES`."""
    if not href.lower().startswith(SCHEMES):
        return ""
    return quote(href, safe="/:?#@!$&'+,;=.~%-_")
