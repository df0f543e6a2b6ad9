"""No cache at all: keeps nothing, finds nothing. Stands in wherever the server is not."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from maang.core.cache.models import MISSING, Missing, Value


class Null:
    """A place where everything is always missing."""

    def get_many(self, keys: Sequence[str]) -> list[Value | Missing]:
        """Nothing."""
        return [MISSING] * len(keys)

    def set_many(self, entries: Mapping[str, Value], *, ttl: timedelta) -> None:
        """Keeps nothing."""

    def delete(self, keys: Sequence[str]) -> int:
        """There was nothing."""
        return 0

    def matching(self, pattern: str) -> Iterator[list[str]]:
        """Nothing."""
        return iter(())

    def hash_set(self, name: str, fields: Mapping[str, Value], *, ttl: timedelta) -> None:
        """Keeps nothing."""

    def hash_get(self, name: str) -> dict[str, Value]:
        """Nothing."""
        return {}

    def push(self, name: str, values: Sequence[Value], *, keep: int, ttl: timedelta) -> None:
        """Keeps nothing."""

    def items(self, name: str, *, limit: int) -> list[Value]:
        """Nothing."""
        return []

    def add(self, name: str, members: Sequence[str], *, ttl: timedelta) -> None:
        """Keeps nothing."""

    def members(self, name: str) -> set[str]:
        """Nothing."""
        return set()

    def increment(self, name: str, by: Mapping[str, int]) -> None:
        """Counts nothing."""

    def counts(self, name: str) -> dict[str, int]:
        """Nothing."""
        return {}

    def expire(self, name: str, *, ttl: timedelta) -> bool:
        """It is not there."""
        return False

    def remaining(self, name: str) -> timedelta | None:
        """It is not there."""
        return None

    def claim(self, name: str, token: str, *, ttl: timedelta) -> bool:
        """Nobody else can be seen at work, so whoever asks may begin."""
        return True

    def release(self, name: str, token: str) -> bool:
        """There was no mark."""
        return False

    def claimed(self, names: Sequence[str]) -> list[str | None]:
        """No marks."""
        return [None] * len(names)
