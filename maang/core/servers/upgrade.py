"""Moves a cluster of an older PostgreSQL to ours with `pg_upgrade`, and keeps the old beside it."""

from collections.abc import Callable
from pathlib import Path

from maang.core import process
from maang.core.errors import Conflict, Unavailable
from maang.core.servers import creation, locate, running, sockets
from maang.core.servers import privilege as privileges
from maang.core.servers import record as records
from maang.core.servers.begun import base_dir
from maang.core.servers.locking import only_one
from maang.core.servers.postgres import major_of
from maang.core.servers.privilege import Privilege
from maang.core.servers.running import Places
from maang.core.servers.starting import Engine

UPGRADE_SECONDS = 3600.0


def upgrade(data_dir: Path, *, log_dir: Path, progress: Callable[[str], None]) -> Path | None:
    """Bring the cluster of `data_dir` to our major version; None when it is there already.

    The old one stays, untouched, in the directory that is returned; data checksums are on
    afterwards. Nothing is replaced before all has gone well. Raises Conflict (a newer or unknown
    version), NotConfigured, or Unavailable with the words of `pg_upgrade`.
    """
    base = base_dir(data_dir)
    with only_one(base):
        found = records.read(base)
        here = running.places(data_dir, found)
        major = major_of(here.cluster)
        if major == locate.POSTGRES_MAJOR:
            return None
        kept = here.root / f"cluster-{major}"
        if major > locate.POSTGRES_MAJOR or kept.exists():
            raise Conflict(
                f"cannot move PostgreSQL {major} to {locate.POSTGRES_MAJOR}"
                + (f": {kept} is in the way" if kept.exists() else ""),
                hint="move it away" if kept.exists() else "install the newer maang that made it",
            )
        privilege = privileges.decide(found.footing if found else None)
        sockets.prepare(here.sockets, uid=here.owner)
        old = Engine(here, locate.postgres_binaries(major), privilege, log_dir / "postgres.log")
        _settle(old, progress)
        progress(f"Moving the database from PostgreSQL {major} to {locate.POSTGRES_MAJOR} …")
        draft = _moved(old)
        here.cluster.rename(kept)
        draft.rename(here.cluster)
        return kept


def _settle(old: Engine, progress: Callable[[str], None]) -> None:
    # pg_upgrade takes only what was shut down in order, which a crashed cluster was not
    if not old.is_alive():
        old.start(progress)
    old.stop()


def _moved(old: Engine) -> Path:
    here, privilege = old.places, old.privilege
    new = locate.postgres_binaries()
    draft = creation.fresh_draft(here.root)
    sums = _has_checksums(old)
    options = ("--data-checksums" if sums else "--no-data-checksums",)
    creation.initialise(
        draft, binaries=new, privilege=privilege, options=(*creation.LOCALE, *options)
    )
    _run_upgrade(old.binaries, new, here=here, draft=draft, privilege=privilege)
    if not sums:
        _checked([new / "pg_checksums", "--enable", "-D", draft], privilege, cwd=draft)
    return draft


def _run_upgrade(old: Path, new: Path, *, here: Places, draft: Path, privilege: Privilege) -> None:
    directories: list[str | Path] = ["-b", old, "-B", new, "-d", here.cluster, "-D", draft]
    options: list[str | Path] = ["-U", "maang", "--socketdir", here.sockets]
    _checked([new / "pg_upgrade", *directories, *options], privilege, cwd=draft)


def _has_checksums(old: Engine) -> bool:
    said = _checked([old.binaries / "pg_controldata", old.places.cluster], old.privilege, cwd=None)
    line = next(line for line in said.splitlines() if line.startswith("Data page checksum version"))
    return line.rpartition(":")[2].strip() != "0"


def _checked(argv: list[str | Path], privilege: Privilege, *, cwd: Path | None) -> str:
    done = process.run(privilege.command(argv), seconds=UPGRADE_SECONDS, env=creation.BARE, cwd=cwd)
    if done.code != 0:
        words = " ".join((done.stdout + done.stderr).split())[-400:]
        raise Unavailable(
            f"{Path(argv[0]).name} refused: {words}",
            hint="the database is as it was; back it up before you try again",
        )
    return done.stdout
