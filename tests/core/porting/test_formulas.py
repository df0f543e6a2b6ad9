"""Formulas: a cell no spreadsheet runs, and the text that was meant."""

from hypothesis import given
from hypothesis import strategies as st

from maang.core.porting.formulas import FORMULA, harmless, plain

CELLS = st.text(alphabet="'=+-@\t\ra1 ", max_size=8)


@given(CELLS)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    assert not harmless(text).startswith(FORMULA)


@given(CELLS)
def test_what_was_made_harmless_comes_back_as_it_was(text: str) -> None:
    assert plain(harmless(text)) == text


def test_an_ordinary_cell_stays_as_it_is() -> None:
    assert harmless("a = b") == plain("a = b") == "a = b"
    assert harmless("=HYPERLINK(1)") == "'=HYPERLINK(1)"
