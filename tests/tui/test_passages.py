"""The two lines of a passage: the words marked where they stand, whatever the text is made of."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.browsing.models import Glimpse
from maang.core.memory.terms import places, terms
from maang.tui.passages import MARKED, drawn, of_glimpse, snippet
from tests.hostile import HOSTILE, MARKUP

SEEN = Glimpse(
    memory_id=UUID(int=1),
    source="notes",
    kind="note",
    handle=str(UUID(int=2)),
    title="Sliding windows",
    opening="# Sliding windows\n\nShrink from the left.",
    happened_at=datetime(2026, 3, 10, 23, 30, tzinfo=UTC),
    company=None,
    problem="minimum-window-substring",
)


def marked(text: str, query: str, width: int = 60) -> list[str]:
    """The words of a snippet that are marked."""
    told = snippet(text, places(text, terms(query)), width)
    return [told.plain[each.start : each.end] for each in told.spans if each.style == MARKED]


def test_the_words_that_were_asked_for_are_marked_in_any_of_their_forms() -> None:
    assert marked("two windows, one (Window)", "window") == ["windows", "Window"]


def test_names_in_code_are_marked_by_their_parts_too() -> None:
    assert marked("call maxHeap, then O(log n)", "heap log") == ["maxHeap", "log"]


def test_a_word_far_down_is_in_sight_with_some_words_before_it() -> None:
    told = snippet("word " * 200 + "the heap is small", [(1004, 1008)], 60)

    assert told.plain.startswith("… word")
    assert "the heap is small" in told.plain
    assert told.cell_len <= 60


def test_what_the_title_says_is_not_said_again() -> None:
    lines = drawn(of_glimpse(SEEN), 50, zone=UTC).plain.splitlines()

    assert lines == [
        "Sliding windows  note · 2026-03-10",
        "  Shrink from the left.",
    ]


def test_where_there_is_room_it_says_what_it_is_about() -> None:
    first, _ = drawn(of_glimpse(SEEN), 70, zone=UTC).plain.splitlines()

    assert first == "Sliding windows  note · 2026-03-10 · minimum-window-substring"


@pytest.mark.parametrize("text", [*HOSTILE.values(), *MARKUP.values()])
def test_whatever_a_text_holds_its_two_lines_stay_two_and_obey_nobody(text: str) -> None:
    line = of_glimpse(replace(SEEN, title=text, opening=text, kind=text, problem=text))

    told = drawn(line, 60, zone=UTC)

    assert len(told.split(allow_blank=True)) == 2
    assert all(each.isprintable() for each in told.plain.split("\n"))


@given(st.text(max_size=80), st.integers(4, 60), st.sets(st.integers(0, 80), max_size=6))
def test_a_snippet_keeps_to_its_width(text: str, width: int, at: set[int]) -> None:
    marks = [(each, each + 3) for each in sorted(at)]

    assert snippet(text, marks, width).cell_len <= width
