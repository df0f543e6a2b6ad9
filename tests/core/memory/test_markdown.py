"""Markdown files of anybody's making are understood, or the reason why not is said."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.errors import Invalid
from maang.core.memory.markdown import LARGEST_FRONT, read_document


def test_front_matter_is_kept_beside_the_text() -> None:
    raw = b"---\ntitle: Heaps\ntags: [a, b]\ndate: 2026-03-01\nrating: 4.5\n---\n# Other\n\ntext\n"

    document = read_document(raw, name="file")

    assert document.text == "# Other\n\ntext"
    assert document.title == "Heaps"
    assert document.front == {
        "title": "Heaps",
        "tags": ["a", "b"],
        "date": "2026-03-01",
        "rating": 4.5,
    }


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (b"words\n\n## A heading ##\n", "A heading"),
        (b"only words", "file"),
        (b"---\ntitle: ''\n---\nwords", "file"),
        (b"\xef\xbb\xbf# After a mark\r\n", "After a mark"),
    ],
)
def test_the_title_is_the_front_matter_s_the_first_heading_s_or_the_name(
    raw: bytes, title: str
) -> None:
    assert read_document(raw, name="file").title == title


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"---\na: 1\n---\n", "empty"),
        (b"a\0b", "binary"),
        (b"\xff\xfe words", "not UTF-8"),
        ("\ud800".encode("utf-8", "surrogatepass"), "not UTF-8"),
    ],
)
def test_what_is_no_text_says_why(raw: bytes, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        read_document(raw, name="file")


BOMB = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]"


@pytest.mark.parametrize(
    "front",
    [BOMB, "a: [", "- a\n- list", "a: !!python/object:os.system x", "[" * 2000, "a: 1\n" * 20_000],
)
def test_front_matter_that_is_not_understood_stays_in_the_text(front: str) -> None:
    document = read_document(f"---\n{front}\n---\nwords\n".encode(), name="file")

    assert document.front == {}
    assert document.problem is not None
    assert document.text.endswith("words")
    assert document.text.startswith("---")


def test_front_matter_may_be_as_long_as_this() -> None:
    front = "a: " + "x" * (LARGEST_FRONT - 4) + "\n"

    assert read_document(f"---\n{front}---\nwords".encode(), name="file").problem is None


def test_numbers_that_json_does_not_know_become_what_it_does() -> None:
    raw = b'---\na: .nan\nb: .inf\nc: 99999999999999999999\nd: "x\\0y"\n---\nwords'

    front = read_document(raw, name="file").front

    assert front == {"a": None, "b": None, "c": "99999999999999999999", "d": "x\ufffdy"}


@given(st.binary(max_size=400))
def test_any_bytes_are_understood_or_refused(raw: bytes) -> None:
    try:
        document = read_document(b"---\n" + raw + b"\n---\nwords", name="file")
    except Invalid:
        return
    assert document.text.strip()
    assert "\0" not in json.dumps(document.front, allow_nan=False)
