"""`maang memory`: what is remembered, indexed, forgotten, and said of it."""

import json
from dataclasses import replace

import pytest

from tests.conftest import Cli
from tests.fakes.embedder import absent


@pytest.fixture
def vault(cli: Cli) -> Cli:
    place = cli.cwd / "vault"
    place.mkdir()
    (place / "heaps.md").write_text("# Heaps\n\nsift \x1b[31mdown\x1b[0m\n")
    (place / "graphs.md").write_text("# Graphs\n\nbreadth first\n")
    (place / "picture.md").write_bytes(b"\0\1")
    cli("memory", "remember", "vault")
    return cli


def test_remembering_says_what_was_left_out_and_why(cli: Cli, vault: Cli) -> None:
    result = cli("memory", "remember", "vault")

    assert result.out.splitlines()[0] == "vault: 0 new, 0 changed, 2 unchanged"
    assert result.out.endswith("picture.md (binary)\n")


def test_a_place_that_is_not_there_exits_3(cli: Cli) -> None:
    assert cli("memory", "remember", "nowhere").code == 3


def test_indexing_says_how_much_there_was(vault: Cli) -> None:
    result = vault("memory", "index")

    assert result.code == 0
    assert result.out == "indexed 2 texts in 2 chunks\n"


def test_indexing_without_a_model_says_so(vault: Cli) -> None:
    bare = replace(vault.core.indexing, embedders=absent)
    vault.core.__dict__["indexing"] = bare

    result = vault("memory", "index")

    assert result.code == 0
    assert "by their words only: the model for meanings is not installed" in result.out


def test_stats_are_one_value(vault: Cli) -> None:
    value = json.loads(vault("memory", "stats", "--json").out)

    assert value["kinds"] == {"document": 2}
    assert (value["chunks"], value["waiting"]) == (0, 2)
    assert "2 documents" in vault("memory", "stats").out


def test_one_file_is_forgotten_without_a_question_and_comes_back(vault: Cli) -> None:
    result = vault("memory", "forget", "vault/heaps.md")

    assert result.out.startswith("forgotten: Heaps\nuntil 2026-03-11 12:00 `maang undo`")
    assert "Heaps" not in vault("memory", "list").out
    assert vault("undo").out == "taken back: forget 1 remembered text\n"
    assert "Heaps" in vault("memory", "list").out


def test_several_are_forgotten_only_when_somebody_agrees(vault: Cli) -> None:
    refused = vault("memory", "forget", "vault")
    assert refused.code == 5
    assert "--yes" in refused.err

    assert vault("memory", "forget", "vault", "--yes").code == 0
    assert vault("memory", "list").out == "nothing is remembered here yet\n"


def test_texts_of_one_moment_are_listed_by_ids_that_tell_them_apart(vault: Cli) -> None:
    heaps = next(line for line in vault("memory", "list").out.splitlines() if "Heaps" in line)

    result = vault("memory", "forget", heaps.split()[0])

    assert result.out.startswith("forgotten: Heaps\n")


def test_an_id_that_begins_several_texts_forgets_none_of_them(vault: Cli) -> None:
    first = json.loads(vault("memory", "list", "--json").out)[0]["id"]

    result = vault("memory", "forget", first[:6], "--yes")

    assert result.code == 2
    assert first in result.err
    assert len(json.loads(vault("memory", "list", "--json").out)) == 2


def test_purging_asks_and_cannot_be_undone(vault: Cli) -> None:
    assert vault("memory", "forget", "sifting", "--now").code == 5

    result = vault("memory", "forget", "sifting", "--now", "--yes", "--json")

    value = json.loads(result.out)
    assert (value["purged"], value["until"]) == (True, None)
    assert vault("undo").out == "taken back: remember vault\n"


def test_what_nobody_remembers_cannot_be_forgotten(vault: Cli) -> None:
    assert vault("memory", "forget", "no such thing").code == 3


def test_a_dry_run_of_forgetting_forgets_nothing(vault: Cli) -> None:
    vault.core.db.dry_run = True

    assert vault("memory", "forget", "vault", "--dry-run").code == 0

    assert len(json.loads(vault("memory", "list", "--json").out)) == 2


def test_an_attempt_that_is_forgotten_stays_in_the_log(cli: Cli) -> None:
    cli("log", "two-sum", "--note", "a hash")

    result = cli("memory", "forget", "attempt")

    assert "1 attempt of these stays in the log" in result.out
    assert "a hash" in cli("log", "list").out
