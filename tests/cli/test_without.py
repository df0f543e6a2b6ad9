"""A day with notes without a cache, with one that hangs, and without the model: all of it works."""

import json
import os
import shutil
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

from tests import overlay
from tests.fakes.model_server import ModelServer, a_model_server
from tests.programs import Done, Program, a_program
from tests.servers_fixture import free_port, short_directory, start_valkey

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("without")]

WORDS_ONLY = "searched by words only"


@pytest.fixture(scope="module")
def maang() -> Iterator[Program]:
    with a_program() as program:
        assert program("note", "add", "a first note, so that there is a database").code == 0
        yield program


@pytest.fixture(scope="module")
def server() -> Iterator[ModelServer]:
    """A model that words answers."""
    with a_model_server() as played:
        played.reply = lambda _: ["It costs log n [1]."]
        yield played


@contextmanager
def away(_: Path) -> Iterator[Mapping[str, str]]:
    yield {"MAANG_REDIS_URL": f"redis://127.0.0.1:{free_port()}/0"}


@contextmanager
def frozen(_: Path) -> Iterator[Mapping[str, str]]:
    with short_directory() as home, start_valkey(home, "hush") as url:
        with redis.Redis.from_url(url, socket_timeout=20) as client:
            pid = client.info("server")["process_id"]
        os.kill(pid, signal.SIGSTOP)
        try:
            yield {"MAANG_REDIS_URL": url}
        finally:
            os.kill(pid, signal.SIGCONT)


@contextmanager
def no_model(place: Path) -> Iterator[Mapping[str, str]]:
    package = overlay.another_model(place / "package", overlay.absent)
    yield {"MAANG_REDIS_ENABLED": "false", "PYTHONPATH": str(package)}


@pytest.mark.parametrize("way", [away, frozen, no_model])
def test_a_day_with_notes(maang: Program, server: ModelServer, tmp_path: Path, way: object) -> None:
    assert callable(way)
    vault = maang.home / "vault"
    vault.mkdir()
    (vault / "heaps.md").write_text("# Heaps\n\nPushing to a heap costs log n, peeking is free.\n")
    (vault / "tries.md").write_text("# Tries\n\nA trie is as deep as its longest word.\n")
    try:
        with way(tmp_path) as env:
            _day(maang, server, env)
    finally:
        shutil.rmtree(vault)
        maang("memory", "forget", "files", "--now", "--yes")


def _day(maang: Program, server: ModelServer, env: Mapping[str, str]) -> None:
    def run(*words: str) -> Done:
        done = maang(*words, env=env)
        assert (done.code, "Traceback" in done.err) == (0, False), done.err
        return done

    def titles() -> list[str]:
        found = run("memory", "search", "what does pushing to a heap cost?", "--json")
        return [each["title"] for each in json.loads(found.out)["passages"]]

    run("note", "add", "Sorting costs n log n.")
    assert "2 new" in run("memory", "remember", "vault").out
    before = titles()
    assert before[0] == "Heaps"
    said = run("memory", "search", "heap").err
    assert (WORDS_ONLY in said) is ("PYTHONPATH" in env)

    own = run("ask", "what does pushing to a heap cost?").out
    assert own.startswith("Pushing to a heap costs log n, peeking is free. [1]\n")
    wording = {"MAANG_LLM": "openai-compatible", "MAANG_LLM_MODEL": "tiny"}
    with_model = {**env, **wording, "MAANG_LLM_BASE_URL": server.url}
    for _ in range(2):
        asked = ("ask", "what does pushing to a heap cost?", "--json")
        answer = json.loads(maang(*asked, env=with_model).out)
        assert (answer["answer"], answer["kept"]) == ("It costs log n. [1]", False)

    assert run("memory", "forget", "vault/heaps.md").out.startswith("forgotten: Heaps")
    assert "Heaps" not in titles()
    assert "taken back" in run("undo").out
    assert titles() == before
    assert "taken back: remember" in run("undo").out
    assert "taken back" in run("undo").out
