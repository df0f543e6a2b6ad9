"""(rules) Values ↔ bytes: JSON or the bytes themselves, never pickle; zstd from a kilobyte on.

    kind (J: JSON, B: bytes; j, b: the same compressed) · CRC-32 of the kind and the rest · the rest

On the loopback compression saves no time; it saves the server's memory (about half of a kilobyte).
"""

import json
import sys
from zlib import crc32

from maang.core.cache.models import Value

if sys.version_info >= (3, 14):  # the same module, since then in the standard library
    from compression.zstd import ZstdDecompressor, ZstdError, compress
else:
    from backports.zstd import ZstdDecompressor, ZstdError, compress

COMPRESSED_FROM = 1024
"""Bytes; below it compression gains less than a third."""

LEVEL = 3

LARGEST = 64 << 20
"""Bytes of a value read back: a forged one must not unfold into all our memory."""

_HEAD = 5


class Unreadable(ValueError):
    """What is kept is not what we wrote."""


def encode(value: Value) -> bytes:
    """The bytes to keep. Raises TypeError for what is neither JSON nor bytes."""
    raw = isinstance(value, bytes)
    body = value if isinstance(value, bytes) else to_json(value).encode()
    kind = b"B" if raw else b"J"
    if len(body) >= COMPRESSED_FROM:
        kind, body = kind.lower(), compress(body, LEVEL)
    return kind + _sum(kind, body) + body


def decode(kept: bytes) -> Value:
    """The value. Raises Unreadable for anything `encode` did not write."""
    kind, body = kept[:1], kept[_HEAD:]
    if len(kept) < _HEAD or _sum(kind, body) != kept[1:_HEAD]:
        raise Unreadable("damaged")
    if kind in (b"j", b"b"):
        kind, body = kind.upper(), _unfolded(body)
    if kind == b"B":
        return body
    if kind != b"J":
        raise Unreadable("of a kind we do not know")
    try:
        return from_json(body.decode())
    except ValueError as error:
        raise Unreadable("not JSON") from error


def to_json(value: Value) -> str:
    """As JSON in ASCII (so that a lone surrogate survives), for values that are not bytes."""
    return json.dumps(value, separators=(",", ":"))


def from_json(text: str) -> Value:
    """The value of a JSON text. Raises ValueError."""
    value: Value = json.loads(text)
    return value


def _sum(kind: bytes, body: bytes) -> bytes:
    return crc32(body, kind[0]).to_bytes(4)


def _unfolded(body: bytes) -> bytes:
    unfolding = ZstdDecompressor()
    try:
        value = unfolding.decompress(body, max_length=LARGEST)
    except (ZstdError, EOFError) as error:
        raise Unreadable("cannot be unfolded") from error
    if not unfolding.eof or unfolding.unused_data:
        raise Unreadable("cut short, or too large")
    return value
