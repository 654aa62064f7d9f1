"""`add` fetches from the public network alone: every range of IANA's registries of special purposes, by its row.

<https://www.iana.org/assignments/iana-ipv4-special-registry>,
<https://www.iana.org/assignments/iana-ipv6-special-registry>, and the multicast and deprecated ranges of other
registries. What the module `ipaddress` says of them differs between versions of Python, so the table stands here.
"""

from __future__ import annotations

import socket

import pytest

from diptych.store.addresses import is_public

IPV4_CLOSED = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "private use",
    "100.64.0.0/10": "shared by a carrier",
    "127.0.0.0/8": "loopback",
    "169.254.0.0/16": "link local, metadata services",
    "172.16.0.0/12": "private use",
    "192.0.0.0/24": "protocol assignments, the few that are reachable too",
    "192.0.0.8/32": "dummy address",
    "192.0.0.170/31": "discovery of NAT64",
    "192.0.2.0/24": "documentation",
    "192.88.99.0/24": "relays of 6to4, deprecated",
    "192.168.0.0/16": "private use",
    "198.18.0.0/15": "benchmarks",
    "198.51.100.0/24": "documentation",
    "203.0.113.0/24": "documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
    "255.255.255.255/32": "broadcast",
}
IPV6_CLOSED = {
    "::/128": "no address",
    "::1/128": "loopback",
    "::/96": "IPv4 inside, deprecated",
    "::ffff:0:0/96": "IPv4 mapped",
    "::ffff:0:0:0/96": "IPv4 translated",
    "64:ff9b:1::/48": "translation inside one network",
    "100::/64": "discarded",
    "100:0:0:1::/64": "dummy prefix",
    "2001::/23": "protocol assignments",
    "2001::/32": "Teredo",
    "2001:2::/48": "benchmarks",
    "2001:10::/28": "ORCHID, deprecated",
    "2001:20::/28": "ORCHID, which is not routed",
    "2001:db8::/32": "documentation",
    "2002::/16": "6to4, deprecated",
    "3fff::/20": "documentation",
    "5f00::/16": "segment routing",
    "fc00::/7": "unique local",
    "fe80::/10": "link local",
    "fec0::/10": "site local, deprecated",
    "ff00::/8": "multicast",
}
OPEN = (
    *("1.1.1.1", "8.8.8.8", "93.184.215.14", "100.63.255.255", "100.128.0.0", "128.0.0.0", "172.15.255.255"),
    *("172.32.0.0", "192.0.1.0", "192.31.196.1", "192.52.193.1", "192.175.48.1", "198.17.255.255", "198.20.0.0"),
    *("203.0.114.0", "223.255.255.255", "2001:200::", "2001:4860:4860::8888", "2606:2800:21f:cb07::1"),
    *("2003::1", "2620:4f:8000::1", "2a00:1450::1", "3ffe:ffff::", "64:ff9b::8.8.8.8"),
)


def ends(network: str) -> list[str]:
    """The first, a middle and the last address of a range."""
    start, _, size = network.partition("/")
    family = socket.AF_INET6 if ":" in start else socket.AF_INET
    packed = socket.inet_pton(family, start)
    first, room = int.from_bytes(packed, "big"), 1 << (len(packed) * 8 - int(size))
    numbers = (first, first + room // 2, first + room - 1)
    return [socket.inet_ntop(family, number.to_bytes(len(packed), "big")) for number in numbers]


@pytest.mark.parametrize("network", [*IPV4_CLOSED, *IPV6_CLOSED])
def test_a_range_of_special_purpose_is_not_public(network: str) -> None:
    assert [one for one in ends(network) if is_public(one)] == []


@pytest.mark.parametrize("address", OPEN)
def test_what_lies_beside_them_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("network", IPV4_CLOSED)
def test_an_inner_address_in_the_clothes_of_ipv6_is_not_public(network: str) -> None:
    for inner in ends(network):
        number = int.from_bytes(socket.inet_aton(inner), "big")
        high, low = number >> 16, number & 0xFFFF
        dressed = (
            *(f"{before}{inner}" for before in ("::", "::ffff:", "::ffff:0:", "64:ff9b::", "64:ff9b:1::")),
            f"2002:{high:x}:{low:x}::1",
            f"2001:0:{high:x}:{low:x}::1",  # Teredo: the server
            f"2001:0:808:808::{high ^ 0xFFFF:x}:{low ^ 0xFFFF:x}",  # and the client, its bits turned
        )
        assert [one for one in dressed if is_public(one)] == []


def test_the_zone_of_an_address_changes_nothing() -> None:
    assert not is_public("fe80::1%eth0")
