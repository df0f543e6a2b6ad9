"""What a place that keeps values must offer, in small parts."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Protocol

from maang.core.cache.models import Missing, Value


class Store(Protocol):
    """Keeps values by key, for a while. Keys come from `keys.Names`."""

    def get_many(self, keys: Sequence[str]) -> list[Value | Missing]:
        """The values in the order of the keys, in one round trip; MISSING where unread."""
        ...

    def set_many(self, entries: Mapping[str, Value], *, ttl: timedelta) -> None:
        """Keep them all for `ttl`, in one round trip."""
        ...

    def delete(self, keys: Sequence[str]) -> int:
        """Remove them; how many were there."""
        ...

    def matching(self, pattern: str) -> Iterator[list[str]]:
        """The keys that fit a pattern (`*`, `?`, `[…]`), in batches; one may come twice."""
        ...


class Hashes(Protocol):
    """Values under a name and a field."""

    def hash_set(self, name: str, fields: Mapping[str, Value], *, ttl: timedelta) -> None:
        """Set those fields and leave the others; the whole is kept for `ttl` from now."""
        ...

    def hash_get(self, name: str) -> dict[str, Value]:
        """Every field that can be read."""
        ...


class Lists(Protocol):
    """Values in the order in which they came."""

    def push(self, name: str, values: Sequence[Value], *, keep: int, ttl: timedelta) -> None:
        """Put values in front, the last one first; no more than `keep` stay."""
        ...

    def items(self, name: str, *, limit: int) -> list[Value]:
        """The newest first."""
        ...


class Sets(Protocol):
    """Words, each once."""

    def add(self, name: str, members: Sequence[str], *, ttl: timedelta) -> None:
        """Put them in; the whole is kept for `ttl` from now."""
        ...

    def members(self, name: str) -> set[str]:
        """All of them."""
        ...


class Counters(Protocol):
    """Whole numbers that several processes count up, kept until the server forgets them."""

    def increment(self, name: str, by: Mapping[str, int]) -> None:
        """Add to each of the named numbers, in one round trip."""
        ...

    def counts(self, name: str) -> dict[str, int]:
        """The numbers under that name."""
        ...


class Lives(Protocol):
    """How long something will be kept."""

    def expire(self, name: str, *, ttl: timedelta) -> bool:
        """Keep it for `ttl` from now; False when it is not there."""
        ...

    def remaining(self, name: str) -> timedelta | None:
        """How long it stays; None when it is not there or stays for good."""
        ...


class Claims(Protocol):
    """A mark that says who is at work on something, and goes by itself."""

    def claim(self, name: str, token: str, *, ttl: timedelta) -> bool:
        """Put the mark unless there is one."""
        ...

    def release(self, name: str, token: str) -> bool:
        """Remove the mark if it is still ours."""
        ...

    def claimed(self, names: Sequence[str]) -> list[str | None]:
        """Whose mark is on each."""
        ...


class Far(Store, Hashes, Lists, Sets, Counters, Lives, Claims, Protocol):
    """A place that processes share."""
