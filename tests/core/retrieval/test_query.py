"""What is typed is read as in a search box, and code as code."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.retrieval.models import Asked
from maang.core.retrieval.query import read

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def asked(query: str) -> Asked:
    return read(query, now=NOW, zone=UTC)


def test_words_of_every_question_are_no_terms() -> None:
    assert asked("how do I keep the windows sliding").terms == ("keep", "window", "slide")


def test_a_phrase_must_be_there_and_a_minus_must_not() -> None:
    found = asked('"lower bound" search -rotated -"bit trick"')

    assert found.required == ("lower bound",)
    assert set(found.refused) == {"rotated", "bit trick"}
    assert "rotat" not in found.terms
    assert "lower" in found.terms


@pytest.mark.parametrize(
    "code", ["min_freq", "n & (n-1)", "two-sum", "res.append(path[:])", "O(log n)", "i & -i"]
)
def test_code_alone_is_looked_for_as_it_stands(code: str) -> None:
    assert asked(code).literals == (code,)


def test_a_name_in_backticks_is_looked_for_as_it_stands() -> None:
    found = asked("why is `maxHeap` slow here and what would do instead")

    assert found.literals == ("maxHeap",)
    assert {"maxheap", "slow"} <= set(found.terms)


def test_a_sentence_with_a_hyphen_is_no_code() -> None:
    assert asked("what is a two-pointer walk good for in the end").literals == ()


def test_or_is_no_word() -> None:
    assert asked("heap OR stack").terms == ("heap", "stack")


def test_a_question_about_time_has_a_stretch() -> None:
    assert asked("what did I solve yesterday").stretch is not None


@given(st.text(max_size=200))
def test_whatever_is_typed_is_read(query: str) -> None:
    assert all(term for term in asked(query).terms)
