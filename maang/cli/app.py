"""The error boundary: every failure becomes a line, a hint and an exit code."""

import contextlib
import errno
import gc
import os
import signal
import sys
import traceback
from collections.abc import Sequence

import typer
from typer._click.exceptions import ClickException, UsageError

from maang.cli.context import Invocation
from maang.cli.exits import Exit, exit_for
from maang.core.errors import MaangError

SELDOM = 200_000
"""Objects made between two garbage collections. Python's 700 make a command walk every class of
SQLAlchemy over and over while they are being imported: a sixth of the time `log` takes."""


def main() -> None:
    """The console script."""
    gc.set_threshold(SELDOM)
    invocation = Invocation.of_process()
    for stream in (invocation.stdout, invocation.stderr):
        # a terminal that cannot show a letter shows a question mark, not a traceback
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    with contextlib.suppress(ValueError):  # not the main thread
        signal.signal(signal.SIGTERM, _terminated)
    code = run(sys.argv[1:], invocation)
    _leave(code)


def run(arguments: Sequence[str], invocation: Invocation) -> int:
    """Run one command and give its exit code. Nothing is raised but SystemExit by a signal."""
    from maang.cli.lazy import Root

    try:
        code = Root().main(
            list(arguments), prog_name="maang", standalone_mode=False, obj=invocation
        )
        invocation.printer.flush()
    except BrokenPipeError:
        _give_up(invocation)
        return Exit.DONE
    except Exception as error:  # noqa: BLE001 - the boundary
        return _failed(error, invocation)
    finally:
        _close(invocation)
    return code if isinstance(code, int) else Exit.DONE


def _failed(error: Exception, invocation: Invocation) -> int:
    tell = invocation.diagnostics
    if invocation.flags.debug and not isinstance(error, typer.Abort | ClickException):
        invocation.stderr.write("".join(traceback.format_exception(error)))
    match error:
        case MaangError():
            tell.error(error)
            _log(invocation, error)
            return exit_for(error)
        case UsageError():
            tell.failure("usage", error.format_message(), _usage_hint(error))
            return Exit.USAGE
        case ClickException():
            tell.failure("usage", error.format_message(), None)
            return Exit.USAGE
        case typer.Abort():
            tell.note("stopped")
            return Exit.INTERRUPTED
        case OSError(errno=errno.ENOSPC | errno.EIO | errno.EFBIG | errno.EDQUOT):
            _give_up(invocation)
            tell.failure("unavailable", f"cannot write: {error.strerror}", "free some space")
            return Exit.UNAVAILABLE
    log = _log(invocation, error)
    where = f"the log is {log}" if log else "run it again with --debug"
    tell.failure("bug", f"{type(error).__name__}: {error}", f"this is our bug; {where}")
    return Exit.BUG


def _usage_hint(error: UsageError) -> str | None:
    if error.ctx is None:
        return None
    return f"{error.ctx.command_path} --help"


def _log(invocation: Invocation, error: Exception) -> str | None:
    """Write the failure to the application log; where that is, or None if it cannot be."""
    from maang.cli.journal import record_failure

    return record_failure(invocation, error)


def _close(invocation: Invocation) -> None:
    with contextlib.suppress(MaangError, OSError):
        invocation.close()


def _give_up(invocation: Invocation) -> None:
    """The reader is gone: what is still buffered goes nowhere, quietly."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, invocation.stdout.fileno())
        os.close(nowhere)


def _terminated(number: int, frame: object) -> None:
    raise SystemExit(128 + number)


def _leave(code: int) -> None:
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.flush()
    sys.exit(code)
