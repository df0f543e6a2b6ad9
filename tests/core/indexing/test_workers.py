"""Several workers share the queue, and one that is killed leaves its texts to the others."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, text

from maang.core.accounts.service import Accounts
from maang.core.db import migrate
from maang.core.db.database import Database, engine_for
from maang.core.indexing.models import Indexed
from maang.core.indexing.service import Indexing
from maang.core.notes.service import Notes
from tests.conftest import NOON
from tests.fakes.embedder import Letters, always
from tests.programs import ROOT

TEXTS = 40
GENEROUS = 60.0

WORKER = """
import sys, time
from tests.core.indexing.test_workers import drain
from tests.fakes.embedder import Letters

def hang(_):
    print("embedding", flush=True)
    time.sleep(600)

drain(sys.argv[1], Letters(before=hang))
"""


@contextmanager
def database(url: str) -> Iterator[Database]:
    """A database as a process of its own has it."""
    engine = engine_for(url, connections=2)
    yield Database(engine, Accounts(Database(engine), lambda: NOON).open("local"), seconds=30)
    engine.dispose()


def drain(url: str, model: Letters, *, texts: int | None = None) -> Indexed:
    """What a worker does."""
    with database(url) as db:
        indexing = Indexing(db, lambda: NOON, always(model), lambda: (), lambda _: None)
        return indexing.drain(texts=texts)


@pytest.fixture
def filled(new_database: Callable[[], str]) -> Iterator[tuple[str, Engine]]:
    """A database of its own with texts that wait."""
    url = new_database()
    engine = engine_for(url, connections=2)
    migrate.upgrade(engine)
    with database(url) as db:
        for number in range(TEXTS):
            Notes(db, lambda: NOON).add(f"note {number}")
    yield url, engine
    engine.dispose()


def count(engine: Engine, query: str) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text(query)).scalar_one())


def chunks(engine: Engine) -> tuple[int, int]:
    """Chunks, and texts that have one."""
    return (
        count(engine, "SELECT count(*) FROM vector_embeddings"),
        count(engine, "SELECT count(DISTINCT memory_id) FROM vector_embeddings"),
    )


def test_two_workers_share_the_work_and_do_none_of_it_twice(filled: tuple[str, Engine]) -> None:
    url, engine = filled
    both = threading.Barrier(2, timeout=GENEROUS)
    models = [Letters(), Letters()]

    def met(model: Letters) -> Callable[[object], None]:
        def wait(_: object) -> None:
            if not model.seen:
                both.wait()  # each has taken up texts before either has done any

        return wait

    for model in models:
        model.before = met(model)
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(drain, url, model) for model in models]
        done = [run.result(GENEROUS) for run in runs]

    assert sum(each.texts for each in done) == TEXTS
    assert min(each.texts for each in done) > 0
    assert sum(len(model.seen) for model in models) == TEXTS
    assert chunks(engine) == (TEXTS, TEXTS)


def test_a_killed_worker_leaves_its_texts_to_the_next_one(filled: tuple[str, Engine]) -> None:
    url, engine = filled
    worker = subprocess.Popen(
        [sys.executable, "-c", WORKER, url],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": os.environ["HOME"]},
    )
    assert worker.stdout is not None
    with worker.stdout:
        assert worker.stdout.readline() == b"embedding\n"
        leased = "SELECT count(*) FROM embed_queue WHERE lease IS NOT NULL"
        assert count(engine, leased) > 0
        worker.send_signal(signal.SIGKILL)
        assert worker.wait(GENEROUS) == -signal.SIGKILL

    model, end = Letters(), time.monotonic() + GENEROUS
    while count(engine, "SELECT count(*) FROM embed_queue") and time.monotonic() < end:
        drain(url, model)  # the server may take a moment to see that it is gone

    assert chunks(engine) == (TEXTS, TEXTS)
    assert len(model.seen) == TEXTS


def test_a_living_worker_keeps_what_it_has_taken_up(filled: tuple[str, Engine]) -> None:
    url, engine = filled
    taken, go_on = threading.Event(), threading.Event()

    def hold(_: object) -> None:
        taken.set()
        assert go_on.wait(GENEROUS)

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(drain, url, Letters(before=hold), texts=5)
        assert taken.wait(GENEROUS)
        other = drain(url, Letters())
        go_on.set()
        mine = slow.result(GENEROUS)

    assert (mine.texts, other.texts, other.waiting) == (5, TEXTS - 5, 5)
    assert chunks(engine) == (TEXTS, TEXTS)
