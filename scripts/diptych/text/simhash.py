"""A 64-bit fingerprint of a text that changes little when the text does (simhash: Charikar 2002)."""

from __future__ import annotations

import hashlib
import itertools
import re

BITS = 64

# Each bit of a byte as a counter of two bytes of its own: adding numbers then counts 64 bits at once.
_COUNTERS = [b"".join((byte >> bit & 1).to_bytes(2) for bit in range(8)) for byte in range(256)]


def fingerprint(text: str) -> str:
    """Sixteen hexadecimal digits over the text's first 20,000 words and word pairs."""
    words = re.findall(r"\w+", text.lower())[:20_000]
    features = [*words, *map(" ".join, itertools.pairwise(words))]
    total = sum(int.from_bytes(b"".join(_COUNTERS[byte] for byte in _digest(feature))) for feature in features)
    counts = total.to_bytes(2 * BITS)
    half = len(features) / 2
    return f"{sum(1 << at for at in range(BITS) if int.from_bytes(counts[2 * at : 2 * at + 2]) > half):016x}"


def _digest(feature: str) -> bytes:
    return hashlib.blake2b(feature.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def distance(one: str, other: str) -> float:
    """The share of bits in which two fingerprints differ: about 0.5 for texts that have nothing in common."""
    return (int(one, 16) ^ int(other, 16)).bit_count() / BITS
