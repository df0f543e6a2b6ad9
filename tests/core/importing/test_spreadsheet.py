"""Spreadsheets: encodings, delimiters, headings, and what the dates of a column mean."""

import io
from pathlib import Path

import pytest

from maang.core.errors import Invalid
from maang.core.importing.spreadsheet import Table, opened
from maang.core.porting.models import DateOrder, Sheet, Source


def source(content: str | bytes, encoding: str = "utf-8") -> Source:
    raw = content if isinstance(content, bytes) else content.encode(encoding)
    return Source("own.csv", len(raw), lambda: io.BytesIO(raw))


def rows(table: Table, content: Source) -> list[dict[str, str]]:
    return [table.said(cells) for _, cells in table.rows(content.open())]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_tables_are_read_as_programs_write_them(delimiter: str, ending: str, encoding: str) -> None:
    lines = [["Problem", "Date"], ["Zwei Süm", "2024-03-05"], ['"a', 'b"', "2024-03-06"]]
    lines[2] = [f'"a{delimiter}b"', "2024-03-06"]
    text = "".join(delimiter.join(cells) + ending for cells in lines)
    given = source(text, encoding)

    found = rows(opened(given, Sheet({})), given)

    assert [row["problem"] for row in found] == ["Zwei Süm", f"a{delimiter}b"]


def test_what_is_no_utf_8_is_read_as_latin_1_and_that_is_said() -> None:
    given = source("problem,date,notes\ntwo-sum,2024-03-05,schön\n", "latin-1")
    table = opened(given, Sheet({}))

    assert rows(table, given)[0]["note"] == "schön"
    assert table.notes == ("the file is not UTF-8; it was read as Latin-1",)


def test_a_row_may_go_on_over_lines_and_is_known_by_its_last() -> None:
    given = source('problem,date,notes\n3sum,2024-03-05,"one\ntwo"\n\ntwo-sum,2024-03-06,\n')
    table = opened(given, Sheet({}))

    assert [line for line, _ in table.rows(given.open())] == [3, 5]


def test_headings_are_known_by_many_names() -> None:
    head = "Question Name,LeetCode #,Solved On,Result,Time Taken (min),Comments,Companies\n"
    given = source(head + "Two Sum,1,2024-03-05,yes,25,good,Google\n")

    said = rows(opened(given, Sheet({})), given)[0]

    assert said == {
        "problem": "Two Sum",
        "number": "1",
        "date": "2024-03-05",
        "outcome": "yes",
        "minutes": "25",
        "note": "good",
        "company": "Google",
    }


def test_a_heading_may_be_said_to_be_another_column() -> None:
    given = source("what,wann,date\ntwo-sum,2024-03-05,never\n")
    table = opened(given, Sheet({"what": "problem", "wann": "date"}))

    assert rows(table, given) == [{"problem": "two-sum", "date": "2024-03-05"}]


@pytest.mark.parametrize(
    ("columns", "reason"),
    [({"wann": "date"}, "has no column 'wann'"), ({"date": "when"}, "no column of ours")],
)
def test_a_column_that_is_none_is_refused(columns: dict[str, str], reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        opened(source("problem,date\n"), Sheet(columns))


def test_a_table_without_a_date_names_its_headings() -> None:
    with pytest.raises(Invalid, match="a date; the headings are: problem, note"):
        opened(source("problem,note\ntwo-sum,x\n"), Sheet({}))


def test_one_date_decides_for_the_whole_column() -> None:
    given = source("problem,date\ntwo-sum,3/5/24\n3sum,5/13/24\n")

    assert opened(given, Sheet({})).dates is DateOrder.MDY


def test_dates_that_mean_two_days_are_asked_about_and_answered() -> None:
    given = source("problem,date\ntwo-sum,3/5/24\n")

    with pytest.raises(Invalid, match="line 2: '3/5/24' could be two days"):
        opened(given, Sheet({}))
    assert opened(given, Sheet({}, DateOrder.DMY)).dates is DateOrder.DMY


def test_dates_in_two_orders_are_refused_with_their_lines() -> None:
    with pytest.raises(Invalid, match="lines 2 and 3 have their dates in different orders"):
        opened(source("problem,date\ntwo-sum,13/5/24\n3sum,5/13/24\n"), Sheet({}))


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="not text"):
        opened(source(b"\x00\x01\x02problem,date\n"), Sheet({}))


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Invalid, match="empty"):
        opened(source("\n \n"), Sheet({}))
