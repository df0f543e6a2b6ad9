"""What a search looks through: each problem's line, and what is asked of all of them."""

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from maang.core.problems.catalogue import problems
from maang.core.problems.corpus import Corpus, haystack, haystacks
from maang.core.problems.models import Difficulty

ROWS = list(problems())[::40]
CORPUS = Corpus(ROWS, haystacks(ROWS))


@dataclass(frozen=True)
class Thing:
    """A problem that has a line already."""

    slug: str
    number: int | None = None
    pattern: str | None = None


def test_one_haystack_is_like_one_of_many() -> None:
    assert haystack(ROWS[0]) == CORPUS.lines[0]


def test_a_haystack_keeps_the_place_of_a_missing_pattern() -> None:
    said = replace(ROWS[0], title="Two Sums", difficulty=Difficulty.EASY, premium=True)
    said = replace(said, pattern=None, topics=("Hash Table",), techniques=())
    assert haystack(said) == "2sum| 2 sum |  | hash table | easy | premium "


def test_problems_are_found_by_each_of_their_names() -> None:
    things = [Thing("Two-Sum", 1), Thing("two-sum", 1), Thing("3sum")]
    corpus = Corpus(things, ["twosum| two sum |", "twosum| two sum |", "3sum| 3 sum |"])
    assert (corpus.by_number[1], corpus.by_number[None]) == ([0, 1], [2])
    assert corpus.by_slug["two-sum"] == [0, 1]
    assert corpus.by_squeezed_slug == {"TwoSum": [0], "twosum": [1], "3sum": [2]}
    assert corpus.by_title == {"twosum": [0, 1], "3sum": [2]}


def test_its_vocabulary_is_every_word_but_the_squeezed_titles() -> None:
    assert Corpus([Thing("a")], ["twosum| two sum | tree | dp |"]).vocabulary == {
        *("two", "sum", "|", "tree", "dp")
    }


def test_what_is_left_of_it_keeps_lines_and_problems_together() -> None:
    left = CORPUS.only(lambda row: row.difficulty == "hard")
    assert 0 < len(left.problems) < len(ROWS)
    assert list(left.lines) == haystacks(left.problems)


@given(st.lists(st.sampled_from([*sorted(CORPUS.vocabulary), "xyzzy", ""]), max_size=3))
def test_lines_that_have_one_of_several_texts_are_found_once_and_in_order(texts: list[str]) -> None:
    expected = [at for at, line in enumerate(CORPUS.lines) if any(text in line for text in texts)]
    assert CORPUS.having(texts) == expected
