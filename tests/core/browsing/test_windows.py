"""The part of a text around a passage: whole lines, whole code, nothing of the passage lost."""

from hypothesis import given
from hypothesis import strategies as st

from maang.core.browsing.windows import LEAD, LINES, MOST, around


def test_a_short_text_is_all_there() -> None:
    window = around("# Heaps\n\nsift down\n", "sift")

    assert (window.text, window.above, window.below) == ("# Heaps\n\nsift down\n", 0, 0)


def test_a_passage_far_down_stands_among_its_neighbours_in_whole_lines() -> None:
    lines = [f"line {number} of a long text" for number in range(1000)]
    text = "\n".join(lines)

    window = around(text, "line 700 of")

    shown = window.text.splitlines()
    assert set(shown) <= set(lines)
    assert {"line 699 of a long text", "line 700 of a long text", "line 701 of a long text"} <= set(
        shown
    )
    assert window.above + len(window.text) + window.below == len(text)


def test_a_block_of_code_that_is_cut_is_still_code() -> None:
    code = "".join(f"step({number})\n" for number in range(1000))
    text = f"# Before\n\n```python\n{code}```\n\nafter\n"

    window = around(text, "step(500)")

    assert window.text.startswith("```python\nstep(")
    assert window.text.endswith("\n```")
    assert "# Before" not in window.text


def test_what_is_not_in_the_text_shows_its_beginning() -> None:
    assert around("a" * 10 * MOST, "b").above == 0


def test_it_has_no_more_lines_than_can_be_drawn_in_a_moment() -> None:
    text = "- a\n" * 5000

    window = around(text + "needle\n" + text, "needle")

    assert "needle" in window.text
    assert window.text.count("\n") <= LINES + 1


@given(st.text(alphabet="ab \n`~#", max_size=200), st.integers(0, 60), st.integers(0, 200))
def test_a_passage_is_never_cut_off(piece: str, times: int, at: int) -> None:
    text = piece * times
    passage = text[at : at + 100]

    window = around(text, passage)

    assert passage in window.text
    assert len(window.text) <= MOST + LEAD
