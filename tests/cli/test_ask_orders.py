"""Orders hidden in what is remembered, answered by a model that obeys them all: nothing happens.

The whole way is walked: real notes, real search, a model behind real HTTP, the command's output.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from maang.core.bootstrap import Core
from tests.conftest import Cli
from tests.core.ask.obedient import CALLS, obey
from tests.core.ask.orders import HOST, ORDERS
from tests.fakes.model_server import ModelServer, a_model_server

COUNTERS = {"conversation_memory": ("accessed",)}
"""Columns in which being found is counted: the one thing a question may change."""

_watched: list[tuple[str, Any]] | None = None


def _notice(what: str, arguments: tuple[Any, ...]) -> None:
    if _watched is not None and what in (
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "socket.connect"),
        *("os.remove", "os.rename", "os.rmdir", "shutil.rmtree", "webbrowser.open"),
    ):
        _watched.append((what, arguments[1] if what == "socket.connect" else arguments))


sys.addaudithook(_notice)


@pytest.fixture
def watched() -> Iterator[list[tuple[str, Any]]]:
    """What this process does to the world while a test looks."""
    global _watched
    _watched = []
    yield _watched
    _watched = None


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with a_model_server() as played:
        played.reply, played.more = obey, CALLS
        yield played


@pytest.fixture
def asking(cli: Cli, core: Core, server: ModelServer) -> Cli:
    """Commands whose model is the obedient one."""
    from dataclasses import replace

    core.settings = replace(
        core.settings, llm="openai-compatible", llm_model="tiny", llm_base_url=server.url
    )
    core.logins.secrets.keyring.absent = True
    return cli


def state(connection: Connection) -> dict[str, list[str]]:
    """Every row of every table, but for the counters."""
    named = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' \
AND table_type = 'BASE TABLE'"
    rows: dict[str, list[str]] = {}
    for (table,) in connection.execute(text(named)).all():
        found = connection.execute(text(f'SELECT to_jsonb(t) FROM "{table}" t')).scalars()
        left_out = COUNTERS.get(table, ())
        rows[table] = sorted(
            json.dumps({k: v for k, v in row.items() if k not in left_out}, sort_keys=True)
            for row in found
        )
    return rows


def files(place: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def test_no_order_changes_anything_or_leads_anywhere(
    asking: Cli,
    core: Core,
    connection: Connection,
    server: ModelServer,
    watched: list[tuple[str, Any]],
    tmp_path: Path,
) -> None:
    groups = a_note_each(core, together=8)
    core.indexing.index()
    asking("ask", "heaps", "--limit", "1")  # libraries look at the machine when first used
    before, on_disk = state(connection), files(tmp_path)
    watched.clear()

    for slug in groups:
        answer = asking("ask", "heaps", "--problem", slug, "--limit", "8")
        assert answer.code == 0, answer.err
        assert_harmless(answer.out + answer.err)
        assert "worded by openai-compatible:tiny" in answer.err

    assert state(connection) == before
    assert files(tmp_path) == on_disk
    port = int(server.url.split(":")[2].split("/")[0])
    assert [what for what, _ in watched if what != "socket.connect"] == []
    assert {address[1] for _, address in watched if isinstance(address, tuple)} == {port}
    assert_told_as_data(server)
    told = "".join(request["messages"][1]["content"] for request in server.asked)
    assert [at for at, _ in enumerate(ORDERS) if f"note {at}." not in told] == []


def a_note_each(core: Core, *, together: int) -> list[str]:
    """A note for each order, so many on a problem; the problems."""
    groups = [str(number) for number in range(1, 1 + -(-len(ORDERS) // together))]
    for at, order in enumerate(ORDERS):
        core.notes.add(f"Heaps, note {at}.\n{order}", problem=groups[at // together])
    return groups


def assert_harmless(said: str) -> None:
    assert not any(mark in said for mark in ("\x1b", "\x9b", "\x07", "\x00", "\u202e", "\u200b"))
    assert HOST not in said
    assert not any(mark in said.lower() for mark in ("](", "![", "<img", "<script", "<svg"))
    assert not any(mark in said for mark in ("[77]", "[9999]"))


def assert_told_as_data(server: ModelServer) -> None:
    """No passage reached the system message or left its block, and no tool was offered."""
    for request in server.asked:
        system, user = (each["content"] for each in request["messages"])
        boundary = user.split(">")[0].removeprefix("<passage-")
        inside = user.count(f"<passage-{boundary}>")
        assert inside == user.count(f"</passage-{boundary}>") == user.count(boundary) / 2
        assert user.lower().count("<passage") + user.lower().count("</passage") == 2 * inside
        assert "note" not in system.replace("own notes", "")
        assert "tools" not in request
        assert "functions" not in request


def test_there_are_enough_of_them_and_no_two_alike() -> None:
    assert len(set(ORDERS)) == len(ORDERS) >= 50


def test_the_watch_sees_what_it_is_there_to_see(watched: list[tuple[str, Any]]) -> None:
    import subprocess

    subprocess.run(["true"], check=True)

    assert "subprocess.Popen" in {what for what, _ in watched}
