"""The table: what a spreadsheet opens, and runs nothing of."""

import csv
import io
from zoneinfo import ZoneInfo

from maang.core.exporting.table import COLUMNS, rows
from maang.core.porting.formulas import FORMULA
from tests.core.exporting.attempts import AGAIN, OWN, SOLVED


def test_each_attempt_is_a_row_with_its_time_in_the_persons_zone() -> None:
    text = b"".join(rows([SOLVED, AGAIN], zone=ZoneInfo("Europe/Berlin"))).decode()

    found = list(csv.DictReader(io.StringIO(text, newline="")))

    assert list(found[0]) == list(COLUMNS)
    assert found[0]["date"] == "2026-03-02T00:30:00+01:00"
    assert (found[0]["minutes"], found[1]["outcome"]) == ("18", "failed")
    assert found[0]["note"] == "first\n\nsecond"


def test_no_cell_is_a_formula() -> None:
    text = b"".join(rows([SOLVED, OWN], zone=ZoneInfo("UTC"))).decode()

    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]

    assert "'@hash of <seen>" in cells
    assert [cell for cell in cells if cell.startswith(FORMULA)] == []


def test_a_log_of_nothing_is_a_line_of_headings() -> None:
    assert b"".join(rows([], zone=ZoneInfo("UTC"))).decode().splitlines() == [",".join(COLUMNS)]
