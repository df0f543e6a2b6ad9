"""(rules) A line of an export → a piece that can be kept, or why it cannot."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from maang.core.errors import Invalid, MaangError
from maang.core.porting.kinds import HEAD, KINDS, LIST, NAMED, PROBLEM, VERSION, Column
from maang.core.porting.models import BadRow, NewList, NewProblem, Piece, Row
from maang.core.porting.values import flag, line, number
from maang.core.problems.models import Difficulty, Facts

BOM = b"\xef\xbb\xbf"
"""What some editors begin a file in UTF-8 with."""

NOT_OURS = "export with `maang export`; a table of your own comes in with `maang import csv`"


def looks_like_export(beginning: bytes) -> bool:
    """Whether a file that begins so is an export of ours in JSON Lines."""
    return beginning.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{")


def pieces(lines: Iterable[bytes], known: Mapping[str, UUID]) -> Iterator[Piece]:
    """What each line holds; `known` says which problem `platform/slug` names, and may grow.

    Raises Invalid for a file that is no export, or one of a newer maang.
    """
    makers: dict[str, Callable[[Mapping[str, Any], int], Piece]] = {
        **{name: _row_maker(name, known) for name in KINDS},
        PROBLEM: _problem,
        LIST: lambda fields, at: _list(fields, at, known),
    }
    for at, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        try:
            fields = json.loads(raw.removeprefix(BOM).decode())
            kind = fields["type"]
        except (ValueError, KeyError, TypeError, RecursionError):
            kind = None
        if not isinstance(kind, str):
            yield BadRow(at, "is no line of an export")
            continue
        if kind == HEAD:
            _check_version(fields)
            continue
        try:
            yield makers[kind](fields, at)
        except KeyError:
            yield BadRow(at, f"has a type that is not known: {kind!r:.40}")
        except MaangError as error:
            yield BadRow(at, error.message)


def header(beginning: bytes) -> dict[str, Any]:
    """What the first line says of the file. Raises Invalid where it is none of ours."""
    try:
        fields = json.loads(beginning.removeprefix(BOM))
        kind = fields["type"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Invalid("the file is no export of maang's", hint=NOT_OURS) from error
    if kind != HEAD:
        raise Invalid("the file does not begin as an export does", hint=NOT_OURS)
    _check_version(fields)
    return dict(fields)


def _check_version(fields: Mapping[str, Any]) -> None:
    version = fields.get("version")
    if version != VERSION:
        raise Invalid(
            f"a newer maang made this export (version {version!r:.20}, ours is {VERSION})",
            hint="upgrade maang: pip install --upgrade maang",
        )


def _row_maker(name: str, known: Mapping[str, UUID]) -> Callable[[Mapping[str, Any], int], Row]:
    columns = KINDS[name].columns
    places = {column.field: (place, _reader(column, known)) for place, column in enumerate(columns)}
    required = [(place, column.field) for place, column in enumerate(columns) if column.required]

    def make(fields: Mapping[str, Any], at: int) -> Row:
        values: list[Any] = [None] * len(columns)
        for field, value in fields.items():  # most columns are empty, and left out
            if value is not None and (found := places.get(field)):
                try:
                    values[found[0]] = found[1](value)
                except Invalid as error:
                    raise Invalid(f"{field}: {error.message}") from error
        for place, field in required:
            if values[place] is None:
                raise Invalid(f"{field} is missing")
        return Row(name, at, tuple(values))

    return make


def _reader(column: Column, known: Mapping[str, UUID]) -> Callable[[Any], Any]:
    if column.type != NAMED:
        return column.value.read
    return lambda value: _named(value, known)


def _named(value: Any, known: Mapping[str, UUID]) -> UUID:
    found = known.get(value) if isinstance(value, str) else None
    if found is None:
        raise Invalid(f"{value!r:.80} is not in the catalogue, nor above in the file")
    return found


def _problem(fields: Mapping[str, Any], at: int) -> NewProblem:
    difficulty = fields.get("difficulty")
    if difficulty is not None and difficulty not in list(Difficulty):
        raise Invalid(f"difficulty: {difficulty!r:.40} is none")
    facts = Facts(
        title=line(fields.get("title")),
        url=_maybe(fields, "url"),
        number=None if fields.get("number") is None else number(1, 10**9 - 1)(fields["number"]),
        difficulty=Difficulty(difficulty) if difficulty else None,
        premium=flag(fields.get("premium", False)),
        pattern=_maybe(fields, "pattern"),
        topics=_names(fields, "topics"),
        techniques=_names(fields, "techniques"),
        time=_maybe(fields, "time"),
        space=_maybe(fields, "space"),
    )
    platform, slug = line(fields.get("platform")), line(fields.get("slug"))
    return NewProblem(at, platform, slug, facts, flag(fields.get("edited", True)))


def _list(fields: Mapping[str, Any], at: int, known: Mapping[str, UUID]) -> NewList:
    named = fields.get("problems")
    if not isinstance(named, list):
        raise Invalid("problems: a list of them is missing")
    problems = tuple(dict.fromkeys(_named(each, known) for each in named))
    return NewList(at, line(fields.get("slug")), line(fields.get("name")), problems)


def _maybe(fields: Mapping[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return None if value is None else line(value)


def _names(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = fields.get(name) or []
    if not isinstance(value, list):
        raise Invalid(f"{name}: {value!r:.40} is no list")
    return tuple(line(each) for each in value)
