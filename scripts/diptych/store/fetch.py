"""One page fetched politely and safely: public addresses only, limits on everything, its bytes kept with their headers.

Every name is resolved once, every address of it checked, and the connection made to the address that was checked, at
each hop anew, so that no redirect and no second answer of a name server leads inside the keeper's own network. What the
site's robots.txt asks for is kept (RFC 9309).
"""

from __future__ import annotations

import json
import urllib.parse
import urllib.robotparser
import zlib
from dataclasses import dataclass

import urllib3
from requests.utils import DEFAULT_CA_BUNDLE_PATH

from diptych import VERSION
from diptych.model.problem import Problem, Refused, Severity, rule
from diptych.net.deadline import Pool, SecurePool, within
from diptych.store.addresses import public_addresses, split_url
from diptych.store.warc import Answer, as_warc

ROBOTS = rule(
    "D592",
    Severity.ERROR,
    "the site asks programs not to fetch this page (robots.txt: {said})",
    "Save the page in a browser, as HTML, and add that file.",
    "trang web yêu cầu các chương trình không tải trang này (robots.txt: {said})",
    "Hãy lưu trang bằng trình duyệt, ở dạng HTML, rồi thêm tệp đó.",
)
NO_ANSWER = rule(
    "D593",
    Severity.ERROR,
    "no answer from `{host}`: {said}",
    "Look at the address and the network, and try again later.",
    "`{host}` không trả lời: {said}",
    "Hãy kiểm tra địa chỉ và mạng rồi thử lại sau.",
)
STATUS = rule(
    "D594",
    Severity.ERROR,
    "the site answered with status {status} instead of the page",
    "Open the address in a browser. If the page shows there, save it as HTML and add that file.",
    "trang web trả về mã {status} thay vì nội dung",
    "Hãy mở địa chỉ bằng trình duyệt. Nếu trang hiện ra, hãy lưu ở dạng HTML rồi thêm tệp đó.",
)
TOO_MUCH = rule(
    "D595",
    Severity.ERROR,
    "the answer is larger than {limit} bytes, or unpacks to more; nothing was stored",
    "Fetch the page by other means, and add the part that is the article.",
    "câu trả lời lớn hơn {limit} byte, hoặc bung ra lớn hơn mức ấy; chưa lưu gì cả",
    "Hãy tải trang bằng cách khác rồi thêm phần là bài viết.",
)
NOT_A_PAGE = rule(
    "D596",
    Severity.ERROR,
    "the address leads to {kind}; expected a page (HTML) or plain text",
    "Give the address of the article's own page.",
    "địa chỉ dẫn tới {kind}; cần một trang HTML hoặc văn bản thuần",
    "Hãy cho địa chỉ của chính trang bài viết.",
)
HOPS = rule(
    "D597",
    Severity.ERROR,
    "the address leads on more than {limit} times",
    "Open it in a browser and copy the address where it ends.",
    "địa chỉ chuyển hướng quá {limit} lần",
    "Hãy mở bằng trình duyệt và chép địa chỉ cuối cùng.",
)

