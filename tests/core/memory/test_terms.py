"""Terms for the lexical leg know code and complexities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.memory.terms import LONGEST, terms


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two-Sum", {"two-sum", "two", "sum"}),
        ("O(log n) time", {"o(log n)", "o", "log", "n", "time"}),
        ("O(n log(k))", {"o(n log(k))", "o", "n", "log", "k"}),
        ("maxHeap", {"maxheap", "max", "heap"}),
        ("C++ and C#", {"c++", "c", "c#"}),
        ("Größe", {"größe".casefold()}),
        ("sliding windows", {"slide", "window"}),
        ("what is it for", set()),
        ("", set()),
    ],
)
def test_a_text_has_these_terms(text: str, found: set[str]) -> None:
    assert set(terms(text)) == found


def test_terms_are_counted() -> None:
    assert terms("a map of a map")["map"] == 2


@given(st.text(max_size=300))
def test_every_term_is_short_and_has_letters(text: str) -> None:
    for term, count in terms(text).items():
        assert 0 < len(term) <= LONGEST
        assert count > 0
