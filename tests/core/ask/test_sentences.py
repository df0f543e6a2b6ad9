"""Sentences out of a text, however it is cut into pieces on its way."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from maang.core.ask.sentences import LONGEST, Splitter, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Cited [1]. Also [2][3].", ["Cited [1].", "Also [2][3]."]),
        ("Cited. [1] Also. [2] [3] Done.", ["Cited. [1]", "Also. [2] [3]", "Done."]),
        ("Use a set, e.g. Python's. Then stop.", ["Use a set, e.g. Python's.", "Then stop."]),
        ("It takes 1.5 s at n.length. Fine.", ["It takes 1.5 s at n.length.", "Fine."]),
        ("1. First thing [1]\n2. Second thing [2]", ["1. First thing [1]", "2. Second thing [2]"]),
        ("over\ntwo lines", ["over", "two lines"]),
        ("Ends.\n[1]\nNext.", ["Ends. [1]", "Next."]),
        ("これは一つ。[1]これは二つ。", ["これは一つ。[1]", "これは二つ。"]),
        ('He said "stop." Then left.', ['He said "stop."', "Then left."]),
        ("", []),
        (" \n ", []),
    ],
)
def test_a_text_is_split_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(alphabet="ab.! []1\n。", max_size=40), st.lists(st.integers(0, 40), max_size=5))
def test_the_pieces_it_arrives_in_do_not_matter(text: str, cuts: list[int]) -> None:
    splitter, said = Splitter(), []
    places = [0, *sorted(cuts), len(text)]
    for begin, end in pairwise(places):
        said += splitter.feed(text[begin:end])
    said += splitter.finish()

    assert " ".join(said).split() == " ".join(sentences(text)).split()
    assert "".join("".join(said).split()) == "".join(text.split())


def test_a_sentence_without_end_is_cut() -> None:
    assert [len(each) for each in sentences("x" * (2 * LONGEST + 7))] == [LONGEST, LONGEST, 7]
