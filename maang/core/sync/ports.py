"""The doors of sync: what a platform must offer, and what it may offer besides."""

from collections.abc import Iterator
from typing import Any, ClassVar, Protocol, runtime_checkable

from maang.core.sync.models import Cursor, RemotePage


@runtime_checkable
class Platform(Protocol):
    """A site, or a command, that knows submissions."""

    name: ClassVar[str]

    def pages(self, *, cursor: Cursor | None, full: bool) -> Iterator[RemotePage]:
        """Pages from `cursor` on (None: from nothing), each read only when it is asked for.

        `full` reads the whole history, also what was seen before, and resumes from `cursor` when
        an earlier full run was cut. Without it reading stops at what was seen before. Raises the
        errors of `core.errors` and `sync.errors`; what was yielded before stays good.
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
