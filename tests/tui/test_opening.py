"""What is opened behind the first paint is left without waiting for it."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import text

from maang.core.bootstrap import Core
from maang.core.db.database import Database, engine_for
from maang.core.errors import TimedOut
from maang.tui.opening import Opening


def test_work_that_was_given_a_minute_does_not_keep_the_shell_waiting(
    core: Core, postgres_url: str
) -> None:
    core.__dict__["db"] = Database(engine_for(postgres_url))
    opening, begun = Opening(lambda: core), threading.Event()
    opening.open(None)

    def work() -> None:
        with core.db.write(seconds=60) as session:
            begun.set()
            session.execute(text("SELECT pg_sleep(60)"))

    with ThreadPoolExecutor() as threads:
        working = threads.submit(work)
        assert begun.wait(10)
        opening.close()
        with pytest.raises(TimedOut):
            working.result(core.settings.deadline.light + 20)
    core.db.close()
