"""(rules) Values ↔ bytes: JSON, text or bytes, never pickle; compressed by zstd from a kilobyte on.

    kind (J: JSON, T: text, B: bytes; j, t, b: the same compressed)
    · CRC-32 of the kind and the rest · the rest

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
_ERRORS = "surrogatepass"
_written = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


class Unreadable(ValueError):
    """What is kept is not what we wrote."""


def encode(value: Value) -> bytes:
    """The bytes to keep. Raises TypeError for what is neither JSON nor bytes."""
    if isinstance(value, bytes):
        kind, body = b"B", value
    elif isinstance(value, str):
        kind, body = b"T", value.encode(errors=_ERRORS)
    else:
        kind, body = b"J", to_json(value).encode(errors=_ERRORS)
    if len(body) >= COMPRESSED_FROM:
        kind, body = kind.lower(), compress(body, LEVEL)
    return kind + _sum(kind, body) + body


def decode(kept: bytes) -> Value:
    """The value. Raises Unreadable for anything `encode` did not write."""
    kind, body = kept[:1], kept[_HEAD:]
    if len(kept) < _HEAD or _sum(kind, body) != kept[1:_HEAD]:
        raise Unreadable("damaged")
    if kind in (b"j", b"t", b"b"):
        kind, body = kind.upper(), _unfolded(body)
    if kind == b"B":
        return body
    try:
        text = body.decode(errors=_ERRORS)
        if kind == b"T":
            return text
        if kind == b"J":
            return from_json(text)
    except ValueError as error:
        raise Unreadable("not what its kind says") from error
    raise Unreadable("of a kind we do not know")


def to_json(value: Value) -> str:
    """As JSON, for values that are not bytes. Not in ASCII, where two lone surrogates become one
    character."""
    return _written(value)


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
