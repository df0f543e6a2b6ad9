"""The doors of sync: what a platform must offer, and what it may offer besides."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, Protocol, runtime_checkable

from maang.core.accounts.models import Shown
from maang.core.sync.models import Cursor, RemotePage


@runtime_checkable
class Platform(Protocol):
    """A site, or a command, that knows submissions."""

    name: ClassVar[str]

    def pages(self, *, cursor: Cursor | None, full: bool) -> Iterator[RemotePage]:
        """Pages from `cursor` on (None: from nothing), each read only when it is asked for.

        `full` reads the whole history, also what was seen before, and resumes from `cursor` when
        an earlier full run was cut; where one ended, its last cursor is the next one's without
        `full`. Without it reading stops at what was seen before. Raises the errors of
        `core.errors` and `sync.errors`; what was yielded before stays good.
        """


@runtime_checkable
class Replayable(Protocol):
    """A platform whose raw pages can be read again by a better parser."""

    def read(self, raw: Any) -> RemotePage:
        """The rows of a raw page that was kept. Raises BadReply for a shape it does not know."""


@runtime_checkable
class Identified(Protocol):
    """A platform with a login."""

    def who_am_i(self) -> str:
        """The user name behind the secret. Raises SessionExpired or WrongSecret."""


@runtime_checkable
class Metered(Protocol):
    """A platform that counts how long it has waited out of politeness."""

    @property
    def waited_seconds(self) -> float:
        """Seconds slept so far."""


class Sources(Protocol):
    """The platforms a person has set up, and the way into each."""

    def names(self) -> Sequence[str]:
        """Those that are set up, sorted."""

    def how(self) -> str:
        """What to type to set one up, and which ones there are."""

    def require(self, name: str) -> None:
        """Raise NotFound, with what there is, unless there is such a platform."""

    def open(self, name: str) -> Platform:
        """The platform, ready to be read. Raises NotConfigured where it is not set up."""

    def logins(self) -> Sequence[Shown]:
        """What is known of the logins there are, without asking any platform."""
