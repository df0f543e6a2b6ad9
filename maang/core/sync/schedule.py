"""(rules) When sync runs by itself: the words `4h` → a line of a crontab, or units of systemd.

The times are said out loud (`17 2,6,10,14,18,22 * * *`): every cron understands them, and two
people's syncs do not fall on the same minute.
"""

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from maang.core.errors import Conflict, Invalid

MARK = "# maang sync schedule"
"""How our line of a crontab is known again; to the shell it is a comment."""

EVERY = {"15m": 15, "20m": 20, "30m": 30} | {f"{n}h": n * 60 for n in (1, 2, 3, 4, 6, 8, 12, 24)}
"""The intervals there are, in minutes: those that fit evenly into an hour or a day."""

SAME = {"60m": "1h", "1d": "24h", "daily": "24h", "hourly": "1h", "day": "24h", "hour": "1h"}

LONGEST = 998
"""Characters of a crontab's command that Debian's cron takes."""

CARRIED = re.compile(r"MAANG_HOME|XDG_(CONFIG|DATA|STATE|CACHE)_HOME|MAANG_\w+_(FILE|USER)")
"""Variables that say where things are; cron does not know them, so they go into the entry. What
may hold a secret is never among them."""


class Kind(StrEnum):
    """Who starts it."""

    CRON = "cron"
    SYSTEMD = "systemd"


@dataclass(frozen=True, slots=True)
class Schedule:
    """An entry as it stands, or would stand; `log` is where its runs are told.

    `removed` says that it stood there and does no longer.
    """

    kind: Kind
    entry: str
    log: Path
    installed: bool
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """How a sync went as cron would run it: it was good, or `notice` says why not yet."""

    said: str
    notice: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """What is to run: the program (full path and arguments), what it must know, where it writes."""

    command: Sequence[str]
    env: Mapping[str, str]
    log: Path

    def shell(self) -> str:
        """The same as a line for /bin/sh."""
        words = [f"{name}={shlex.quote(value)}" for name, value in self.env.items()]
        words += [shlex.quote(word) for word in self.command]
        return f"{' '.join(words)} >>{shlex.quote(str(self.log))} 2>&1"


@dataclass(frozen=True, slots=True)
class Times:
    """When it runs: at these minutes of these hours (none: of every hour)."""

    every: str
    minutes: tuple[int, ...]
    hours: tuple[int, ...]


def times(every: str, *, jitter: int) -> Times:
    """The times of an interval, moved by `jitter` minutes. Raises Invalid for one there is not."""
    said = SAME.get(every.strip().lower(), every.strip().lower())
    if said not in EVERY:
        raise Invalid(f"every {every!r} is not to be had", hint=f"one of {', '.join(EVERY)}")
    step = EVERY[said]
    moved = jitter % step
    if step <= 60:
        return Times(said, tuple(range(moved, 60, step)), ())
    return Times(said, (moved % 60,), tuple(range(moved // 60, 24, step // 60)))


def carried(env: Mapping[str, str]) -> dict[str, str]:
    """The part of an environment that goes into the entry."""
    return {name: env[name] for name in sorted(env) if env[name] and CARRIED.fullmatch(name)}


def cron_line(job: Job, when: Times) -> str:
    """Our line of a crontab, marked. Raises Invalid when cron could not take it."""
    minutes, hours = _listed(when.minutes), _listed(when.hours) or "*"
    # To cron a bare % ends the command.
    command = f"{job.shell()} {MARK}".replace("%", "\\%")
    if not command.isprintable():
        raise Invalid("a path with a line break in it cannot stand in a crontab")
    if len(command) > LONGEST:
        raise Invalid(
            f"the entry would have {len(command)} characters; cron takes {LONGEST}",
            hint="unset the MAANG_…_FILE variables it need not know, or use --systemd",
        )
    return f"{minutes} {hours} * * * {command}"


def ours(crontab: bytes) -> str | None:
    """Our line in a crontab, or None."""
    found = (line.decode(errors="replace") for line in _lines(crontab) if _is_ours(line))
    return next((line.rstrip() for line in found), None)


def replaced(crontab: bytes, line: str | None) -> bytes:
    """The crontab with our line put in (where it was, else at the end), or taken out for None.

    Every other byte stays, but for a line end that is missing at the very end. Raises Conflict
    when there are several lines of ours.
    """
    lines = _lines(crontab)
    places = [place for place, each in enumerate(lines) if _is_ours(each)]
    if len(places) > 1 and line is not None:
        raise Conflict(
            f"the crontab has {len(places)} lines of ours", hint="maang sync schedule --remove"
        )
    new = [] if line is None else [f"{line}\n".encode()]
    if not places:
        if new and lines and not lines[-1].endswith(b"\n"):
            lines[-1] += b"\n"
        return b"".join([*lines, *new])
    kept = [each for each in lines if not _is_ours(each)]
    return b"".join([*kept[: places[0]], *new, *kept[places[0] :]])


def service_unit(job: Job) -> str:
    """The systemd unit that runs the job once."""
    environment = "".join(
        f"Environment={_quoted(f'{name}={value}')}\n" for name, value in job.env.items()
    )
    command = " ".join(_quoted(word).replace("$", "$$") for word in job.command)
    log = str(job.log).replace("%", "%%")
    return (
        "[Unit]\nDescription=maang: keep the log complete\n\n"
        f"[Service]\nType=oneshot\n{environment}ExecStart={command}\n"
        f"StandardOutput=append:{log}\nStandardError=append:{log}\n"
    )


def timer_unit(when: Times) -> str:
    """The systemd unit that starts the other one; what was missed in the night is made up for."""
    hours = ",".join(f"{hour:02}" for hour in when.hours) or "*"
    minutes = ",".join(f"{minute:02}" for minute in when.minutes)
    return (
        f"[Unit]\nDescription=maang: sync every {when.every}\n\n"
        f"[Timer]\nOnCalendar=*-*-* {hours}:{minutes}:00\nPersistent=true\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )


def _listed(numbers: Sequence[int]) -> str:
    return ",".join(str(number) for number in numbers)


def _lines(crontab: bytes) -> list[bytes]:
    return [line for line in re.split(rb"(?<=\n)", crontab) if line]


def _is_ours(line: bytes) -> bool:
    return line.rstrip().endswith(MARK.encode()) and not line.lstrip().startswith(b"#")


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'
