"""Lists from files: every way to name a problem, and no guessing."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.errors import Invalid
from maang.core.problems.importing import Matched, complaint, match, rows_of
from maang.core.problems.models import BadRow, Known


def a_known(number: int | None, slug: str, title: str, platform: str = "leetcode") -> Known:
    return Known(uuid4(), platform, slug, number, title)


KNOWN = [
    a_known(1, "two-sum", "Two Sum"),
    a_known(2, "add-two-numbers", "Add Two Numbers"),
    a_known(50, "powx-n", "Pow(x, n)"),
    a_known(45, "jump-game-ii", "Jump Game II"),
    a_known(None, "ring", "Ring", "own"),
    a_known(None, "two-sum", "Two Sum", "hackerrank"),
    a_known(None, "1850A", "To My Critics", "codeforces"),
]
SLUGS = {problem.id: problem.slug for problem in KNOWN}


def matched(text: str) -> Matched:
    return match(rows_of(text), KNOWN)


def slugs(text: str) -> list[str]:
    found = matched(text)
    assert found.bad == ()
    return [SLUGS[key] for key in found.problems]


@pytest.mark.parametrize(
    "cell",
    [
        "two-sum",
        "Two Sum",
        "TWO SUM",
        "1",
        "#1",
        "1. Two Sum",
        "https://leetcode.com/problems/two-sum/description/?x=1",
        "leetcode.com/problems/two-sum",
        "https://neetcode.io/problems/two-integer-sum",
    ],
)
def test_a_problem_is_named_by_slug_number_title_or_url(cell: str) -> None:
    assert matched(cell).problems == (KNOWN[0].id,)


def test_the_order_of_the_file_is_that_of_the_list() -> None:
    assert slugs("50\n1\n2\n") == ["powx-n", "two-sum", "add-two-numbers"]


def test_a_header_says_which_columns_name_the_problem() -> None:
    assert slugs("Minutes,Title,Rank\n2,Two Sum,50\n1,Jump Game II,1\n") == [
        "two-sum",
        "jump-game-ii",
    ]


def test_a_row_without_its_first_name_is_read_by_the_next() -> None:
    assert slugs("number,title\n,Two Sum\n2,\n") == ["two-sum", "add-two-numbers"]


def test_without_a_header_every_cell_is_looked_at() -> None:
    assert slugs("easy,Two Sum\nmedium,add-two-numbers\n") == ["two-sum", "add-two-numbers"]


@pytest.mark.parametrize("text", ["Pow(x, n)\n", "title\nPow(x, n)\n", '"Pow(x, n)"\n'])
def test_a_title_with_a_comma_needs_no_quotes_where_it_stands_alone(text: str) -> None:
    assert slugs(text) == ["powx-n"]


@pytest.mark.parametrize("text", ["slug;minutes\ntwo-sum;1\n", "slug\tminutes\ntwo-sum\t1\n"])
def test_semicolons_and_tabs_part_cells_as_well(text: str) -> None:
    assert slugs(text) == ["two-sum"]


def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_it() -> None:
    assert slugs("\ufeffslug\r\ntwo-sum\r\n\r\nring\r\n") == ["two-sum", "ring"]


def test_a_problem_named_twice_comes_once_and_the_line_is_told() -> None:
    found = matched("two-sum\n2\n\nTwo Sum\n1\n")

    assert (len(found.problems), found.repeated) == (2, (4, 5))


def test_what_is_on_leetcode_is_meant_where_several_platforms_have_it() -> None:
    assert matched("two-sum").problems == (KNOWN[0].id,)
    page = "https://www.hackerrank.com/challenges/two-sum/problem"
    assert matched(page).problems == (KNOWN[5].id,)


def test_a_codeforces_problem_is_named_by_contest_and_letter() -> None:
    assert slugs("cf 1850A\n") == ["1850A"]


@pytest.mark.parametrize("text", ["2. Two Sum", "2,Two Sum", "slug,number\ntwo-sum,2"])
def test_a_row_that_contradicts_itself_is_bad(text: str) -> None:
    found = matched(text)

    assert found.problems == ()
    assert "two-sum" in found.bad[0].reason
    assert "add-two-numbers" in found.bad[0].reason


def test_a_bad_row_is_told_by_its_line_and_text() -> None:
    assert matched("two-sum\n\nno such thing\n").bad == (
        BadRow(3, "no such thing", "names no problem we know"),
    )


@pytest.mark.parametrize("near", ["two-sums", "Two Su", "two", "9999"])
def test_what_is_only_nearly_a_name_names_nothing(near: str) -> None:
    assert matched(near).problems == ()


@pytest.mark.parametrize("text", ["", "\n\n , \n", "\ufeff"])
def test_an_empty_file_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="empty"):
        rows_of(text)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Invalid, match="not text"):
        rows_of("PK\x03\x04\0\0")


def test_a_cell_without_end_is_refused_with_its_line() -> None:
    with pytest.raises(Invalid, match="line 1"):
        rows_of('"' + "x" * 200_000)


def test_a_complaint_names_three_rows_and_counts_the_rest() -> None:
    bad = [BadRow(line, f"x{line}", "names no problem we know") for line in range(2, 7)]
    error = complaint(bad, rows=9)

    assert error.message.startswith("5 of 9 rows cannot be used: line 2: 'x2' names")
    assert error.message.endswith("line 4: 'x4' names no problem we know; and 2 more")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_and_finds_only_what_is_known(text: str) -> None:
    try:
        found = matched(text)
    except Invalid:
        return
    assert set(found.problems) <= {problem.id for problem in KNOWN}
    assert len(set(found.problems)) == len(found.problems)


def test_every_row_is_a_problem_a_repetition_or_bad() -> None:
    text = "two-sum\n1\nnothing\n2\n,\nring\n"
    found = matched(text)

    rows = len(rows_of(text))
    assert len(found.problems) + len(found.repeated) + len(found.bad) == rows == 5
    assert all(isinstance(key, UUID) for key in found.problems)
