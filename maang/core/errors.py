"""Every way to fail on purpose. Imports nothing.

    MaangError
    ├── Invalid          what was asked makes no sense, or breaks a rule
    ├── Ambiguous        the words fit several things
    ├── NotFound         a thing named exactly does not exist
    ├── Conflict         it would contradict, or repeat, what is already there
    ├── NotConfigured    a setting, a package or a login is missing
    ├── Denied           the other side, or the system, says no
    ├── Unavailable      database, cache, network, model or disk cannot be reached or used
    ├── TimedOut         it ran past its deadline
    └── BadReply         somebody answered with something we do not understand

A front end decides what each earns: an exit code, a toast, an MCP error. The core says what
happened and, in `hint`, what to do next.
"""

from typing import ClassVar


class MaangError(Exception):
    """Something went wrong that a person can understand and act on."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    @property
    def particulars(self) -> tuple[str, ...]:
        """Lines between message and hint, for a person."""
        return ()

    @property
    def details(self) -> dict[str, object]:
        """The same for a program: what stands beside code, message and hint in JSON."""
        return {}


class Invalid(MaangError):
    """What was asked makes no sense, or breaks a rule."""

    code = "invalid"


class Ambiguous(MaangError):
    """The words fit several things; `candidates` names them, best first."""

    code = "ambiguous"

    def __init__(
        self, message: str, *, candidates: tuple[str, ...] = (), hint: str | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.candidates = candidates

    @property
    def particulars(self) -> tuple[str, ...]:
        """The candidates."""
        return self.candidates

    @property
    def details(self) -> dict[str, object]:
        """The candidates."""
        return {"candidates": list(self.candidates)} if self.candidates else {}


class NotFound(MaangError):
    """A thing named exactly does not exist."""

    code = "not-found"


class Conflict(MaangError):
    """It would contradict, or repeat, what is already there."""

    code = "conflict"


class NotConfigured(MaangError):
    """A setting, a package or a login is missing."""

    code = "not-configured"


class Denied(MaangError):
    """The other side, or the system, says no."""

    code = "denied"


class Unavailable(MaangError):
    """Database, cache, network, model or disk cannot be reached or used."""

    code = "unavailable"


class TimedOut(MaangError):
    """It ran past its deadline."""

    code = "timed-out"


class BadReply(MaangError):
    """Somebody answered with something we do not understand."""

    code = "bad-reply"
