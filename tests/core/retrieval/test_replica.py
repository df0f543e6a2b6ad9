"""The copy says what the database says, whoever writes and whatever becomes of its files."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine, text

from maang.core.accounts.service import Accounts
from maang.core.db import migrate
from maang.core.db.database import Database, engine_for
from maang.core.ids import new_id
from maang.core.retrieval import replica, store
from maang.core.retrieval.replica import Replica
from maang.core.retrieval.segments import hashed
from tests.conftest import NOON

MODEL = "minilm"

ADD = text("""
    WITH said AS (
        INSERT INTO conversation_memory (id, user_id, source, kind, key, version, title, text,
            metadata, happened_at, created_at, changed_at)
        VALUES (:id, :user, 'notes', 'note', :key, '1', '', :word, '{}', now(), now(), now())
        RETURNING id, user_id)
    INSERT INTO vector_embeddings (id, memory_id, user_id, model, version, position, text, context,
        begins, ends, terms, counts, length)
    SELECT :id, id, user_id, :model, '1', 0, :word, '', 0, 1, ARRAY[:word], ARRAY[1], 1 FROM said
""")


@pytest.fixture(scope="module")
def engine_of_its_own(new_database: Callable[[], str]) -> Iterator[Engine]:
    engine = engine_for(new_database(), connections=4)
    migrate.upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def here(engine_of_its_own: Engine) -> Database:
    """A database into which other connections really commit, with nothing remembered."""
    with engine_of_its_own.begin() as connection:
        connection.execute(text("DELETE FROM conversation_memory"))
    nobody = Database(engine_of_its_own, seconds=60)
    user = Accounts(nobody, lambda: NOON).open("local")
    return Database(engine_of_its_own, user, seconds=60)


def add(db: Database, word: str, *, through: Connection | None = None) -> UUID:
    """A chunk of one word, committed unless it goes through an open transaction."""
    id = new_id()
    values = {"id": id, "user": db.user_id, "key": str(id), "word": word, "model": MODEL}
    if through is not None:
        through.execute(ADD, values)
    else:
        with db.write() as session:
            session.execute(ADD, values)
    return id


def remove(db: Database, id: UUID) -> None:
    with db.write() as session:
        session.execute(text("DELETE FROM conversation_memory WHERE id = :id"), {"id": id})


def words(db: Database, copy: Replica, *, model: str = MODEL, keep: bool = True) -> list[str]:
    """Bring a copy up to date, and say which of the words it has."""
    assert db.user_id is not None
    with db.read() as session:
        known = copy.held(db.user_id)
        since = known.horizon if known else None
        news = store.news(session, since=since, number=None, slug=None)
        news = replace(news, model=model)

    def fetch(since: int | None, after: UUID | None) -> list[store.Row]:
        with db.read() as session:
            return store.rows(session, model, since=since, after=after, limit=replica.PAGE)

    held = copy.up_to_date(db.user_id, news, fetch, keep=keep)
    known = ("alpha", "beta", "gamma", "delta", *(f"word{number}" for number in range(40)))
    return sorted(
        word
        for word in known
        for segment in held.segments
        for count, doc in zip(*reversed(segment.postings(word)), strict=True)
        if count and segment.alive[doc]
    )


def files(folder: Path) -> list[str]:
    return sorted(each.name.rpartition(".")[2] for each in folder.iterdir())


def test_it_hears_of_what_comes_and_of_what_goes(here: Database, tmp_path: Path) -> None:
    copy = Replica(tmp_path)
    assert words(here, copy) == []

    first = add(here, "alpha")
    add(here, "beta")
    assert words(here, copy) == ["alpha", "beta"]
    remove(here, first)
    assert words(here, copy) == ["beta"]
    assert words(here, copy) == ["beta"]


def test_what_came_from_a_server_that_had_counted_further_is_no_news_for_ever(
    here: Database, tmp_path: Path
) -> None:
    copy = Replica(tmp_path)
    add(here, "alpha")
    with here.write() as session:
        session.execute(text("UPDATE vector_embeddings SET added_in = 4000000000000"))
    assert words(here, copy) == ["alpha"]

    with here.read() as session:
        known = copy.held(here.user_id or new_id())
        news = store.news(session, since=known and known.horizon, number=None, slug=None)
    assert known is not None
    assert not news.more
    add(here, "beta")
    assert words(here, copy) == ["alpha", "beta"]


def test_another_process_begins_where_this_one_left_off(here: Database, tmp_path: Path) -> None:
    add(here, "alpha")
    words(here, Replica(tmp_path))
    add(here, "beta")

    other = Replica(tmp_path)
    assert here.user_id is not None
    assert other.held(here.user_id) is not None
    assert words(here, other) == ["alpha", "beta"]
    assert words(here, Replica(tmp_path)) == ["alpha", "beta"]
    assert words(here, Replica(None)) == ["alpha", "beta"]


def test_a_transaction_that_began_before_and_commits_after_a_look_is_not_missed(
    here: Database, engine_of_its_own: Engine, tmp_path: Path
) -> None:
    copy = Replica(tmp_path)
    with engine_of_its_own.connect() as slow:
        add(here, "alpha", through=slow)
        add(here, "beta")
        assert words(here, copy) == ["beta"]
        add(here, "gamma")
        assert words(here, copy) == ["beta", "gamma"]
        slow.commit()

    assert words(here, copy) == ["alpha", "beta", "gamma"]
    assert words(here, Replica(tmp_path)) == ["alpha", "beta", "gamma"]


def test_a_removal_that_commits_after_a_look_is_not_missed(
    here: Database, engine_of_its_own: Engine, tmp_path: Path
) -> None:
    copy = Replica(tmp_path)
    going = add(here, "alpha")
    with engine_of_its_own.connect() as slow:
        slow.execute(text("DELETE FROM conversation_memory WHERE id = :id"), {"id": going})
        add(here, "beta")
        assert words(here, copy) == ["alpha", "beta"]
        slow.commit()

    assert words(here, copy) == ["beta"]


def test_two_processes_that_write_their_files_in_turns_agree(
    here: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replica, "BESIDE", 3)
    one, two = Replica(tmp_path), Replica(tmp_path)
    ids = []
    for number in range(24):
        ids.append(add(here, f"word{number}"))
        if number % 5 == 4:
            remove(here, ids.pop(0))
        expected = sorted(f"word{each}" for each in range(number + 1 - len(ids), number + 1))
        assert words(here, one if number % 2 else two) == expected
        assert words(here, Replica(tmp_path)) == expected


@pytest.mark.parametrize("lost", ["large", "small", "both", "damaged"])
def test_whatever_becomes_of_the_files_it_is_made_again(
    here: Database, tmp_path: Path, lost: str
) -> None:
    copy = Replica(tmp_path)
    add(here, "alpha")
    words(here, copy)
    add(here, "beta")
    words(here, copy)
    assert files(tmp_path) == ["large", "small"]

    for each in tmp_path.iterdir():
        if lost == "damaged":
            broken = each.read_bytes()[:-9]
            each.unlink()  # nobody writes into a file that others have mapped
            each.write_bytes(broken)
        elif lost in ("both", each.suffix[1:]):
            each.unlink()

    assert words(here, Replica(tmp_path)) == ["alpha", "beta"]
    assert words(here, copy) == ["alpha", "beta"]


def test_where_no_file_can_be_kept_it_is_held_in_the_process(
    here: Database, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("not a folder")
    copy = Replica(tmp_path / "file")
    add(here, "alpha")

    assert words(here, copy) == ["alpha"]
    add(here, "beta")
    assert words(here, copy) == ["alpha", "beta"]


def test_another_model_or_a_table_made_anew_is_another_copy(here: Database, tmp_path: Path) -> None:
    copy = Replica(tmp_path)
    add(here, "alpha")
    assert words(here, copy) == ["alpha"]
    assert words(here, copy, model="other") == []
    assert words(here, copy) == ["alpha"]

    with here.write() as session:
        session.execute(text("TRUNCATE vector_embeddings"))
    assert words(here, copy) == []


def test_a_copy_too_old_to_have_heard_of_every_removal_is_made_anew(
    here: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Replica(tmp_path)
    going = add(here, "alpha")
    add(here, "beta")
    assert words(here, copy) == ["alpha", "beta"]
    remove(here, going)
    with here.write() as session:
        session.execute(text("DELETE FROM memory_gone"))

    assert words(here, copy) == ["alpha", "beta"]
    monkeypatch.setattr(replica, "OLDEST", -1)
    assert words(here, copy) == ["beta"]


def test_what_is_gone_is_overwritten_in_the_files_at_once(here: Database, tmp_path: Path) -> None:
    copy = Replica(tmp_path)
    going = add(here, "alpha")
    add(here, "beta")
    words(here, copy)
    newer = add(here, "gamma")
    words(here, copy)
    remove(here, going)
    remove(here, newer)

    assert words(here, copy) == ["beta"]

    small = next(each for each in tmp_path.iterdir() if each.suffix == ".small")
    assert hashed("gamma").to_bytes(8, "little") not in small.read_bytes()
    assert words(here, Replica(tmp_path)) == ["beta"]


def test_many_chunks_come_in_pages(
    here: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replica, "PAGE", 7)
    for number in range(21):
        add(here, f"word{number}")

    assert len(words(here, Replica(tmp_path))) == 21


def test_tried_dry_it_hears_of_everything_and_touches_no_file(
    here: Database, tmp_path: Path
) -> None:
    going = add(here, "alpha")
    words(here, Replica(tmp_path))
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    add(here, "beta")

    copy = Replica(tmp_path)
    assert words(here, copy, keep=False) == ["alpha", "beta"]
    remove(here, going)
    assert words(here, copy, keep=False) == ["beta"]

    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before
    assert words(here, Replica(tmp_path)) == ["beta"]
