"""Somebody whose maang is installed in an interpreter of its own, and whose crontab is a file."""

import os
import pwd
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from maang.core.sync.schedule import MARK
from tests.programs import Done, Program


@dataclass(frozen=True)
class Person(Program):
    """Runs maang by its interpreter; programs that stand in for others are in `bin`."""

    python: Path = Path("python")
    bin: Path = Path("bin")

    @property
    def argv(self) -> list[str]:
        return [str(self.python), "-P", "-m", "maang"]

    @property
    def environment(self) -> dict[str, str]:
        known = {**super().environment, "PATH": f"{self.bin}:{os.environ['PATH']}"}
        del known["PYTHONPATH"]
        return known

    @property
    def table(self) -> str:
        return (self.bin / "table").read_text()

    def as_cron(self) -> Done:
        """Run our line of the crontab by cron's rules: the environment, the shell, the %."""
        line = next(each for each in self.table.splitlines() if each.endswith(MARK))
        command = re.split(r"\s+", line, maxsplit=5)[5].replace("\\%", "%")
        who = pwd.getpwuid(os.getuid())
        bare = ["env", "-i", f"HOME={who.pw_dir}", f"LOGNAME={who.pw_name}"]
        bare += ["SHELL=/bin/sh", "PATH=/usr/bin:/bin", "/bin/sh", "-c", command]
        done = subprocess.run(bare, cwd=who.pw_dir, capture_output=True, timeout=60)
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())
