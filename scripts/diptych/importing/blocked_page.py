"""Whether a page is not the article but what stands in its way: a login, a paywall, a robot check, an error page."""

from __future__ import annotations

import re

WALL_LENGTH = 1500  # letters: with more than this a page is an article, whatever else stands on it

_NOT_FREE = re.compile(r'"isAccessibleForFree"\s*:\s*"?false"?', re.IGNORECASE)
_PASSWORD = re.compile(r"<input[^>]{0,300}type\s*=\s*[\"']?password", re.IGNORECASE)
_TITLES = re.compile(
    r"just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|captcha|verify you are human"
    r"|page not found|not found|404|403|forbidden|error|sign in|log ?in|subscribe"
    r"|đăng nhập|không tìm thấy|truy cập bị từ chối|xác minh|trang không tồn tại|lỗi",
    re.IGNORECASE,
)


def wall(page: str, title: str, letters: int) -> str:
    """What stands in the way: "paid", "login", "error"; "" where the article itself is there.

    `page` is the HTML, `title` the title found in it, `letters` the length of the text found in it.
    """
    if _NOT_FREE.search(page):
        return "paid"
    if letters > WALL_LENGTH:
        return ""
    if _PASSWORD.search(page):
        return "login"
    return "error" if _TITLES.search(title) else ""
