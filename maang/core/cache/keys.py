"""(rules) The names under which things are kept: `maang:v1:OWNER:KIND:DIGEST`.

What a thing is made of is only ever digested, so that no question and no secret stands in a key.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import quote

from maang.core.plain import to_plain

VERSION = "v1"
"""Of the names and of how values are written; what another version kept is never read."""

TAG, LOCK, OWN = "tag", "lock", "own"
"""The kinds of the keys that serve the cache itself."""

_written = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode

_KIND = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one person's things on one database."""

    owner: str

    @property
    def prefix(self) -> str:
        """What all of them begin with."""
        return f"maang:{VERSION}:{self.owner}:"

    def entry(self, kind: str, *parts: object) -> str:
        """The name of what is made of these parts. Raises ValueError for a kind that is no word."""
        return f"{self.prefix}{_word(kind)}:{_digest(parts)}"

    def tag(self, tag: str) -> str:
        """The name of a tag's token."""
        return f"{self.prefix}{TAG}:{_digest((tag,))}"

    def lock(self, key: str) -> str:
        """The name of the mark of whoever makes what belongs under `key`."""
        return f"{self.prefix}{LOCK}:{key.removeprefix(self.prefix)}"

    def own(self, name: str) -> str:
        """The name of something the cache keeps for itself."""
        return f"{self.prefix}{OWN}:{_word(name)}"

    def pattern(self, asked: str) -> str:
        """A person's pattern as one over our names alone; a kind stands for all of it."""
        return f"{self.prefix}{asked}:*" if _KIND.fullmatch(asked) else f"{self.prefix}{asked}"

    def kind(self, key: str) -> str:
        """The kind in a name."""
        return key.removeprefix(self.prefix).partition(":")[0]


def owner(user: str, database: str) -> str:
    """Whose things: a login, on a database named by a path or a URL without its password."""
    return f"{quote(user, safe='')}-{_digest((database,))[:8]}"


def stamped(key: str, tokens: Sequence[str]) -> str:
    """A key that is another one as soon as one of its tags has a new token."""
    return f"{key}:{_digest(tokens)}" if tokens else key


def _word(kind: str) -> str:
    if not _KIND.fullmatch(kind):
        raise ValueError(f"not a kind of key: {kind!r}")
    return kind


def _digest(parts: Sequence[object]) -> str:
    return blake2b(_written(to_plain(list(parts))).encode(), digest_size=16).hexdigest()
