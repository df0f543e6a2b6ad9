"""`maang memory search`: what a person sees, what a program reads, and what is said on the side."""

import json

import pytest

from maang.core.embedding.service import Embedding
from tests.conftest import Cli


@pytest.fixture(scope="session")
def embedding() -> Embedding:
    return Embedding()


@pytest.fixture
def notes(cli: Cli, embedding: Embedding) -> Cli:
    cli.core.__dict__["embedding"] = embedding
    cli("note", "add", "Look up the complement before inserting it")
    cli("log", "3sum", "--note", "sort, then two pointers; skip equal ones")
    return cli


def test_a_note_written_a_moment_ago_is_found_with_what_opens_it(notes: Cli) -> None:
    found = notes("memory", "search", "inserted", "complements")

    assert found.code == 0
    lines = found.out.splitlines()
    assert lines[0] == "1  Look up the complement before inserting it"
    handle = next(line for line in lines if "maang note show" in line).split()[-1]
    assert "complement" in notes("note", "show", handle).out


def test_nothing_relevant_exits_1_and_says_how_to_see_more(notes: Cli) -> None:
    found = notes("memory", "search", "blorptang fizzwuggle")

    assert (found.code, found.out) == (1, "")
    assert "--anything" in found.err
    assert notes("memory", "search", "blorptang fizzwuggle", "--anything").code == 0


def test_nothing_relevant_is_a_value_too(notes: Cli) -> None:
    found = notes("memory", "search", "blorptang fizzwuggle", "--json")

    assert found.code == 1
    assert json.loads(found.out)["passages"] == []


def test_explain_shows_what_each_term_adds(notes: Cli) -> None:
    said = notes("memory", "search", "3sum", "--explain").out

    assert "exact name; " in said
    assert "meaning 0." in said
    assert "words 0." in said


def test_json_has_handles_shares_and_marks(notes: Cli) -> None:
    value = json.loads(notes("memory", "search", "complements", "--json").out)

    best = value["passages"][0]
    assert (best["source"], best["kind"], value["meanings"]) == ("notes", "note", True)
    assert best["marks"] == [[12, 22]]
    assert best["score"] == pytest.approx(sum(best["shares"].values()))


def test_filters_are_names_a_person_has(notes: Cli) -> None:
    only = notes("memory", "search", "two pointers", "--problem", "3sum", "--kind", "attempt")

    assert only.out.startswith("1  3Sum (3sum)")
    assert notes("memory", "search", "pointers", "--problem", "999999").code == 3
    assert notes("memory", "search", "pointers", "--since", "someday").code == 4


def test_it_fits_a_narrow_terminal(notes: Cli) -> None:
    notes.env["COLUMNS"] = "40"

    said = notes("memory", "search", "complement").out

    assert all(len(line) <= 40 for line in said.splitlines())


def test_a_question_about_time_is_said_to_be_one(notes: Cli) -> None:
    assert "'today'" in notes("memory", "search", "what did I sort today").err


def test_without_a_model_words_are_found_and_it_says_why(cli: Cli) -> None:
    cli.core.__dict__["embedding"] = Embedding("not-installed")
    cli("note", "add", "Look up the complement before inserting it")

    found = cli("memory", "search", "complements")

    assert found.code == 0
    assert "by words only" in found.err


def test_what_was_shown_is_counted_and_no_step_of_undo(notes: Cli) -> None:
    notes("memory", "search", "complement")

    assert "log 3sum" in notes("undo").out


def test_control_characters_of_a_file_never_reach_the_terminal(notes: Cli) -> None:
    (notes.cwd / "evil.md").write_text("# Heaps\n\nsift \x1b[31mdown\x1b[0m\n")
    notes("memory", "remember", "evil.md")

    found = notes("memory", "search", "sift down heaps")

    assert "Heaps" in found.out
    assert "\x1b" not in found.out


@pytest.mark.parametrize("command", [("memory", "search"), ("ask",)])
def test_a_day_begins_where_the_persons_days_do(notes: Cli, command: tuple[str, ...]) -> None:
    notes.clock.forward(hours=6)
    asked = (*command, "two pointers", "--source", "log")

    assert notes(*asked, "--since", "2026-03-10").code == 0
    assert notes(*asked, "--until", "2026-03-10").code == 1
