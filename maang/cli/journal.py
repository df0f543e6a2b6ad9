"""What a command leaves in the application log. Never a reason for a command to fail.

Arguments are not written: they are the person's own words, and may hold a password.
"""

import sys
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from maang.cli.context import Invocation
from maang.core.errors import MaangError

if TYPE_CHECKING:
    from maang.core.health.journal import Fact


def record_failure(invocation: Invocation, error: Exception) -> str | None:
    """Write a failure to the log, with its traceback if it is a bug.

    Returns the log's path, or None where it cannot be written.
    """
    facts: dict[str, Fact] = {"error": type(error).__name__}
    if isinstance(error, MaangError):
        facts |= {"code": error.code, "message": error.message, "hint": error.hint}
    else:
        facts |= {
            "code": "bug",
            "message": str(error),
            "traceback": "".join(traceback.format_exception(error)),
        }
    return _write(invocation, "failure", facts, failed=True)


@contextmanager
def followed(invocation: Invocation, command: str) -> Iterator[None]:
    """With `--verbose`, write when a command starts, when it ends and how long it took."""
    if not invocation.flags.verbose:
        yield
        return
    _write(invocation, "start", {"command": command})
    begun = time.monotonic()
    try:
        yield
    finally:
        facts: dict[str, Fact] = {"command": command, "seconds": round(time.monotonic() - begun, 3)}
        raised = sys.exc_info()[0]
        _write(invocation, "end", {**facts, "error": raised.__name__ if raised else None})


def _write(
    invocation: Invocation, event: str, facts: "Mapping[str, Fact]", *, failed: bool = False
) -> str | None:
    from maang.core.health.journal import Journal, Redaction

    try:
        journal = Journal(invocation.paths.state, Redaction(_secrets(invocation)))
        journal.write(event, facts, at=invocation.clock(), failed=failed)
    except (MaangError, OSError):
        return None
    return str(journal.file)


def _secrets(invocation: Invocation) -> Iterator[str]:
    """The values that must not be written: as loaded, or as the environment has them."""
    from maang.core.config.logins import secret_variables
    from maang.core.config.secret import Secret, seen
    from maang.core.config.settings import SETTINGS, value_of

    yield from seen()
    for variable in secret_variables():
        if text := invocation.env.get(variable):
            yield text
    for setting in SETTINGS.values():
        if not setting.secret:
            continue
        if text := invocation.env.get(setting.variable):
            yield text
        # not loaded now: what cannot be read has been complained about already
        loaded = vars(invocation).get("loaded")
        value = value_of(loaded.settings, setting.name) if loaded is not None else None
        if isinstance(value, Secret):
            yield value.reveal()