LARGEST = 5_000_000  # bytes, after decompression: what the importer takes
ROBOTS_LARGEST = 500 * 1024  # RFC 9309, 2.5
MOST_HOPS = 5
AVAILABILITY = "https://archive.org/wayback/available"  # https://archive.org/help/wayback_api.php
CONNECT, READ, WHOLE = 10.0, 20.0, 60.0  # seconds
KINDS = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt", "text/markdown": "md"}
_PIECE = 64 * 1024
_FAILURES = {
    "NewConnectionError": "no connection",
    "SSLError": "its certificate is not valid",
    "gaierror": "the name is not known",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as a site sent it."""

    url: str  # where it was found at last
    format: str  # html, txt or md
    text: bytes  # its body, decompressed, in the charset that `charset` names
    charset: str  # as the answer's header says, "" where it does not
    warc: bytes  # every answer on the way, with its headers (WARC 1.1, ISO 28500)


def agent() -> str:
    """How the fetcher names itself."""
    return f"diptych/{VERSION}"


def fetch(url: str) -> Fetched:
    """One page: robots.txt, then the page, redirects followed, in WHOLE seconds. Raises Refused (D590 to D597)."""
    with within(WHOLE):
        return _fetch(url)


def _fetch(url: str) -> Fetched:
    passed: list[tuple[str, Answer]] = []
    allowed: set[str] = set()
    for _ in range(MOST_HOPS + 1):
        parts = split_url(url)
        if parts.netloc not in allowed:
            _ask_robots(url, parts)
            allowed.add(parts.netloc)
        answer = _get(parts, LARGEST)
        passed.append((url, answer))
        if answer.onward:
            url = urllib.parse.urljoin(url, answer.onward)
            continue
        if answer.status != 200:
            raise Refused(STATUS.at(url, status=answer.status))
        kind, _, more = answer.header("content-type").partition(";")
        if kind.strip().lower() not in KINDS:
            raise Refused(NOT_A_PAGE.at(url, kind=f"`{kind.strip()[:60]}`"))
        body = _unpacked(answer, url, LARGEST)
        return Fetched(
            url=url,
            format=KINDS[kind.strip().lower()],
            text=body,
            charset=_charset(more),
            warc=as_warc(passed, agent()),
        )
    raise Refused(HOPS.at(url, limit=MOST_HOPS))


def _ask_robots(url: str, parts: urllib.parse.SplitResult) -> None:
    place = parts._replace(path="/robots.txt", query="", fragment="")
    for _ in range(MOST_HOPS + 1):
        answer = _get(place, ROBOTS_LARGEST)
        if not answer.onward:
            break
        place = split_url(urllib.parse.urljoin(place.geturl(), answer.onward))
    if 400 <= answer.status < 500:
        return  # RFC 9309, 2.3.1.3: nothing is asked
    if answer.status != 200:
        raise Refused(ROBOTS.at(url, said=f"HTTP {answer.status}"))
    rules = urllib.robotparser.RobotFileParser()
    rules.parse(_unpacked(answer, url, ROBOTS_LARGEST).decode("utf-8", "replace").splitlines())
    if not rules.can_fetch(agent(), url):
        raise Refused(ROBOTS.at(url, said="Disallow"))


def _get(parts: urllib.parse.SplitResult, limit: int) -> Answer:
    """One request to an address that was checked. Only bytes up to `limit` are read."""
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    path = urllib.parse.quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{urllib.parse.quote(parts.query, safe='/?%:@!$&()*+,;=~-._[]')}" if parts.query else ""
    accept = {"Accept": "text/html, text/plain;q=0.8", "Accept-Encoding": "gzip"}
    headers = {"Host": parts.netloc, "User-Agent": agent(), **accept}
    try:
        address = public_addresses(host, port)[0]
        with _pool(parts.scheme, address, host, port) as pool:
            response = pool.urlopen(
                "GET",
                path + query,
                headers=headers,
                timeout=urllib3.Timeout(connect=CONNECT, read=READ),
                retries=False,
                redirect=False,
                preload_content=False,
                decode_content=False,
            )
            body = bytearray()
            while piece := response.read1(_PIECE, decode_content=False):
                body += piece
                if len(body) > limit:
                    raise Refused(TOO_MUCH.at(parts.geturl(), limit=limit))
            return Answer(
                status=response.status,
                reason=response.reason or "",
                headers=tuple(response.headers.items()),
                raw=bytes(body),
            )
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise Refused(_no_answer(host, error)) from None


def _pool(scheme: str, address: str, host: str, port: int) -> Pool | SecurePool:
    if scheme == "http":
        return Pool(address, port)
    return SecurePool(
        address,
        port,
        cert_reqs="CERT_REQUIRED",
        ca_certs=DEFAULT_CA_BUNDLE_PATH,
        server_hostname=host,
        assert_hostname=host,
    )


def _no_answer(host: str, error: Exception) -> Problem:
    """What a failure is called; a library's own message may hold anything."""
    if isinstance(error, TimeoutError | urllib3.exceptions.TimeoutError):
        said = "too slow"
    else:
        said = _FAILURES.get(type(error).__name__, type(error).__name__)
    return NO_ANSWER.at(host, host=host, said=said)


def _unpacked(answer: Answer, url: str, limit: int) -> bytes:
    """The body as it was before it was compressed; a bomb is stopped at the limit."""
    coding = answer.header("content-encoding").strip().lower()
    if coding in ("", "identity"):
        return answer.raw
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise Refused(NOT_A_PAGE.at(url, kind=f"`{coding[:60]}`"))
    text, left = b"", answer.raw
    while True:
        reader = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or zlib, as the data says
        try:
            text += reader.decompress(left, limit + 1 - len(text))
        except zlib.error:
            raise Refused(NOT_A_PAGE.at(url, kind="gzip?")) from None
        if len(text) > limit:
            raise Refused(TOO_MUCH.at(url, limit=limit))
        if not reader.eof:  # cut short: a part of a page is no page
            raise Refused(NOT_A_PAGE.at(url, kind="gzip?"))
        left = reader.unused_data  # gzip may come in several members (RFC 1952, 2.2)
        if not left:
            break
    return text


def archived_copy(url: str) -> str | None:
    """The address of the newest copy of a page that the Internet Archive holds; None where it cannot be told."""
    parts = urllib.parse.urlsplit(f"{AVAILABILITY}?{urllib.parse.urlencode({'url': url})}")
    try:
        with within(READ):
            answer = _get(parts, ROBOTS_LARGEST)
        found = json.loads(_unpacked(answer, url, ROBOTS_LARGEST))["archived_snapshots"]["closest"]
    except (Refused, ValueError, KeyError, TypeError):
        return None
    copy = str(found.get("url", "")) if isinstance(found, dict) and found.get("available") else ""
    secure = copy.replace("http://", "https://", 1)
    return secure if secure.startswith("https://web.archive.org/web/") else None


def _charset(more: str) -> str:
    """The charset of a `Content-Type` header, where Python knows it."""
    for part in more.split(";"):
        key, _, value = part.strip().partition("=")
        if key.lower() == "charset":
            name = value.strip("\"' ").lower()
            try:
                b"\xff".decode(name, "replace")  # a codec that is no charset of pages refuses what it does not know
            except (LookupError, ValueError):
                return ""
            return name
    return ""
