"""Sync by itself: tried first as cron would run it, then put into the crontab or systemd."""

import json
import os
import pwd
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from maang.core import process
from maang.core.accounts.models import Keep, Shown
from maang.core.accounts.service import Logins
from maang.core.errors import Denied, MaangError, NotConfigured, TimedOut, Unavailable
from maang.core.sync.schedule import (
    Job,
    Kind,
    Schedule,
    Times,
    Tried,
    carried,
    cron_line,
    service_unit,
    timer_unit,
)
from maang.core.sync.scheduled import Crontab, Systemd
from maang.core.sync.sources import Installed

PROGRAM = (sys.executable, "-P", "-m", "maang")
"""Ourselves by full path; `-P`, because cron stands in the home directory, where a file of the
person's may have any name."""

LOOKING, TRYING = 60.0, 300.0
"""Seconds for a look at the logins, and for a whole sync, as cron would do them."""

LOG = "sync.log"

TOLD = 600
"""Characters of what a failed try said that are passed on."""


@dataclass
class Scheduling:
    """The person's schedule. `env` is where they stand now, `state` the directory of logs."""

    env: Mapping[str, str] = field(repr=False)
    home: Path
    state: Path
    logins: Logins
    sources: Installed
    program: tuple[str, ...] = field(default=PROGRAM)

    @cached_property
    def crontab(self) -> Crontab:
        """The person's crontab."""
        return Crontab(self.env)

    @cached_property
    def systemd(self) -> Systemd:
        """The person's systemd."""
        return Systemd(self.env, self.home)

    @property
    def job(self) -> Job:
        """What is to run."""
        command = (*self.program, "sync", "--quiet", "--no-input", "--times")
        return Job(command, carried(self.env), self.state / LOG)

    def kind(self, wanted: Kind | None) -> Kind:
        """Who is to start it: cron, unless there is only systemd. Raises NotConfigured."""
        there = {Kind.CRON: self.crontab.there, Kind.SYSTEMD: self.systemd.there}
        found = [kind for kind in Kind if there[kind] and wanted in (None, kind)]
        if not found:
            raise NotConfigured(
                f"there is no {wanted or 'cron and no systemd'} here",
                hint="install cron; `maang sync schedule --print` shows the entry",
            )
        return found[0]

    def draft(self, kind: Kind, when: Times) -> Schedule:
        """The entry as it would be written; nothing is done."""
        if kind is Kind.CRON:
            entry = cron_line(self.job, when)
        else:
            entry = f"{service_unit(self.job)}\n{timer_unit(when)}"
        return Schedule(kind, entry, self.job.log, installed=False)

    def current(self) -> Schedule | None:
        """What stands there now."""
        if line := self.crontab.line():
            return Schedule(Kind.CRON, line, self.job.log, installed=True)
        if unit := self.systemd.units():
            return Schedule(Kind.SYSTEMD, unit, self.job.log, installed=True)
        return None

    def install(self, kind: Kind, when: Times) -> Schedule:
        """Write the entry, in place of any we made before. Raises Denied, Unavailable, Conflict."""
        draft = self.draft(kind, when)
        self._prepare_log()
        if kind is Kind.CRON:
            self.crontab.install(draft.entry)
            self.systemd.remove()
        else:
            self.systemd.install(self.job, when)
            self.crontab.remove()
        return Schedule(kind, draft.entry, draft.log, installed=True)

    def remove(self) -> list[Schedule]:
        """Take away what we put there; what that was."""
        line, unit = self.crontab.remove(), self.systemd.remove()
        found = ((Kind.CRON, line), (Kind.SYSTEMD, unit))
        return [
            Schedule(kind, text, self.job.log, installed=False, removed=True)
            for kind, text in found
            if text is not None
        ]

    def unreadable(self) -> list[Shown]:
        """The logins whose secret can be read here and not where cron runs.

        Raises NotConfigured where nothing is set up, Unavailable when maang cannot run there.
        """
        if not self.sources.names():
            raise NotConfigured("nothing is set up to sync", hint=self.sources.how())
        here = [login for login in self.sources.logins() if login.source]
        if not here:
            return []
        command = [*self.program, "login", "--list", "--json"]
        done = process.run(
            command, seconds=LOOKING, env=self.cron_environment(shell=True), cwd=_home()
        )
        if done.code != 0:
            raise Unavailable(
                f"as cron would run it, maang cannot say its logins: {_last(done.stderr)}",
                hint=f"try it: {' '.join(command)}",
            )
        there = {each["platform"] for each in json.loads(done.stdout) if each["source"]}
        return [login for login in here if login.platform not in there]

    def keep_in_file(self, platform: str) -> None:
        """Move a secret to where cron can read it. Raises as `Logins.move`."""
        self.logins.move(platform, Keep.FILE)

    def rehearse(self) -> Tried:
        """Run the entry once, exactly as cron would: its environment, its shell, its log.

        What comes and goes (no network, a platform that is down) is a notice. Raises Denied when
        a login does not work there, Unavailable when maang does not.
        """
        self._prepare_log()
        log = self.job.log
        before = log.stat().st_size
        try:
            done = process.run(
                ["/bin/sh", "-c", self.job.shell()],
                seconds=TRYING,
                env=self.cron_environment(),
                cwd=_home(),
            )
        except TimedOut:
            return Tried("", f"the first sync still ran after {TRYING:g} s; cron goes on with it")
        with log.open("rb") as stream:
            stream.seek(before)
            said = stream.read().decode(errors="replace").strip() or done.stderr.strip()
        if (failure := _failure(done.code, said)) is not None:
            raise failure
        return Tried(said, _notice(done.code, said))

    def cron_environment(self, *, shell: bool = False) -> dict[str, str]:
        """What a job of cron's sees; with `shell`, also what the entry itself sets."""
        person = pwd.getpwuid(os.getuid())
        bare = {
            "HOME": person.pw_dir,
            "LOGNAME": person.pw_name,
            "SHELL": "/bin/sh",
            "PATH": "/usr/bin:/bin",
        }
        return {**bare, **(self.job.env if shell else {})}

    def _prepare_log(self) -> None:
        log = self.job.log
        try:
            log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            log.touch(mode=0o600)
        except OSError as error:
            raise Denied(f"{log} cannot be written: {error.strerror}") from error


def _failure(code: int, said: str) -> MaangError | None:
    """What keeps an entry from being written."""
    if code == 5:
        return Denied(
            f"run by cron, sync is refused: {_last(said)}",
            hint="`maang login PLATFORM --store file` keeps a secret where cron can read it",
        )
    if code not in (0, 1, 6, 7):
        return Unavailable(f"run by cron, sync ends with code {code}: {_last(said)}")
    return None


def _notice(code: int, said: str) -> str | None:
    return None if code == 0 else f"the try did not go through, cron will try again: {_last(said)}"


def _last(said: str) -> str:
    return " / ".join(said.strip().splitlines()[-3:])[-TOLD:] or "it said nothing"


def _home() -> Path:
    home = Path(pwd.getpwuid(os.getuid()).pw_dir)
    return home if home.is_dir() else Path("/")
