"""Many rows at once: typed as their columns, each once where asked, and nothing of it half done."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select

from maang.core.db.bulk import insert_all, one_of, update_all
from maang.core.db.database import Database, Session
from maang.core.errors import Conflict
from maang.core.ids import new_id
from maang.core.problems.tables import ProblemRow, TopicRow

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

STRANGE = 'a "quoted" \\ back, {braces}, %s, ünï 😀\nand a line'


def a_row(slug: str, **more: object) -> dict[str, object]:
    return {"id": new_id(), "slug": slug, "title": slug, "topics": ["Array"], **more}


SAME = {
    "platform": "bulk",
    "premium": False,
    "techniques": [],
    "search_text": "",
    "edited": True,
    "created_at": NOON,
}


def stored(session: Session) -> list[ProblemRow]:
    query = select(ProblemRow).where(ProblemRow.platform == "bulk").order_by(ProblemRow.slug)
    return list(session.scalars(query))


def test_values_come_back_as_they_went(db: Database) -> None:
    row = a_row("one", number=7, title=STRANGE, topics=["a,b", 'c"d', STRANGE], time=None)

    with db.write() as session:
        insert_all(session, ProblemRow, [row], same=SAME)
        (found,) = stored(session)

    assert (found.id, found.number, found.time) == (row["id"], 7, None)
    assert (found.title, found.topics) == (STRANGE, row["topics"])
    assert (found.created_at, found.edited, found.premium) == (NOON, True, False)


def test_no_rows_are_no_statement(db: Database) -> None:
    with db.read() as session:
        insert_all(session, ProblemRow, [], same=SAME)
        update_all(session, ProblemRow, [])
        assert stored(session) == []


def test_a_row_that_is_there_is_a_conflict_and_nothing_is_written(db: Database) -> None:
    rows = [a_row("one"), a_row("two"), a_row("one")]

    with pytest.raises(Conflict), db.write() as session:
        insert_all(session, ProblemRow, rows, same=SAME)

    with db.read() as session:
        assert stored(session) == []


def test_where_asked_a_row_that_is_there_is_left_alone(db: Database) -> None:
    first, again = ({"id": new_id(), "kind": "topic", "name": "Bulk"} for _ in range(2))
    other = {**again, "id": new_id(), "name": "Bulkier"}

    with db.write() as session:
        insert_all(session, TopicRow, [first], keep_known=True)
        insert_all(session, TopicRow, [again, other], keep_known=True)
        query = select(TopicRow.id).where(one_of(TopicRow.name, ["Bulk", "Bulkier"]))
        assert set(session.scalars(query)) == {first["id"], other["id"]}


def test_rows_are_changed_by_their_id_and_only_where_said(db: Database) -> None:
    rows = [a_row("one", number=1), a_row("two", number=2), a_row("zoo", number=3)]

    with db.write() as session:
        insert_all(session, ProblemRow, rows, same=SAME)
        changed = [{"id": row["id"], "number": None, "time": "O(n)"} for row in rows[:2]]
        update_all(session, ProblemRow, changed)
        found = [(one.slug, one.number, one.time) for one in stored(session)]

    assert found == [("one", None, "O(n)"), ("two", None, "O(n)"), ("zoo", 3, None)]


def test_one_of_nothing_is_nothing(engine: Engine, db: Database) -> None:
    with db.read() as session:
        assert list(session.scalars(select(ProblemRow.id).where(one_of(ProblemRow.slug, [])))) == []
