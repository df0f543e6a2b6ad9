"""What the cache keeps and what it tells of itself, as values."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Final, Generic, TypeVar

from maang.core.plain import Plain

Value = Plain | bytes
"""What can be kept: anything JSON can carry, or bytes (a vector, say). Never an object."""

T = TypeVar("T")


def always(_: object) -> bool:
    """Whatever was made is worth keeping."""
    return True


class Missing(Enum):
    """The type of MISSING: `None` is a value like any other."""

    MISSING = "missing"


MISSING: Final = Missing.MISSING
"""Nothing is kept there, or nothing we can use."""

PATIENCE = timedelta(seconds=2)
"""How long one who finds another making the same thing waits before making it too."""


@dataclass(frozen=True)  # no slots: with them Python 3.11 cannot make a Recipe[str](…)
class Recipe(Generic[T]):
    """How one kind of made thing is kept.

    `kind` is a lower-case word and stands in the keys. `load` may raise ValueError, KeyError or
    TypeError for what it does not understand: that counts as nothing kept. Raise `version` when
    the meaning of what is kept changes. What is not `worth` it is given and not kept. Only what
    costs more than five reads of the cache to make deserves a recipe.
    """

    kind: str
    ttl: timedelta
    dump: Callable[[T], Value]
    load: Callable[[Value], T]
    version: int = 1
    patience: timedelta = PATIENCE
    worth: Callable[[T], bool] = always


@dataclass(frozen=True, slots=True)
class Ping:
    """Whether the cache's server answers; `milliseconds` there and back, `detail` why not."""

    answers: bool
    where: str | None
    server: str | None = None
    milliseconds: float | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What the server says of itself; None is what it does not say. Memory is in bytes."""

    server: str | None
    memory: int | None
    memory_limit: int | None
    policy: str | None
    evicted: int | None
    uptime_seconds: int | None


@dataclass(frozen=True, slots=True)
class KindStats:
    """One kind of made things: how many are kept, and how asking for them went.

    `near` counts what the process itself still had, `far` what the server had; all three count
    since the server began, and a process adds its own when it ends.
    """

    kind: str
    entries: int
    near: int = 0
    far: int = 0
    misses: int = 0

    @property
    def asked(self) -> int:
        """How often one of them was asked for."""
        return self.near + self.far + self.misses

    @property
    def hit_rate(self) -> float | None:
        """The share that was there; None when nobody asked."""
        return (self.near + self.far) / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class CacheStats:
    """The server, and what of ours is in it. Keys that serve the cache itself are `own_keys`."""

    where: str | None
    told: Told
    kinds: list[KindStats]
    own_keys: int


@dataclass(frozen=True, slots=True)
class Flushed:
    """What a flush removed or, tried dry, would remove."""

    pattern: str
    removed: int
    dry_run: bool = False
