"""The table of contents says what the modules say, and every command shows how it is used."""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from maang.cli.contents import DEFAULT, ENTRIES, Entry
from maang.cli.exits import EARNS, MEANINGS, Exit
from maang.core import errors
from tests.walk import VERBS, Verb

COMMANDS = Path(importlib.import_module("maang.cli.commands").__path__[0])


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=lambda entry: entry.name)
def test_the_line_of_help_is_the_first_line_of_the_module(entry: Entry) -> None:
    module = importlib.import_module(f"maang.cli.commands.{entry.module}")

    assert entry.help == (module.__doc__ or "").partition("\n")[0]


PARTS = {"sync_schedule"}
"""Verbs of another module's noun: `sync schedule` is registered by `sync`."""


def test_every_module_of_commands_is_in_the_contents() -> None:
    files = {path.stem for path in COMMANDS.glob("*.py")} - {"__init__", *PARTS}

    assert files == {entry.module for entry in ENTRIES.values()}


def test_without_words_it_is_a_command_that_exists() -> None:
    assert DEFAULT in ENTRIES


@pytest.mark.parametrize("verb", VERBS, ids=str)
def test_every_verb_says_what_it_does_in_a_sentence(verb: Verb) -> None:
    assert verb.help.partition("\n")[0].endswith(".")


@pytest.mark.parametrize("verb", VERBS, ids=str)
def test_every_verb_shows_an_example_of_itself(verb: Verb) -> None:
    assert verb.example[:1] == [verb.words[0]]


def test_every_error_of_the_core_earns_an_exit_code() -> None:
    assert [kind for kind in _kinds(errors.MaangError) if kind not in EARNS] == []


def test_every_exit_code_has_its_meaning() -> None:
    codes = {str(int(code)) for code in Exit} - {"130"}  # which is 128+n

    assert codes | {"128+n"} == set(MEANINGS)


def _kinds(kind: type[errors.MaangError]) -> Iterator[type[errors.MaangError]]:
    """The kinds the core itself defines, not what features make of them."""
    for heir in kind.__subclasses__():
        if heir.__module__ == errors.__name__:
            yield heir
            yield from _kinds(heir)
