"""Pieces hold the whole text, stay within their budget and know what they stand below."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maang.core.memory.chunking import BUDGET, Chunk, split

FENCED = "```python\nfor n in nums:\n\n    # not a heading\n    seen.add(n)\n```"

LINES = st.sampled_from(
    [
        *("# Graphs", "## Cycles ##", "###", "#no heading", "text here", "- item", "> said", ""),
        *("```", "~~~~", "```py", "    indented", "| a | b |", "---", "===", "\x00", "\ufeff"),
        *(
            "\ud800 alone",
            "é" * 40,
            "汉字" * 30,
            "👩‍👩‍👧" * 9,
            "word " * 60,
            "x" * 400,
            "\t",
            "\x0c",
        ),
    ]
)
MARKDOWN = st.builds(str.join, st.sampled_from(["\n", "\r\n", "\r", "\n\n"]), st.lists(LINES))
ANYTHING = st.text(st.characters(), max_size=300)


def whole(text: str, chunks: list[Chunk]) -> bool:
    """Whether nothing but white space is outside of them, and each is where it says."""
    source = "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in text)
    ends = [0, *(chunk.end for chunk in chunks)]
    starts = [*(chunk.start for chunk in chunks), len(source)]
    between = [source[end:start] for end, start in zip(ends, starts, strict=True)]
    in_order = all(end <= start for end, start in zip(ends, starts, strict=True))
    placed = all(chunk.text == source[chunk.start : chunk.end] for chunk in chunks)
    return in_order and placed and not "".join(between).strip()


@given(text=MARKDOWN | ANYTHING, budget=st.integers(4, 200), markdown=st.booleans())
@settings(max_examples=150, deadline=None)
def test_no_text_is_lost_and_no_piece_is_too_large(text: str, budget: int, markdown: bool) -> None:
    chunks = split(text, budget=budget, markdown=markdown)

    assert whole(text, chunks)
    assert all(chunk.text.strip() for chunk in chunks)
    # A cluster of characters may be cut, a character may not.
    assert max((len(chunk.text.encode()) for chunk in chunks), default=0) <= budget


@given(text=MARKDOWN, budget=st.integers(20, 200))
@settings(max_examples=50, deadline=None)
def test_an_overlap_repeats_text_and_loses_none(text: str, budget: int) -> None:
    chunks = split(text, budget=budget, overlap=budget // 3)
    source = text.replace("\ud800", "\ufffd")
    held = {place for chunk in chunks for place in range(chunk.start, chunk.end)}

    assert all(letter.isspace() or place in held for place, letter in enumerate(source))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x" * 10_000_000, id="one endless word"),
        pytest.param("left pointer " * 770_000, id="one endless line"),
        pytest.param("# Day\n\nSolved two, read one.\n\n" * 330_000, id="many sections"),
        pytest.param("```\n" + "total += n\n" * 900_000, id="a fence nobody closes"),
        pytest.param("\x00" * 1_000_000, id="nothing but NUL"),
        pytest.param("> " * 500_000, id="quotes in quotes"),
        pytest.param("\n" * 1_000_000, id="nothing but lines"),
    ],
)
def test_ten_megabytes_end_too(text: str) -> None:
    chunks = split(text)

    assert whole(text, chunks)
    assert all(len(chunk.text.encode()) <= BUDGET for chunk in chunks)


def test_a_short_note_is_one_piece() -> None:
    assert split("  Use a heap.\n") == [Chunk("  Use a heap.", 0, 13)]


@pytest.mark.parametrize("text", ["", " \n\t\r\n "])
def test_nothing_has_no_pieces(text: str) -> None:
    assert split(text) == []


def test_a_piece_knows_the_headings_above_it() -> None:
    text = "intro\n# Graphs\n## Cycles ##\nthree colours\n## Paths\nqueue\n# Heaps\ntop k\n"

    assert [(chunk.text, chunk.headings) for chunk in split(text)] == [
        ("intro", ()),
        ("# Graphs\n## Cycles ##\nthree colours", ("Graphs", "Cycles")),
        ("## Paths\nqueue", ("Graphs", "Paths")),
        ("# Heaps\ntop k", ("Heaps",)),
    ]


def test_windows_line_ends_change_nothing() -> None:
    text = "# Graphs\n\nthree colours\n\n## Paths\n\nqueue"
    windows = split(text.replace("\n", "\r\n"))

    assert [chunk.headings for chunk in windows] == [chunk.headings for chunk in split(text)]


def test_a_comment_in_code_is_no_heading() -> None:
    (chunk,) = split(f"# Two sum\n{FENCED}\nafter")

    assert chunk.headings == ("Two sum",)


def test_a_fence_is_closed_by_its_own_kind_only() -> None:
    last = split("~~~\n```\n# code\n~~~\n# Real\ntext")[-1]

    assert last.headings == ("Real",)


def test_code_stays_whole_where_it_fits() -> None:
    prose = "The invariant holds before and after each step. " * 3
    chunks = split(f"{prose}\n\n{FENCED}\n\n{prose}", budget=len(prose) + 10)

    assert FENCED in [chunk.text for chunk in chunks]


def test_plain_text_has_no_headings() -> None:
    chunks = split("# a comment\nx = 1\n# another\ny = 2", markdown=False)

    assert [chunk.headings for chunk in chunks] == [()]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentence = "A monotonic stack keeps the days that still wait for a warmer one. "

    assert {chunk.text for chunk in split(sentence * 40)} == {(sentence * 11).strip()} | {
        (sentence * 7).strip()
    }
