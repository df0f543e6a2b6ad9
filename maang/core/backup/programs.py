"""`pg_dump` and `pg_restore`: those of the wheel for our own server, those on PATH for another.

The address goes to them through libpq's environment variables: a password has no place in the
list of processes.
"""

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import Conninfo

from maang.core import process
from maang.core.errors import Invalid, NotConfigured, Unavailable
from maang.core.process import Finished
from maang.core.servers import locate

SECONDS = 6 * 3600.0
"""A dump of years of work takes seconds; this is for what hangs."""

JOBS = 2

TIMEOUT, KNOWS_TIMEOUT = "transaction_timeout", 17
"""A setting `pg_restore` makes from version 17 on, and the first server that knows it."""

VERSION = re.compile(r"(\d+)(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Programs:
    """The two programs, and what of our environment they see besides the usual."""

    dump_program: Path
    restore_program: Path
    env: Mapping[str, str] = field(repr=False)
    lenient: bool = False
    """Whether they may be newer than a server that does not know all they say."""

    def dump(self, url: str, *, snapshot: str, to: Path) -> None:
        """Write the database at `url`, as that snapshot sees it, to a new file.

        Raises Unavailable with the program's own words, or TimedOut.
        """
        options = ["--format=custom", "--no-password", f"--snapshot={snapshot}", f"--file={to}"]
        done = self._run([self.dump_program, *options], url)
        if done.code != 0:
            raise Unavailable(
                f"the backup was not made: {_last_words(done)}",
                hint="is there room on the disk, and may this user read every table?",
            )

    def restore(self, url: str, *, dump: Path) -> None:
        """Fill the empty database at `url`. Raises Invalid when the dump cannot be used there."""
        options = [f"--jobs={JOBS}", "--no-owner", "--no-privileges"]
        options += [] if self.lenient else ["--exit-on-error"]
        name = str(address(url)["dbname"])
        argv: list[str | Path] = [
            self.restore_program,
            *options,
            "--no-password",
            f"--dbname={name}",
            dump,
        ]
        done = self._run(argv, url)
        if done.code != 0 and not (self.lenient and _only_unknown(done)):
            raise Invalid(
                f"the backup cannot be restored: {_last_words(done)}",
                hint="the data is untouched; is there room on the disk, and is the server's"
                " version not older than the one it was made on?",
            )

    def _run(self, argv: Sequence[str | Path], url: str) -> Finished:
        env = process.clean_environment({**self.env, "LC_ALL": "C", **variables(url)})
        return process.run(argv, seconds=SECONDS, env=env, cwd=Path("/"))


def ours() -> Programs:
    """The programs of the wheel. Raises NotConfigured when it is not installed."""
    binaries = locate.postgres_binaries()
    return Programs(binaries / "pg_dump", binaries / "pg_restore", {})


def on_path(env: Mapping[str, str], *, major: int) -> Programs:
    """The programs for somebody else's server of that major version.

    Raises NotConfigured when PATH has none, or only ones that are too old for it.
    """
    found = [_program(name, env, major=major) for name in ("pg_dump", "pg_restore")]
    passed = {name: value for name, value in env.items() if name.startswith("PG")}
    passed["PATH"] = env.get("PATH", os.defpath)
    return Programs(found[0], found[1], passed, lenient=major < KNOWS_TIMEOUT)


def address(url: str) -> dict[str, str]:
    """A URL as libpq's keywords. Raises Invalid, without the URL's words."""
    try:
        said = conninfo_to_dict(libpq_url(url))
    except ProgrammingError:
        said = None  # raised below: the driver's words may hold the password
    if said is None:
        raise Invalid("the database URL cannot be read", hint="postgresql://user@host/name")
    return {key: str(value) for key, value in said.items() if value is not None}


def variables(url: str) -> dict[str, str]:
    """A URL as libpq's environment variables."""
    known = {
        option.keyword.decode(): option.envvar.decode()
        for option in Conninfo.get_defaults()
        if option.envvar
    }
    return {known[key]: value for key, value in address(url).items() if key in known}


def libpq_url(url: str) -> str:
    """The URL without the name of a driver, which only SQLAlchemy understands."""
    scheme, separator, rest = url.partition("://")
    return f"{scheme.partition('+')[0]}{separator}{rest}"


def _program(name: str, env: Mapping[str, str], *, major: int) -> Path:
    advice = f"install PostgreSQL {major}'s client programs and put them first in PATH"
    found = shutil.which(name, path=env.get("PATH", os.defpath))
    if found is None:
        raise NotConfigured(f"there is no {name} on PATH", hint=advice)
    said = process.run([found, "--version"], seconds=10).stdout
    version = VERSION.search(said)
    if version is None or int(version[1]) < major:
        raise NotConfigured(
            f"{found} is {said.strip() or 'of an unknown version'}, and the server is"
            f" PostgreSQL {major}: an older one cannot back it up",
            hint=advice,
        )
    return Path(found)


def _only_unknown(done: Finished) -> bool:
    """Whether nothing failed but a setting that an older server does not have."""
    errors = [line for line in done.stderr.splitlines() if "error:" in line]
    return bool(errors) and all(TIMEOUT in line for line in errors)


def _last_words(done: Finished) -> str:
    lines = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    errors = [line for line in lines if "error:" in line]
    return (errors or lines or [f"exit code {done.code}"])[0]
