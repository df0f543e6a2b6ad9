"""What a search asks for, before any problem is looked at."""

import pytest

from maang.core.errors import Invalid
from maang.core.problems.query import Wanted, read_query


def words(text: str) -> list[str]:
    return [want.word for want in read_query(text).wanted]


def test_small_words_and_chatter_are_not_asked_for() -> None:
    assert words("leetcode problem with the k lists in it") == ["k", "list", "it"]


def test_small_words_count_when_there_is_nothing_else() -> None:
    assert words("of the") == ["of", "the"]


def test_find_is_chatter_but_not_in_union_find() -> None:
    assert words("find union find") == ["union find"]


@pytest.mark.parametrize(
    "text", ["dp O(n)", "dp in O(n log n) time", "dp O(log(min(m, n))) space", "O(1) dp"]
)
def test_complexities_are_not_asked_for(text: str) -> None:
    assert words(text) == ["dp"]


def test_a_query_of_complexities_alone_asks_for_nothing() -> None:
    assert read_query("O(n)").wanted == ()


def test_an_abbreviation_asks_for_its_long_form_too_and_only_for_whole_words() -> None:
    assert read_query("lis").wanted == (
        Wanted((" lis ", " longest increasing subsequence "), None),
    )


def test_an_ordinary_word_asks_for_words_that_begin_like_it() -> None:
    assert read_query("subs").wanted == (Wanted((" sub ",), " subs"),)


def test_a_difficulty_filters_what_the_other_words_find() -> None:
    query = read_query("hard graph")
    assert [want.word for want in query.wanted] == ["graph"]
    assert [want.word for want in query.filters] == ["hard"]


def test_a_difficulty_alone_is_what_is_asked_for() -> None:
    query = read_query("hard")
    assert ([want.word for want in query.wanted], query.filters) == (["hard"], ())


def test_abbreviations_are_spelled_out_within_a_phrase() -> None:
    assert " lowest common ancestor binary search tree " in read_query("lca bst").phrases


def test_many_abbreviations_do_not_multiply_without_end() -> None:
    assert len(read_query("dp bfs dfs bst lca lis lcs ll pq dsu mst " * 6).phrases) < 20


def test_a_url_asks_for_no_words() -> None:
    assert read_query("https://leetcode.com/problems/two-sum").wanted == ()


def test_an_empty_query_is_refused() -> None:
    with pytest.raises(Invalid):
        read_query(" ")
