"""What nobody should have to remember: each is told clearly, and nothing of it is half there."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import Connection, text

from tests import listening
from tests.conftest import Cli, Result

SURROGATE = "\udcff"
"""What a byte that is no UTF-8 becomes on the command line."""

BAD: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "empty"),
    "white": (b" \n\t\n", "empty"),
    "binary": (bytes(range(256)) * 40, "binary"),
    "nul": (b"# Title\n\nbefore\0after\n", "binary"),
    "surrogates": (b"# Title\n\n\xed\xa0\x80\xed\xb0\x80\n", "not UTF-8"),
    "latin": ("# Größe\n".encode("latin-1"), "not UTF-8"),
    "large": (b"word " * (2 << 20), "larger than"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_beside_a_good_one_is_left_out_by_name(cli: Cli, kind: str) -> None:
    raw, reason = BAD[kind]
    vault = cli.cwd / "vault"
    vault.mkdir()
    (vault / "good.md").write_text("# Good\n\nheaps and tries\n")
    (vault / f"{kind}.md").write_bytes(raw)

    done = cli("memory", "remember", "vault", "--json")

    value = json.loads(done.out)
    assert (done.code, value["new"]) == (0, 1)
    (left_out,) = value["skipped"]
    assert left_out["file"].endswith(f"{kind}.md")
    assert reason in left_out["reason"]
    assert titles(cli) == ["Good"]


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_file_that_was_named_is_an_error(cli: Cli, kind: str) -> None:
    raw, reason = BAD[kind]
    (cli.cwd / f"{kind}.md").write_bytes(raw)

    refused(cli("memory", "remember", f"{kind}.md"), reason)
    assert titles(cli) == []


def test_a_file_whose_name_is_not_utf_8_is_told_and_can_be_printed(cli: Cli) -> None:
    vault = cli.cwd / "vault"
    vault.mkdir()
    (vault / os.fsdecode(b"caf\xe9.md")).write_text("# Coffee\n")

    done = cli("memory", "remember", "vault")

    assert (done.code, "its name is not UTF-8" in done.out) == (0, True)
    assert titles(cli) == []


@pytest.mark.parametrize(
    "words",
    [
        ("note", "add", f"a heap {SURROGATE} is"),
        ("memory", "search", f"heap {SURROGATE}"),
        ("ask", f"what is a heap {SURROGATE}?"),
        ("memory", "remember", f"no{SURROGATE}where"),
        ("memory", "forget", f"no{SURROGATE}where"),
        ("memory", "search", "heap", "--company", SURROGATE),
        ("memory", "list", "--kind", SURROGATE),
        ("log", "two-sum", "--note", SURROGATE),
    ],
)
def test_lone_surrogates_in_what_is_typed_break_nothing(cli: Cli, words: tuple[str, ...]) -> None:
    cli("note", "add", "a heap keeps the smallest on top")

    done = cli(*words)

    assert done.code in (0, 3, 4)
    assert "Traceback" not in done.err
    done.out.encode()
    assert cli("memory", "search", "heap").code == 0


@pytest.mark.parametrize("body", ["", " \n", "\x1b[0m\u200b", "x" * ((1 << 20) + 1)])
def test_a_note_that_is_empty_or_endless_is_refused(cli: Cli, body: str) -> None:
    refused(cli("note", "add", "-", stdin=body), "")
    assert cli("note", "list", "--json").out == "[]\n"


def test_what_stdin_says_is_never_cut(cli: Cli) -> None:
    endless = "x" * ((1 << 20) + 1)

    refused(cli("log", "two-sum", "--note", "-", stdin=endless), "too long")
    refused(cli("log", "two-sum", "--code", "-", stdin=endless), "too long")
    assert cli("log", "list", "--json").out == "[]\n"


def test_a_note_with_nul_keeps_its_words(cli: Cli) -> None:
    done = cli("note", "add", "-", stdin="left\0right")

    assert done.code == 0
    assert "\0" not in json.loads(cli("note", "list", "--json").out)[0]["body"]


def test_a_loop_of_links_ends_and_is_named(cli: Cli) -> None:
    vault = cli.cwd / "vault"
    (vault / "inner").mkdir(parents=True)
    (vault / "a.md").write_text("# A\n\nheaps\n")
    (vault / "inner" / "back").symlink_to(vault)
    (vault / "self.md").symlink_to(vault / "self.md")

    value = json.loads(cli("memory", "remember", "vault", "--json").out)

    assert value["new"] == 1
    assert {Path(each["file"]).name for each in value["skipped"]} >= {"back", "self.md"}
    refused(cli("memory", "remember", "vault/self.md"), "", code=3)


@pytest.mark.slow
def test_ten_thousand_tiny_files_are_remembered_in_some_transactions(
    cli: Cli, connection: Connection
) -> None:
    vault = cli.cwd / "vault"
    vault.mkdir()
    for number in range(10_000):
        (vault / f"{number}.md").write_text(f"note {number}\n")
    first = statements(connection, lambda: cli("memory", "remember", "vault", "--json"))
    second = statements(connection, lambda: cli("memory", "remember", "vault", "--json"))

    assert json.loads(first[0].out)["new"] == 10_000
    assert json.loads(second[0].out)["unchanged"] == 10_000
    assert first[1] < 1_000, "by two hundred, not one by one"
    assert second[1] < 500


def test_a_folder_that_changes_while_it_is_read_gives_whole_files(cli: Cli) -> None:
    vault, done = cli.cwd / "vault", Event()
    vault.mkdir()
    for number in range(300):
        written(vault / f"{number}.md", number)
    writer = Thread(target=churned, args=(vault, done))
    writer.start()
    try:
        results = [cli("memory", "remember", "vault", "--json") for _ in range(5)]
    finally:
        done.set()
        writer.join()

    assert [result.code for result in results] == [0] * 5
    for result in results:
        reasons = {each["reason"] for each in json.loads(result.out)["skipped"]}
        assert reasons <= {"it has gone meanwhile", "it changes while it is read", "empty"}
    with cli.core.db.read() as session:
        bodies = session.scalars(text("SELECT text FROM conversation_memory")).all()
    assert len(bodies) >= 200
    assert [body for body in bodies if not whole(body)] == []


def titles(cli: Cli) -> list[str]:
    return [each["title"] for each in json.loads(cli("memory", "list", "--json").out)]


def refused(done: Result, reason: str, *, code: int = 4) -> None:
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith("error: ")
    assert reason in done.err
    assert "Traceback" not in done.err


def statements(connection: Connection, action: Callable[[], Result]) -> tuple[Result, int]:
    """What it gives, and how many statements it takes."""
    with listening.statements(connection) as seen:
        return action(), len(seen)


def written(file: Path, number: int) -> None:
    """A file that shows whether it is whole, put in place in one step."""
    fresh = file.with_suffix(".new")
    fresh.write_text(f"begins {number}\n\n{'word ' * (number % 50)}\n\nends {number}\n")
    fresh.replace(file)


def whole(body: str) -> bool:
    first, *_, last = body.split("\n")
    return first.startswith("begins ") and last == f"ends {first.removeprefix('begins ')}"


def churned(vault: Path, done: Event) -> None:
    """Files come, change and go until it is `done`."""
    number = 0
    while not done.is_set():
        number += 1
        written(vault / f"{number % 300}.md", number)
        (vault / f"{(number * 7) % 300}.md").unlink(missing_ok=True)
        if number % 20 == 0:
            time.sleep(0.001)
