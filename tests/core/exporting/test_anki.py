"""The Anki package, opened as the layout of schema 11 says. Anki itself is not tried here."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from zoneinfo import ZoneInfo

import pytest

from maang.core.exporting.anki import DECK, FIELDS, MODEL, package
from tests.core.exporting.attempts import AGAIN, OWN, SOLVED

UTC = ZoneInfo("UTC")


@pytest.fixture
def collection() -> Iterator[sqlite3.Connection]:
    with zipfile.ZipFile(io.BytesIO(package([SOLVED, AGAIN, OWN], zone=UTC))) as file:
        assert file.namelist() == ["collection.anki2", "media"]
        assert json.loads(file.read("media")) == {}
        held = file.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as db:
        db.deserialize(held)
        yield db


def test_it_has_the_tables_of_schema_11_and_is_sound(collection: sqlite3.Connection) -> None:
    named = collection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")

    assert {name for (name,) in named} == {"col", "notes", "cards", "revlog", "graves"}
    assert collection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert collection.execute("SELECT ver FROM col").fetchall() == [(11,)]


def test_its_deck_and_kind_of_note_are_described(collection: sqlite3.Connection) -> None:
    ((models, decks),) = collection.execute("SELECT models, decks FROM col")

    model = json.loads(models)[str(MODEL)]
    assert [field["name"] for field in model["flds"]] == list(FIELDS)
    assert "{{Yours}}" in model["tmpls"][0]["afmt"]
    assert json.loads(decks)[str(DECK)]["name"] == "maang"


def test_a_problem_is_one_note_and_one_new_card(collection: sqlite3.Connection) -> None:
    notes = collection.execute("SELECT id, mid, flds, sfld, tags FROM notes ORDER BY id").fetchall()
    cards = collection.execute("SELECT nid, did, type, queue, due FROM cards").fetchall()

    assert [note[3] for note in notes] == ["1. Two Sum", "Ring"]
    assert all(note[1] == MODEL and note[2].count("\x1f") == len(FIELDS) - 1 for note in notes)
    assert cards == [(notes[0][0], DECK, 0, 0, 1), (notes[1][0], DECK, 0, 0, 2)]
    assert notes[0][4].split() == ["maang", "Arrays-&-Hashing"]


def test_the_back_is_what_the_person_wrote_newest_first_and_no_markup_of_theirs(
    collection: sqlite3.Connection,
) -> None:
    ((fields,),) = collection.execute("SELECT flds FROM notes ORDER BY id LIMIT 1")
    back = fields.split("\x1f")[3]

    assert back.index("2026-03-02") < back.index("2026-03-01")
    assert "@hash of &lt;seen&gt;" in back
    assert "first<br><br>second" in back


def test_the_same_attempts_give_the_same_package() -> None:
    assert package([SOLVED, OWN], zone=UTC) == package([SOLVED, OWN], zone=UTC)
