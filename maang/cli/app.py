"""The error boundary: every failure becomes a line, a hint and an exit code.

Typer is imported inside (a door), so that Ctrl-C in the first moments is met here as well.
"""

import contextlib
import errno
import os
import signal
import sys
import traceback
from collections.abc import Sequence

from maang.cli.context import Invocation
from maang.cli.exits import Exit, exit_for
from maang.cli.signals import heed
from maang.cli.variables import COMPLETE
from maang.core.config.secret import redacted
from maang.core.errors import MaangError


def main(*, interruptible: bool = False) -> None:
    """Run this process's command. `interruptible`: from here on Ctrl-C is KeyboardInterrupt."""
    invocation = Invocation.of_process()
    for stream in (invocation.stdout, invocation.stderr):
        # a terminal that cannot show a letter shows a question mark, not a traceback
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    heed()
    try:
        if interruptible:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        code = run(sys.argv[1:], invocation)
    except KeyboardInterrupt:  # a second one, while the first was being answered
        code = Exit.INTERRUPTED
    _leave(code)


def run(arguments: Sequence[str], invocation: Invocation) -> int:
    """Run one command and give its exit code. Nothing is raised but SystemExit by a signal."""
    try:
        code = _execute(arguments, invocation)
        invocation.flush()
        _own_up(invocation)
    except BrokenPipeError:
        _give_up(invocation)
        return Exit.DONE
    except KeyboardInterrupt:
        invocation.diagnostics.note("stopped")
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the boundary
        return _failed(error, invocation, arguments)
    finally:
        _close(invocation)
    return code


def _execute(arguments: Sequence[str], invocation: Invocation) -> int:
    """What Typer's own `main` does, less its ways with closed pipes, Ctrl-C and errors."""
    if list(arguments) == ["tui"] and COMPLETE not in invocation.env:
        from maang.cli.full_screen import can_show, show

        if can_show(invocation):
            return show(invocation)
    import typer

    from maang.cli.lazy import Root

    root = Root()
    root.complete(invocation)
    try:
        with root.make_context("maang", list(arguments), obj=invocation) as context:
            root.invoke(context)
    except typer.Exit as left:
        return left.exit_code
    return Exit.DONE


def _own_up(invocation: Invocation) -> None:
    """What a dry run printed looks as if it had happened: say that it did not."""
    core = invocation.__dict__.get("core")
    if invocation.flags.dry_run and core is not None and "db" in core.__dict__:
        invocation.diagnostics.note("only tried: nothing was saved")


def _failed(error: Exception, invocation: Invocation, arguments: Sequence[str]) -> int:
    from typer import Abort
    from typer._click.exceptions import BadParameter, ClickException, UsageError

    from maang.cli.usage import how_to_go_on, plainly

    if isinstance(error, UsageError) and "--json" in arguments:
        invocation.speak_json()  # the words stopped making sense before the option was met
    tell = invocation.diagnostics
    if invocation.flags.debug and not isinstance(error, Abort | ClickException):
        invocation.stderr.write(redacted("".join(traceback.format_exception(error))))
    match error:
        case MaangError():
            tell.error(error)
            _log(invocation, error)
            return exit_for(error)
        case UsageError():
            ours = isinstance(error, BadParameter) and not (error.param or error.param_hint)
            said = error.message if ours else plainly(error.format_message())
            hint = how_to_go_on(error.ctx, said) if error.ctx else None
            tell.failure("usage", said, hint)
            return Exit.USAGE
        case ClickException():
            tell.failure("usage", error.format_message(), None)
            return Exit.USAGE
        case Abort() | EOFError():
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


def _leave(code: int) -> None:
    if sys.stderr:  # None where it was closed
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.flush()
    sys.exit(code)
