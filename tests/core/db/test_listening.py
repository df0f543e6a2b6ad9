"""News of what is logged: heard from any connection, of one's own log alone, after a cut too."""

import time
from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from maang.core.accounts.service import Accounts
from maang.core.activity.service import Activity
from maang.core.clock import utc_now
from maang.core.db.database import Database, engine_for
from maang.core.db.listening import Listener, listen
from maang.core.db.migrate import upgrade
from maang.core.ids import new_id


class Ear:
    """Counts what it hears."""

    def __init__(self) -> None:
        self.heard = 0

    def __call__(self) -> None:
        self.heard += 1

    def hears(self, count: int) -> bool:
        """Whether it hears so often within some seconds."""
        deadline = time.monotonic() + 10
        while self.heard < count and time.monotonic() < deadline:
            time.sleep(0.02)
        return self.heard >= count


@pytest.fixture(scope="module")
def shared(new_database: Callable[[], str]) -> Iterator[Engine]:
    """A migrated database in which changes are committed."""
    engine = engine_for(new_database(), connections=4)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def mine(shared: Engine) -> Database:
    return Database(shared, Accounts(Database(shared), utc_now).open("local"))


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def listener(mine: Database, ear: Ear) -> Iterator[Listener]:
    listener = listen(mine, ear, seconds=3)
    assert listener.listening.wait(10)
    yield listener
    listener.stop()


def something_happens(db: Database, user: UUID | None = None) -> None:
    values = {"id": new_id(), "user": user or db.user_id}
    with db.write() as session:
        session.execute(
            text(
                "INSERT INTO activity_log (id, user_id, at, verb, subject, undo)"
                " VALUES (:id, :user, now(), 'log', 'x', '[]')"
            ),
            values,
        )


@pytest.mark.usefixtures("listener")
def test_a_change_is_heard(mine: Database, ear: Ear) -> None:
    something_happens(mine)

    assert ear.hears(1)


@pytest.mark.usefixtures("listener")
def test_an_undo_is_heard(mine: Database, ear: Ear) -> None:
    something_happens(mine)
    assert ear.hears(1)
    time.sleep(0.3)

    Activity(mine, utc_now, {}).undo()

    assert ear.hears(2)


@pytest.mark.usefixtures("listener")
def test_what_another_person_logs_is_nobodys_business(mine: Database, ear: Ear) -> None:
    other = Accounts(Database(mine.bind), utc_now).open("another")
    something_happens(Database(mine.bind, other))
    assert not ear.heard

    something_happens(mine)

    assert ear.hears(1)
    assert ear.heard == 1


@pytest.mark.usefixtures("listener")
def test_after_a_cut_connection_it_listens_again(
    mine: Database, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("maang.core.db.listening.PAUSE", 0.1)
    with mine.write() as session:
        session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'maang news' AND datname = current_database()"
            )
        )

    assert ear.hears(1)
    time.sleep(0.3)
    before = ear.heard
    something_happens(mine)

    assert ear.hears(before + 1)


def test_a_stopped_listener_leaves_no_thread(mine: Database, ear: Ear) -> None:
    listener = listen(mine, ear, seconds=3)
    assert listener.listening.wait(10)

    listener.stop()

    assert not listener._thread.is_alive()
