"""A backup holds everything but the secrets: searched as it lies there, and as the text it is."""

import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from maang.core import process
from maang.core.accounts.models import Keep
from maang.core.accounts.service import Accounts
from maang.core.backup.service import Backups
from maang.core.config.secret import Secret
from maang.core.db import migrate
from maang.core.db.database import Database, engine_for
from maang.core.problems.service import load_catalogue
from maang.core.servers import locate
from maang.core.servers.service import Servers
from maang.core.sync.models import RunState
from maang.core.sync.sources import Installed
from tests.conftest import NOON, FrozenClock
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.history import a_history
from tests.fakes.platform_server.server import PlatformServer
from tests.fakes.stopped import core_of


@pytest.fixture(scope="module")
def url(new_database: Callable[[], str]) -> str:
    """A migrated database of this module's own, with the catalogue."""
    url = new_database()
    engine = engine_for(url)
    migrate.upgrade(engine)
    load_catalogue(Database(engine, seconds=60), now=lambda: NOON)
    engine.dispose()
    return url


def test_a_backup_of_somebody_who_logged_in_and_synced_holds_no_secret(
    url: str, tmp_path: Path, clock: FrozenClock
) -> None:
    with PlatformServer(a_history(30)) as server:
        secrets = (server.world.session, server.world.csrf)
        log_in_and_sync(url, server, tmp_path)
    kept = tmp_path / "maang.backup"
    servers = Servers(tmp_path / "data", tmp_path / "state", url, "none")
    tools = {"PATH": f"{locate.postgres_binaries()}:/usr/bin:/bin"}

    Backups(servers, tmp_path / "data", clock, lambda _: None, tools).make(kept)

    said = text_of(kept, tmp_path)
    assert "COPY public.user_credentials" in said
    assert "leetcode\tada\tfile" in said
    assert said.count("two-sum") > 0
    for secret in secrets:
        assert secret not in said
        assert secret[-12:] not in said
        assert secret.encode() not in kept.read_bytes()


def log_in_and_sync(url: str, server: PlatformServer, home: Path) -> None:
    """A login, a run that goes well and one that fails."""
    engine = engine_for(url, connections=2)
    user = Accounts(Database(engine), FrozenClock()).open("local")
    core = core_of(Database(engine, user), server.url, home, {}, clock=FrozenClock())
    core.logins.secrets.keyring.absent = True
    core.__dict__["sources"] = Installed(
        core.logins, None, core.now, base_urls={"leetcode": server.url}
    )
    core.__dict__.pop("sync", None)
    values = {"session": Secret(server.world.session), "csrf": Secret(server.world.csrf)}
    core.logins.login("leetcode", values, keep=Keep.FILE, check=core.sources.who)
    assert core.sync.run("leetcode").state is RunState.DONE
    server.misbehave(mischief.not_logged_in().for_(9))
    assert core.sync.run("leetcode", full=True).state is RunState.FAILED
    engine.dispose()


def text_of(archive: Path, place: Path) -> str:
    """Every member of the archive as text; the dump as the SQL that it restores."""
    told = []
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            content = tar.extractfile(member)
            assert content is not None
            file = place / member.name.replace("/", "-")
            file.write_bytes(content.read())
            if not file.read_bytes().startswith(b"PGDMP"):
                told.append(file.read_text())
                continue
            program = locate.postgres_binaries() / "pg_restore"
            script = place / "restored.sql"
            done = process.run([program, f"--file={script}", file], seconds=60)
            assert done.code == 0, done.stderr
            told.append(script.read_text())
    return "\n".join(told)
