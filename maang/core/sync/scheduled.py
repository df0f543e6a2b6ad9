"""Putting a schedule where it works: into the person's crontab, or among systemd's user units."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from maang.core import process
from maang.core.config.writer import write_atomically
from maang.core.errors import Denied, Unavailable
from maang.core.sync.schedule import Job, Times, ours, replaced, service_unit, timer_unit

SECONDS = 20.0
"""How long crontab and systemctl may take."""

READ = 'exec crontab -l >"$0"'
WRITE = 'exec crontab - <"$0"'
"""A file lies between us and crontab, so that not one byte is read as text and written as other."""

NAMES = ("maang-sync.service", "maang-sync.timer")

BUS = ("XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "XDG_CONFIG_HOME")
"""What systemctl needs to find the person's own systemd."""


@dataclass(frozen=True, slots=True)
class Crontab:
    """The person's crontab, by the program of that name."""

    env: Mapping[str, str] = field(repr=False)

    @property
    def there(self) -> bool:
        """Whether this machine has one."""
        return shutil.which("crontab", path=self.env.get("PATH")) is not None

    def line(self) -> str | None:
        """Our line. Raises Unavailable when the crontab cannot be read."""
        return ours(self._read()) if self.there else None

    def install(self, line: str) -> None:
        """Put our line in. Raises Unavailable or Denied when the crontab does not take it."""
        self._write(replaced(self._read(), line))
        if self.line() != line:
            raise Unavailable("crontab took the line and does not show it", hint="crontab -l")

    def remove(self) -> str | None:
        """Take our line out, and give it; None where there was none."""
        if not self.there:
            return None
        before = self._read()
        found = ours(before)
        if found is not None:
            self._write(replaced(before, None))
        return found

    def _read(self) -> bytes:
        with TemporaryDirectory(prefix="maang-") as directory:
            file = Path(directory) / "crontab"
            done = self._run(READ, file)
            text = file.read_bytes()
        said = done.stderr.lower()
        if done.code == 0:
            return text
        if not text and ("no crontab" in said or "no such file" in said):
            return b""
        raise _refused("crontab -l", done.stderr)

    def _write(self, text: bytes) -> None:
        with TemporaryDirectory(prefix="maang-") as directory:
            file = Path(directory) / "crontab"
            file.write_bytes(text)
            done = self._run(WRITE, file)
        if done.code != 0:
            raise _refused("crontab", done.stderr)

    def _run(self, script: str, file: Path) -> process.Finished:
        path = {"PATH": self.env["PATH"]} if "PATH" in self.env else {}
        return process.run(
            ["/bin/sh", "-c", script, file], seconds=SECONDS, env=process.clean_environment(path)
        )


@dataclass(frozen=True, slots=True)
class Systemd:
    """The units of the person's own systemd. `home` is their home directory."""

    env: Mapping[str, str] = field(repr=False)
    home: Path

    @property
    def there(self) -> bool:
        """Whether this machine has systemd's program."""
        return shutil.which("systemctl", path=self.env.get("PATH")) is not None

    @property
    def directory(self) -> Path:
        """Where the units are."""
        said = Path(self.env.get("XDG_CONFIG_HOME", ""))
        return (said if said.is_absolute() else self.home / ".config") / "systemd/user"

    def units(self) -> str | None:
        """Our timer unit as it stands there, or None."""
        file = self.directory / NAMES[1]
        return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else None

    def install(self, job: Job, when: Times) -> None:
        """Write the units and start the timer; nothing is left behind when that fails.

        Raises Denied or Unavailable.
        """
        try:
            for name, text in zip(NAMES, (service_unit(job), timer_unit(when)), strict=True):
                write_atomically(self.directory / name, content=text.encode())
        except OSError as error:
            raise Denied(f"{self.directory} cannot be written: {error.strerror}") from error
        try:
            self._systemctl("daemon-reload")
            self._systemctl("enable", "--now", NAMES[1])
        except Unavailable:
            self._forget()
            raise

    def remove(self) -> str | None:
        """Stop the timer and remove the units; what stood in it, or None."""
        found = self.units()
        if found is None:
            return None
        if self.there:
            self._systemctl("disable", "--now", NAMES[1])
        self._forget()
        if self.there:
            self._systemctl("daemon-reload")
        return found

    def _forget(self) -> None:
        for name in NAMES:
            (self.directory / name).unlink(missing_ok=True)

    def _systemctl(self, *words: str) -> None:
        passed = {name: self.env[name] for name in ("PATH", *BUS) if name in self.env}
        done = process.run(
            ["systemctl", "--user", *words], seconds=SECONDS, env=process.clean_environment(passed)
        )
        if done.code != 0:
            raise _refused("systemctl --user", done.stderr)


def _refused(program: str, said: str) -> Unavailable:
    lines = said.strip().splitlines()
    why = lines[0] if lines else "it gives no reason"
    return Unavailable(
        f"{program} refuses: {why}",
        hint="maang sync schedule --print shows the entry to add by hand",
    )
