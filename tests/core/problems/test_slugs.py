"""What people type for a problem, and the slugs titles get."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.errors import Invalid
from maang.core.problems.catalogue import problems
from maang.core.problems.slugs import LONGEST, Reference, ReferenceKind, parse_reference, slug_of

NUMBER, SLUG, URL, WORDS = ReferenceKind


def test_every_title_of_the_catalogue_gets_the_slug_its_platform_gave_it() -> None:
    differing = [row.slug for row in problems() if slug_of(row.title) != row.slug]
    assert differing == []


@given(st.text(st.characters(max_codepoint=0x2FF), min_size=1, max_size=40))
def test_a_slug_is_its_own_slug(title: str) -> None:
    try:
        slug = slug_of(title)
    except Invalid:
        return
    assert slug_of(slug) == slug


def test_a_title_without_latin_letters_has_no_slug_and_the_error_says_what_to_do() -> None:
    with pytest.raises(Invalid) as raised:
        slug_of("两数之和")
    assert "slug of its own" in (raised.value.hint or "")


@pytest.mark.parametrize(
    "text", ["1", "#1", "# 1", "1.", "lc 1", "LC1", "lc-1", "leetcode #1", "０１"]
)
def test_a_number_is_read_however_it_is_dressed(text: str) -> None:
    reference = parse_reference(text)
    assert (reference.kind, reference.number) == (NUMBER, 1)


def test_only_a_bare_number_may_also_be_searched_for() -> None:
    assert [parse_reference(text).words for text in ("15", "#15", "lc 15")] == ["15", "", ""]


def test_a_numbered_title_gives_the_number_the_slug_and_the_words() -> None:
    assert parse_reference("1. Two Sum") == Reference(
        NUMBER, "1. Two Sum", "Two Sum", slug="two-sum", number=1
    )


def test_a_number_no_column_could_hold_is_only_a_word() -> None:
    reference = parse_reference("99999999999999999999")
    assert (reference.kind, reference.number) == (SLUG, None)


@pytest.mark.parametrize(
    "text", ["two-sum", "Two-Sum", "  two-sum\n", "lc two-sum", "two\u200b-sum"]
)
def test_a_slug_is_read_in_any_case(text: str) -> None:
    reference = parse_reference(text)
    assert (reference.kind, reference.slug) == (SLUG, "two-sum")


def test_words_carry_the_slug_they_might_be() -> None:
    reference = parse_reference("Pow(x, n)")
    assert (reference.kind, reference.words, reference.slug) == (WORDS, "Pow(x, n)", "powx-n")


def test_words_that_name_leetcode_say_so_and_are_searched_without_it() -> None:
    reference = parse_reference("leetcode two sum")
    assert (reference.platform, reference.words) == ("leetcode", "two sum")


@pytest.mark.parametrize("text", ["lc", "leetcode", "lcm of all", "leetcodify", "cf"])
def test_a_word_that_only_begins_like_a_platform_is_a_word(text: str) -> None:
    assert parse_reference(text).platform is None


@pytest.mark.parametrize(
    ("url", "platform", "slug"),
    [
        ("https://leetcode.com/problems/two-sum/", "leetcode", "two-sum"),
        ("https://leetcode.com/problems/two-sum/description/?a=1#x", "leetcode", "two-sum"),
        ("HTTPS://LeetCode.com/problems/Two-Sum", "leetcode", "two-sum"),
        ("leetcode.com/problems/two-sum", "leetcode", "two-sum"),
        ("<https://leetcode.com/problems/two-sum>", "leetcode", "two-sum"),
        ("https://leetcode.cn/problems/two-sum/", "leetcode", "two-sum"),
        ("https://leetcode.com/contest/weekly-1/problems/two-sum/", "leetcode", "two-sum"),
        ("https://neetcode.io/problems/two-integer-sum/question", "leetcode", "two-sum"),
        ("https://neetcode.io/problems/coin-change", "leetcode", "coin-change"),
        ("https://codeforces.com/problemset/problem/1850/A", "codeforces", "1850A"),
        ("https://codeforces.com/contest/1850/problem/h1?x", "codeforces", "1850H1"),
        ("https://m1.codeforces.com/gym/102/problem/B", "codeforces", "102B"),
        ("https://www.hackerrank.com/challenges/a-big-sum/problem", "hackerrank", "a-big-sum"),
        ("https://www.geeksforgeeks.org/problems/key-pair5616/1", "geeksforgeeks", "key-pair5616"),
        ("https://atcoder.jp/contests/abc300/tasks/abc300_a", "atcoder", "abc300_a"),
    ],
)
def test_a_url_names_platform_and_problem(url: str, platform: str, slug: str) -> None:
    reference = parse_reference(url)
    assert (reference.kind, reference.platform, reference.slug) == (URL, platform, slug)


@pytest.mark.parametrize(
    ("url", "platform"),
    [
        ("https://leetcode.com/problemset/", "leetcode"),
        ("https://leetcode.com/problems/", "leetcode"),
        ("https://leetcode.com/problems/%2e%2e/", "leetcode"),
        ("https://codeforces.com/contest/1850", "codeforces"),
        ("https://codeforces.com/problem/", "codeforces"),
        ("https://example.com/problems/two-sum", None),
        ("https://leetcode.com.example.com/problems/two-sum", None),
        ("https://leetcode.com@example.com/problems/two-sum", None),
        ("https://", None),
    ],
)
def test_a_url_that_is_no_known_problems_page_names_none(url: str, platform: str | None) -> None:
    reference = parse_reference(url)
    assert (reference.kind, reference.platform, reference.slug) == (URL, platform, None)


@pytest.mark.parametrize("text", ["cf 1850A", "codeforces 1850/a", "CF-1850-A"])
def test_a_codeforces_problem_can_be_named_without_its_url(text: str) -> None:
    reference = parse_reference(text)
    assert (reference.platform, reference.slug) == ("codeforces", "1850A")


@pytest.mark.parametrize(
    "text", ["", "  ", "\n\t", "\x00\x1b\x07", "\u200b\ufeff", "\udcff", "\ue000"]
)
def test_what_no_one_can_see_names_no_problem(text: str) -> None:
    with pytest.raises(Invalid) as raised:
        parse_reference(text)
    assert "two-sum" in (raised.value.hint or "")


def test_a_reference_may_be_long_but_not_endless() -> None:
    assert parse_reference("x" * LONGEST).words == "x" * LONGEST
    with pytest.raises(Invalid, match="at most 300"):
        parse_reference("x" * (LONGEST + 1))


def test_nothing_a_terminal_or_a_database_would_choke_on_is_kept() -> None:
    reference = parse_reference("two\x00 \x1b[31msum\udcff")
    assert reference.words == "two sum"


@given(st.text(st.characters(), max_size=LONGEST))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    try:
        reference = parse_reference(text)
    except Invalid:
        return
    assert reference.text.isprintable()
    assert reference.slug is None or reference.slug.isascii()
