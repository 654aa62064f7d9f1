"""Which addresses a page may be fetched from: those of the public network, and none inside the keeper's own."""

from __future__ import annotations

import ipaddress
import socket
import urllib.parse

from diptych.model.problem import Refused, Severity, rule

BAD_ADDRESS = rule(
    "D590",
    Severity.ERROR,
    "this is no address of a page: expected https:// or http:// and a host, without a name or password in it",
    "Copy the address from the browser's address bar.",
    "đây không phải địa chỉ trang web: cần https:// hoặc http:// cùng tên máy chủ, không kèm tên hay mật khẩu",
    "Hãy chép địa chỉ từ thanh địa chỉ của trình duyệt.",
)
NOT_PUBLIC = rule(
    "D591",
    Severity.ERROR,
    "`{host}` is not on the public network ({address}); nothing was fetched",
    "Only public pages are fetched. Save the page as a file and add that.",
    "`{host}` không nằm trên mạng công cộng ({address}); chưa tải gì cả",
    "Chỉ tải các trang công khai. Hãy lưu trang thành tệp rồi thêm tệp đó.",
)
# Written out: what `ipaddress` calls global differs between versions of Python. A range of IANA's registries of special
# purposes is here unless the public network leads to it; some of the small ranges inside those here are reachable, and
# none of them holds pages.
_CLOSED_IPV4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24"),
        *("203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
    )
)
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")  # all else is inner, multicast or without use
_CLOSED_IPV6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo among them
        "2001:db8::/32",
        "2002::/16",  # 6to4: any IPv4 address inside; deprecated
        "3fff::/20",
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in the last 32 bits


def split_url(url: str) -> urllib.parse.SplitResult:
    """The parts of a page's address, its host in ASCII. Raises Refused (D590)."""
    try:
        parts = urllib.parse.urlsplit(url)
        fine = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        raise Refused(BAD_ADDRESS.at(url)) from None
    if not fine or "@" in parts.netloc or any(ch <= " " or ch == "\x7f" for ch in url):
        raise Refused(BAD_ADDRESS.at(url))
    if url.isascii():
        return parts
    try:
        host = parts.netloc.encode("idna").decode()
    except UnicodeError:
        raise Refused(BAD_ADDRESS.at(url)) from None
    return parts._replace(netloc=host)


def public_addresses(host: str, port: int) -> list[str]:
    """The IP addresses of a host, every one of them public.

    Raises Refused (D591); OSError or UnicodeError where the name has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    for address in addresses:
        if not is_public(address):
            raise Refused(NOT_PUBLIC.at(host, host=host, address=address))
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public network, and to nothing that is reached through it."""
    found = ipaddress.ip_address(address)
    if found in _NAT64:
        found = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    if isinstance(found, ipaddress.IPv4Address):
        return not any(found in network for network in _CLOSED_IPV4)
    return found in _GLOBAL_UNICAST and not any(found in network for network in _CLOSED_IPV6)
