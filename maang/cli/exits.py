"""Exit codes, and which error earns which. The one table; `maang help exit-codes` prints it."""

from enum import IntEnum

from maang.core import errors


class Exit(IntEnum):
    """How a command ends."""

    DONE = 0
    NO = 1
    USAGE = 2
    NOT_FOUND = 3
    REFUSED = 4
    DENIED = 5
    UNAVAILABLE = 6
    LATE = 7
    BUG = 70
    INTERRUPTED = 130


MEANINGS = {
    "0": "done (a reader that closed the pipe early counts as done)",
    "1": "it worked and the answer is no: nothing found, a finding, a server down, a partial sync",
    "2": "usage; ambiguous words; a full screen asked for without a terminal",
    "3": "not found (a thing named exactly)",
    "4": "refused: invalid, conflict, a repeated log or answer",
    "5": "not configured, denied, session expired",
    "6": "unavailable: database, network, platform, rate limit, changed schema, a full disk",
    "7": "ran past its deadline",
    "70": "our bug (traceback with --debug, and where the log is)",
    "128+n": "ended by a signal (130 is Ctrl-C)",
}
"""What product and scripts may rely on."""

EARNS: dict[type[errors.MaangError], Exit] = {
    errors.Invalid: Exit.REFUSED,
    errors.Ambiguous: Exit.USAGE,
    errors.NotFound: Exit.NOT_FOUND,
    errors.Conflict: Exit.REFUSED,
    errors.NotConfigured: Exit.DENIED,
    errors.Denied: Exit.DENIED,
    errors.Unavailable: Exit.UNAVAILABLE,
    errors.TimedOut: Exit.LATE,
    errors.BadReply: Exit.UNAVAILABLE,
}


def exit_for_code(code: str | None) -> Exit:
    """The exit code of an error that is known by its own code alone."""
    kinds = [errors.MaangError]
    for kind in kinds:
        if kind.code == code and kind is not errors.MaangError:
            return _earned(kind)
        kinds += kind.__subclasses__()
    return Exit.BUG


def exit_for(error: errors.MaangError) -> Exit:
    """The code an error earns: that of the nearest class in its ancestry."""
    return _earned(type(error))


def _earned(error: type[errors.MaangError]) -> Exit:
    for kind in error.__mro__:
        if kind in EARNS:
            return EARNS[kind]
    return Exit.BUG
