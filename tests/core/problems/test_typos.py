"""What a slip of the finger may have meant, and what it may not."""

import pytest

from maang.core.problems.query import Wanted, read_query
from maang.core.problems.typos import lookalikes, mended

WORDS = ["cache", "cat", "change", "parenthese", "search", "tree", "word"]
TITLES = ["coinchange", "tree", "twosum", "wordbreak"]


def found(word: str) -> tuple[str, ...]:
    (want,) = mended(read_query(word).wanted, vocabulary=WORDS)
    return tuple(phrase.strip() for phrase in want.phrases[1:])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cahce", "cache"),
        ("cach", "cache"),
        ("caache", "cache"),
        ("csche", "cache"),
        ("serach", "search"),
        ("wrod", "word"),
        ("owrd", "word"),
        ("paranthesis", "parenthese"),
    ],
)
def test_one_slip_is_mended(typed: str, meant: str) -> None:
    assert found(typed) == (meant,)


@pytest.mark.parametrize("typed", ["cta", "ca", "ford", "chxxge", "2048", "banana"])
def test_a_short_word_another_beginning_or_several_slips_are_not(typed: str) -> None:
    assert found(typed) == ()


def test_an_abbreviation_is_never_a_slip() -> None:
    assert mended([Wanted((" tre ",), None)], vocabulary=WORDS) == (Wanted((" tre ",), None),)


def test_a_title_is_recognised_by_all_its_letters() -> None:
    assert lookalikes("towsum", titles=TITLES) == {2: 1}


def test_a_long_title_may_hold_more_slips() -> None:
    assert lookalikes("conichanqe", titles=TITLES) == {0: 2}


@pytest.mark.parametrize("typed", ["tre", "tres", "twxxum", "wordbrxxx"])
def test_a_short_title_or_too_many_slips_are_not_recognised(typed: str) -> None:
    assert lookalikes(typed, titles=TITLES) == {}
