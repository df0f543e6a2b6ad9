"""Walking down a list that shifts: nothing lost, nothing read for nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maang.core.sync.errors import SchemaChanged
from maang.core.sync.models import RemoteProblem, RemoteSubmission, Verdict
from maang.core.sync.platforms.coverage import Coverage, coverage_of
from maang.core.sync.platforms.newest_first import Listing, Row, Step, walk

SIZE = 5
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)


def submission(key: int) -> RemoteSubmission:
    at = BEGIN + timedelta(minutes=key)
    return RemoteSubmission(
        "x", str(key), RemoteProblem("x", "p"), Verdict.ACCEPTED, "Accepted", at
    )


@dataclass
class ShownList:
    """A platform's list in memory; `before` happens to it right before a page is read."""

    keys: list[int]
    judging: set[int] = field(default_factory=set)
    before: Callable[["ShownList"], None] = lambda _: None
    asked: list[int] = field(default_factory=list)

    def __call__(self, offset: int) -> Listing:
        self.before(self)
        self.asked.append(offset)
        newest_first = sorted(self.keys, reverse=True)
        page = newest_first[offset : offset + SIZE]
        rows = tuple(Row(key, None if key in self.judging else submission(key)) for key in page)
        return Listing(rows, offset + SIZE < len(newest_first), page)


def ids(steps: Iterator[Step] | list[Step]) -> list[int]:
    return [int(each.external_id) for step in steps for each in step.new]


def last_coverage(steps: list[Step], *, otherwise: Coverage) -> Coverage:
    return steps[-1].coverage if steps else otherwise


@given(st.integers(0, 60))
def test_everything_is_read_once_and_newest_first(count: int) -> None:
    shown = ShownList(list(range(1, count + 1)))
    assert ids(walk(shown, Coverage(), page_size=SIZE)) == list(range(count, 0, -1))


def test_a_second_walk_asks_for_one_page_and_finds_nothing() -> None:
    shown = ShownList(list(range(1, 41)))
    done = list(walk(shown, Coverage(), page_size=SIZE))[-1].coverage
    shown.asked.clear()
    assert (ids(walk(shown, done, page_size=SIZE)), shown.asked) == ([], [0])


@settings(max_examples=150)
@given(
    st.integers(1, 60),
    st.lists(st.tuples(st.integers(1, 6), st.integers(0, 12)), min_size=1, max_size=5),
)
def test_runs_cut_anywhere_with_new_rows_between_them_lose_and_double_nothing(
    count: int, cuts: list[tuple[int, int]]
) -> None:
    shown = ShownList(list(range(1, count + 1)))
    coverage, found = Coverage(), []
    for pages, arriving in cuts:
        steps = list(islice(walk(shown, coverage, page_size=SIZE), pages))
        found += ids(steps)
        coverage = coverage_of(last_coverage(steps, otherwise=coverage).to_plain())
        shown.keys += range(max(shown.keys) + 1, max(shown.keys) + 1 + arriving)
    found += ids(walk(shown, coverage, page_size=SIZE))
    assert sorted(found) == sorted(shown.keys)


@given(st.lists(st.integers(0, 7), max_size=30))
def test_rows_that_arrive_between_two_pages_push_nothing_out_of_sight(arriving: list[int]) -> None:
    waiting = iter(arriving)

    def arrive(shown: ShownList) -> None:
        top = max(shown.keys)
        shown.keys += range(top + 1, top + 1 + next(waiting, 0))

    shown = ShownList(list(range(1, 41)), before=arrive)
    found = ids(walk(shown, Coverage(), page_size=SIZE))
    assert set(range(1, 41)) <= set(found)
    assert len(found) == len(set(found))


@settings(max_examples=150)
@given(st.lists(st.sets(st.integers(1, 40), max_size=4), max_size=12))
def test_rows_that_vanish_between_two_pages_take_no_other_with_them(gone: list[set[int]]) -> None:
    vanishing = iter(gone)
    shown = ShownList(
        list(range(1, 41)),
        before=lambda it: it.keys.__init__(set(it.keys) - next(vanishing, set())),  # type: ignore[misc]
    )
    assert set(ids(walk(shown, Coverage(), page_size=SIZE))) >= set(shown.keys)


@given(st.sets(st.integers(1, 40), max_size=25), st.integers(1, 12))
def test_rows_that_vanish_between_two_runs_take_no_other_with_them(
    gone: set[int], pages: int
) -> None:
    shown = ShownList(list(range(1, 41)))
    first = list(islice(walk(shown, Coverage(), page_size=SIZE), pages))
    shown.keys = sorted(set(shown.keys) - gone)
    rest = ids(walk(shown, first[-1].coverage, page_size=SIZE))
    assert set(ids(first)) | set(rest) >= set(shown.keys)


@given(st.sets(st.integers(1, 30), max_size=8))
def test_a_row_still_being_judged_is_read_by_the_next_walk(judging: set[int]) -> None:
    shown = ShownList(list(range(1, 31)), judging=set(judging))
    first = list(walk(shown, Coverage(), page_size=SIZE))
    shown.judging.clear()
    later = ids(walk(shown, first[-1].coverage, page_size=SIZE))
    assert (sorted(ids(first) + later), set(later)) == (list(range(1, 31)), judging)


def test_what_was_read_before_is_jumped_over() -> None:
    shown = ShownList(list(range(1, 101)))
    first = list(islice(walk(shown, Coverage(), page_size=SIZE), 20))
    shown.asked.clear()
    list(walk(shown, first[-1].coverage, page_size=SIZE))
    assert shown.asked[:2] == [0, len(ids(first)) - 1]


def test_an_empty_list_is_a_page_with_nothing_on_it() -> None:
    assert [step.new for step in walk(ShownList([]), Coverage(), page_size=SIZE)] == [()]


def test_a_list_that_was_empty_once_is_read_to_its_end_later() -> None:
    empty = list(walk(ShownList([]), Coverage(), page_size=SIZE))[-1].coverage
    assert len(ids(walk(ShownList(list(range(1, 13))), empty, page_size=SIZE))) == 12


def test_more_that_is_promised_and_never_comes_ends_the_walk() -> None:
    shown = ShownList(list(range(1, 10)))

    def promising(offset: int) -> Listing:
        listing = shown(offset)
        return Listing(listing.rows, True, listing.raw)

    assert ids(islice(walk(promising, Coverage(), page_size=SIZE), 50)) == list(range(9, 0, -1))


def test_a_page_shown_twice_doubles_nothing() -> None:
    shown = ShownList(list(range(1, 31)))
    calls = iter(range(1000))

    def stuttering(offset: int) -> Listing:
        return shown(max(0, offset - (SIZE - 1)) if next(calls) == 2 else offset)

    assert ids(walk(stuttering, Coverage(), page_size=SIZE)) == list(range(30, 0, -1))


def test_a_list_in_another_order_is_refused() -> None:
    rows = tuple(Row(key, submission(key)) for key in (3, 5))
    with pytest.raises(SchemaChanged, match="5 is listed below 3"):
        list(walk(lambda _: Listing(rows, False, None), Coverage(), page_size=SIZE))
