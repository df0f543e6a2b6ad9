"""Lines of an export: what each must be, and why another is refused."""

import json
from uuid import UUID

import pytest

from maang.core.errors import Invalid
from maang.core.importing.reading import header, looks_like_export, pieces
from maang.core.porting.models import BadRow, NewList, Row

KNOWN = {"leetcode/two-sum": UUID(int=1)}
NOTE = {
    "type": "note",
    "id": "01900000-0000-7000-8000-000000000001",
    "problem": "leetcode/two-sum",
    "body": "remember",
    "created_at": "2026-03-01T10:00:00+00:00",
    "updated_at": "2026-03-01T10:00:00+00:00",
}


def read(*lines: object) -> list[object]:
    raw = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
    return list(pieces(raw, KNOWN))


def test_a_line_becomes_a_row_with_its_problem_found() -> None:
    (row,) = read(NOTE)

    assert isinstance(row, Row)
    assert (row.kind, row.line, row.values[1]) == ("note", 1, UUID(int=1))


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"id": "x"}, "id: 'x' is no id"),
        ({"body": None}, "body is missing"),
        ({"body": 7}, "body: 7 is no text"),
        ({"created_at": "2026-03-01"}, "created_at: 2026-03-01 has no offset"),
        ({"created_at": 12}, "created_at: 12 is no time"),
        ({"problem": "leetcode/none"}, "problem: 'leetcode/none' is not in the catalogue"),
        ({"type": "wish"}, "has a type that is not known: 'wish'"),
        ({"type": ["a"]}, "is no line of an export"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(said: dict[str, object], reason: str) -> None:
    (row,) = read({**NOTE, **said})

    assert isinstance(row, BadRow)
    assert row.reason.startswith(reason)


@pytest.mark.parametrize("raw", [b"{", b"[]", b"7", b"\xff\xfe", b'{"a": 1}', b"[" * 100_000])
def test_a_line_that_is_none_of_ours_is_bad_and_the_next_is_read(raw: bytes) -> None:
    bad, good = read(raw, NOTE)

    assert isinstance(bad, BadRow)
    assert isinstance(good, Row)


def test_text_that_a_terminal_would_obey_is_made_safe() -> None:
    (row,) = read({**NOTE, "body": "a\x1b[31mred\x00"})

    assert isinstance(row, Row)
    assert row.values[4] == "ared\ufffd"


def test_a_list_names_its_problems_in_order() -> None:
    line = {"type": "list", "slug": "team", "name": "Team", "problems": ["leetcode/two-sum"]}

    assert read(line) == [NewList(1, "team", "Team", (UUID(int=1),))]


def test_an_export_is_told_by_its_first_sign() -> None:
    assert looks_like_export(b'\xef\xbb\xbf{"type"')
    assert not looks_like_export(b"slug,date")


@pytest.mark.parametrize("first", [b"", b"slug,date\n", b'{"type": "note"}\n', b"{}\n"])
def test_a_file_that_does_not_begin_as_an_export_is_refused(first: bytes) -> None:
    with pytest.raises(Invalid):
        header(first)
