"""Makes a cluster with our database in it: whole, or not at all."""

import os
import shutil
import time
from pathlib import Path

from maang.core import process
from maang.core.errors import Unavailable
from maang.core.servers.privilege import Privilege

DRAFT = "cluster.new"
"""How the names of drafts begin. Each attempt has its own: `initdb` may outlive a killed maang."""

CREATE_SECONDS = 120.0

LOCALE = (
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--locale=C.UTF-8",
)
"""The same order of words on every machine, whatever the system's locales are."""

BARE = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}
"""The environment of every server program: its words in English, nothing of ours."""


def create(root: Path, *, binaries: Path, privilege: Privilege, dbname: str = "maang") -> Path:
    """Make `root`/cluster, with a superuser and a database called maang; return its path.

    An interrupted attempt leaves only a draft, which the next one clears away. Raises Unavailable
    with the server's own words.
    """
    draft, cluster = fresh_draft(root), root / "cluster"
    initialise(draft, binaries=binaries, privilege=privilege, options=(*LOCALE, "--data-checksums"))
    single = [str(binaries / "postgres"), "--single", "-D", str(draft), "template1"]
    _do(privilege, single, stdin=f"CREATE DATABASE {dbname}\n")
    draft.rename(cluster)
    _sync(root)
    return cluster


def fresh_draft(root: Path) -> Path:
    """A name in `root` for a cluster in the making; drafts of interrupted attempts are removed."""
    for abandoned in root.glob(f"{DRAFT}.*"):
        shutil.rmtree(abandoned, ignore_errors=True)
    return root / f"{DRAFT}.{os.getpid()}-{time.time_ns()}"


def initialise(
    cluster: Path, *, binaries: Path, privilege: Privilege, options: tuple[str, ...]
) -> None:
    """Run `initdb`. Trust is right on a socket only the owner can reach; networks are rejected."""
    access = ("--username=maang", "--auth-local=trust", "--auth-host=reject")
    program = [str(binaries / "initdb"), "-D", str(cluster), "--no-instructions"]
    _do(privilege, [*program, *access, *options])


def _do(privilege: Privilege, argv: list[str], *, stdin: str | None = None) -> None:
    # single-user mode exits 0 after a failed statement, so its stderr is read too
    done = process.run(
        privilege.command(argv), seconds=CREATE_SECONDS, env=BARE, stdin=stdin, cwd=Path("/")
    )
    complaint = next(
        (line for line in done.stderr.splitlines() if "FATAL:" in line or "ERROR:" in line), None
    )
    if done.code != 0 or complaint is not None:
        words = complaint or (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise Unavailable(
            f"cannot make the database: {words}",
            hint="free space or mend permissions and try again: nothing half-made is kept",
        )


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
