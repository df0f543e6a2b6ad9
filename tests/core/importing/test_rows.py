"""Rows of a table: each attempt has one key, whatever is imported when."""

import io
from datetime import UTC, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from maang.core.calendar import Calendar
from maang.core.importing.joining import Seen
from maang.core.importing.rows import Finder, Judge, attempts, companies_of, tags
from maang.core.importing.spreadsheet import opened
from maang.core.porting.models import BadRow, NewProblem, Piece, Row, Sheet, Source
from maang.core.problems.models import Known
from maang.core.reviews.models import Targets

USER = UUID(int=7)
DAYS = Calendar(ZoneInfo("UTC"), 4)
TWO_SUM = Known(UUID(int=1), "leetcode", "two-sum", 1, "Two Sum")
UNSEEN = Seen({}, join=lambda id: pytest.fail(f"{id} was asked for"), calendar=DAYS)
JUDGE = Judge(UTC, datetime(2026, 3, 10, 12, tzinfo=UTC), 0.9, Targets())


def pieces(content: str, *, user: UUID = USER, add: bool = False) -> list[Piece]:
    raw = content.encode()
    source = Source("own.csv", len(raw), lambda: io.BytesIO(raw))
    known = {"leetcode/two-sum": TWO_SUM.id}
    found = []
    table = opened(source, Sheet({}, add_problems=add))
    for piece in attempts(table, source.open(), JUDGE, Finder(user, known, [TWO_SUM], {}), UNSEEN):
        if isinstance(piece, NewProblem):
            known[f"{piece.platform}/{piece.slug}"] = uuid4()
        found.append(piece)
    return found


def keys(found: list[Piece]) -> list[UUID]:
    return [one.values[0] for one in found if isinstance(one, Row) and one.kind == "attempt"]


def test_the_same_row_has_the_same_key_and_a_second_try_of_that_moment_another() -> None:
    table = "problem,date\ntwo-sum,2026-03-01\nTwo Sum,2026-03-01\n"

    assert keys(pieces(table)) == keys(pieces(table))
    assert len(set(keys(pieces(table)))) == 2
    assert set(keys(pieces(table))).isdisjoint(keys(pieces(table, user=UUID(int=8))))


def test_an_answer_comes_with_each_attempt_and_belongs_to_it() -> None:
    attempt, answer = pieces("problem,date,outcome\ntwo-sum,2026-03-01,failed\n")

    assert isinstance(attempt, Row)
    assert isinstance(answer, Row)
    assert answer.kind == "review"
    assert answer.values[3] == attempt.values[0]
    assert answer.values[4:6] == (1, 1)


def test_hints_make_a_solution_one_with_help() -> None:
    attempt, _ = pieces("problem,date,outcome,hints\ntwo-sum,2026-03-01,solved,2\n")

    assert isinstance(attempt, Row)
    assert attempt.values[5] == "solved_with_hints"


def test_a_problem_that_is_added_is_known_in_the_rows_below() -> None:
    table = "problem,date\nRing of Fire,2026-03-01\nRing of Fire,2026-03-02\n"

    first, *rest = pieces(table, add=True)

    assert isinstance(first, NewProblem)
    assert (first.platform, first.slug) == ("own", "ring-of-fire")
    assert len(keys(rest)) == 2
    assert [type(one) for one in pieces(table)] == [BadRow, BadRow]


def test_a_row_without_a_date_is_bad_unless_it_says_nothing_at_all() -> None:
    assert pieces("problem,date,outcome\ntwo-sum,,\n") == []
    assert pieces("problem,date,outcome\ntwo-sum,,yes\n") == [BadRow(2, "has no date")]


def test_companies_are_told_apart_and_each_is_named_once() -> None:
    assert companies_of("Google, Amazon; google / Meta") == ["google", "amazon", "meta"]
    assert companies_of(" , ") == []


def test_a_tag_needs_a_company_and_a_problem() -> None:
    raw = b"company,slug\nGoogle,two-sum\n,two-sum\nGoogle,nothing-known\n"
    source = Source("tags.csv", len(raw), lambda: io.BytesIO(raw))
    table = opened(source, Sheet({}), companies=True)

    found = list(tags(table, source.open(), Finder(USER, {}, [TWO_SUM], {})))

    assert found[0] == Row("company", 2, ("google", TWO_SUM.id))
    assert found[1] == BadRow(3, "names no company")
    assert isinstance(found[2], BadRow)
    assert found[2].line == 4
