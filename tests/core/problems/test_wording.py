"""Words that mean the same come out the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.problems.wording import folded, plain_words, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Two Sum II", "2 sum 2"),
        ("two-sum", "Two_Sum"),
        ("number of islands", "number of island"),
        ("Pascal's Triangle", "pascals triangle"),
        ("The Knight’s Tour", "the knights tour"),
        ("Bézout's identity", "bezouts identity"),
        ("valid parenthesis", "valid parentheses"),
        ("matrices", "matrix"),
        ("Pow(x, n)", "pow x n"),
        ("queries", "query"),
        ("prefixes", "prefix"),
        ("ＤＰ", "dp"),
        ("Y‑Sum", "y sum"),
        ("Some \u200cBinary Tree", "some binary tree"),
    ],
)
def test_two_spellings_of_the_same_words_are_the_same(one: str, other: str) -> None:
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize("word", ["bus", "class", "bfs", "analysis", "x", "3sum", "atoi"])
def test_a_word_that_only_looks_plural_or_roman_is_left_alone(word: str) -> None:
    assert words_of(word) == [word]


def test_plain_words_are_as_they_were_written() -> None:
    assert plain_words("Two Sums, II") == ["two", "sums", "ii"]


@given(st.text(st.characters(), max_size=60))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(st.characters(), max_size=60))
def test_a_word_holds_neither_space_nor_bar(text: str) -> None:
    assert all(word and not set(word) & set(" |") for word in words_of(text))
