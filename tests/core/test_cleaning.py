"""Nothing a terminal would obey comes out, and nothing harmless is touched."""

import unicodedata
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.cleaning import safe_line, safe_text
from tests.hostile import HOSTILE, MARKUP

DANGEROUS = frozenset(
    [chr(code) for code in [*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0)]]
    + list("\u061c\u200b\u200e\u200f\u2028\u2029\u2060\ufeff")
    + [chr(code) for code in [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]]
    + [chr(code) for code in range(0xD800, 0xE000)]
)
CONTROLS = ["\x1b", "\x07", "\x1b\\", "\x9b", "\x9d", "\x9c", "\r", "\n", "\b"]
HIDDEN = ["\u200d", "\u200c", "\ufeff", "\u202e", "\ud800", "\U000e0041", "\u2028"]
ORDINARY = ["[", "]", "31m", "0;", "P", " ", "a", "é"]
any_text = st.text(st.characters(exclude_categories=()))
nasty_text = st.lists(st.sampled_from(CONTROLS + HIDDEN + ORDINARY), max_size=30).map("".join)
texts = st.one_of(any_text, nasty_text)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_hostile_string_keeps_a_dangerous_character(name: str) -> None:
    assert DANGEROUS.isdisjoint(safe_text(HOSTILE[name]))


@given(texts)
def test_no_text_at_all_keeps_a_dangerous_character(text: str) -> None:
    assert DANGEROUS.isdisjoint(safe_text(text))


@given(texts)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert safe_text(safe_text(text)) == safe_text(text)


@given(texts)
def test_what_comes_out_can_always_be_written_as_utf_8(text: str) -> None:
    assert safe_text(text).encode().decode() == safe_text(text)


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Zs"])))
def test_text_of_letters_marks_numbers_and_signs_is_returned_as_it_is(text: str) -> None:
    assert safe_text(text) == text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_line_is_one_line(name: str) -> None:
    line = safe_line(HOSTILE[name])
    assert line == " ".join(line.splitlines()).strip()


@given(texts)
def test_making_a_line_twice_is_making_it_once(text: str) -> None:
    assert safe_line(safe_line(text)) == safe_line(text)


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        (HOSTILE["colour"], "red"),
        (HOSTILE["link that lies"], "https://bank.example"),
        (HOSTILE["change the title"], ""),
        (HOSTILE["write the clipboard"], ""),
        (HOSTILE["8-bit CSI"], "red"),
        (HOSTILE["Windows line ends"], "one\ntwo\n"),
        (HOSTILE["carriage return over what was said"], "rm -rf ~\nls      "),
        (HOSTILE["right-to-left override in a file name"], "photo\ufffdgpj.exe"),
        (HOSTILE["NUL in a name"], "file.txt\ufffd.exe"),
        (HOSTILE["OSC that never ends"], "text 0;and the rest of the page"),
        (HOSTILE["zero width between letters"], "passwords"),
        (HOSTILE["order written in tag characters"], "hi"),
        (HOSTILE["lone surrogate"], "half \ufffd of it"),
        (HOSTILE["joiners between letters"], "paypal.com"),
    ],
)
def test_what_is_left_is_what_the_reader_should_see(dirty: str, clean: str) -> None:
    assert safe_text(dirty) == clean


@pytest.mark.parametrize(
    "text",
    ["👩‍💻 👨‍👩‍👧 ❤️‍🔥 🏴‍☠️", "می‌خواهم", "क्‍ष", "naïve\tcafé\n日本語", "שלום", "O(n log n) ≤ n²", ""],
)
def test_emoji_and_every_script_survive(text: str) -> None:
    assert safe_text(text) == text


@pytest.mark.parametrize("name", MARKUP)
def test_markup_is_left_to_the_front_end(name: str) -> None:
    assert safe_text(MARKUP[name]) == MARKUP[name]


def test_a_line_has_single_spaces_and_none_at_its_ends() -> None:
    assert safe_line("  two\tsum \r\n\n is  easy ") == "two sum is easy"


def test_every_control_character_of_unicode_is_dealt_with() -> None:
    controls = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cc"]
    kept = [char for char in controls if char in safe_text(f"a{char}b")]
    assert kept == ["\t", "\n"]


@pytest.mark.parametrize("text", ["two sum, O(n): é\n\t" * 320, "日本語 👩‍💻 \n" * 640])
def test_cleaning_a_page_takes_less_than_a_few_milliseconds(text: str) -> None:
    assert fastest(text) < 0.004


@pytest.mark.parametrize("piece", ["\x1b]", "\x1b[0", "\x9d", "\x1b ", "\x1b]aaaa", "\u200d"])
def test_hostile_repetition_costs_no_more_than_in_proportion(piece: str) -> None:
    assert fastest(piece * 20_000) < 40 * fastest(piece * 2_000) + 0.002


def fastest(text: str) -> float:
    """Seconds of the quickest of five runs."""
    seconds = []
    for _ in range(5):
        begun = perf_counter()
        safe_text(text)
        seconds.append(perf_counter() - begun)
    return min(seconds)
