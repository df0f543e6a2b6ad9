"""`maang ask`: with a model and without, to a person and to a program."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from maang.core.bootstrap import Core
from tests.conftest import Cli
from tests.fakes.model_server import ModelServer, a_model_server

HEAPS = "Heaps\nPushing to a heap costs O(log n). Peeking at the smallest is O(1)."
SEARCH = "Binary search\nI write lo < hi where lo <= hi is needed, so the last one is never seen."


@pytest.fixture(autouse=True)
def _remembered(core: Core) -> None:
    core.logins.secrets.keyring.absent = True
    core.notes.add(HEAPS)
    core.notes.add(SEARCH, problem="binary-search")


@pytest.fixture
def server(core: Core) -> Iterator[ModelServer]:
    """A model that is set up."""
    with a_model_server() as played:
        core.settings = replace(
            core.settings, llm="openai-compatible", llm_model="tiny", llm_base_url=played.url
        )
        yield played


def test_without_a_model_the_answer_is_in_ones_own_words_with_their_source(cli: Cli) -> None:
    done = cli("ask", "what does pushing to a heap cost?")

    assert done.code == 0
    assert done.out.startswith("Pushing to a heap costs O(log n). [1]\n")
    assert "[1] Heaps  note · 2026-03-10 12:00  maang note show " in done.out
    assert "without a model" in done.err


def test_the_handle_of_a_source_opens_it(cli: Cli) -> None:
    shown = cli("ask", "what does pushing to a heap cost?").out.rpartition("maang note show ")[2]

    assert HEAPS in cli("note", "show", shown.split()[0]).out


def test_a_question_needs_no_quotes(cli: Cli) -> None:
    assert cli("ask", "heap", "push", "cost").out == cli("ask", "heap push cost").out


def test_json_is_the_whole_answer(cli: Cli) -> None:
    done = cli("ask", "heap push cost", "--json")

    value = json.loads(done.out)
    assert value["sentences"][0] == {"text": "Pushing to a heap costs O(log n).", "citations": [1]}
    assert value["answer"].startswith("Pushing to a heap costs O(log n). [1]")
    assert value["passages"][0]["title"] == "Heaps"
    assert (value["model"], value["removed_citations"], value["problem"]) == (None, 0, None)
    assert done.err == ""


def test_what_nobody_wrote_about_exits_1_and_invents_nothing(cli: Cli) -> None:
    done = cli("ask", "who won the football world cup of 1998?")
    value = cli("ask", "who won the football world cup of 1998?", "--json")

    assert (done.code, done.out) == (1, "")
    assert "nothing relevant" in done.err
    assert value.code == 1
    assert json.loads(value.out)["sentences"] == []


def test_filters_narrow_what_may_answer(cli: Cli) -> None:
    asked = ("ask", "is it lo < hi or lo <= hi in binary search?", "--problem")

    assert cli(*asked, "binary-search").out.startswith("I write lo < hi where")
    assert cli(*asked, "two-sum").code == 1
    assert cli(*asked, "no-such-problem").code == 3


def test_a_model_words_the_answer_and_the_notice_says_so(cli: Cli, server: ModelServer) -> None:
    server.reply = lambda request: ["A push is logar", "ithmic [1]. It is magic [44]."]

    done = cli("ask", "heap push cost?")

    assert done.code == 0
    assert done.out.startswith("A push is logarithmic. [1]\n\n[1] ")
    assert "magic" not in done.out
    assert "worded by openai-compatible:tiny" in done.err
    assert "1 citation of nothing removed; 1 sentence without a source dropped" in done.told


def test_the_same_question_is_not_paid_for_twice_unless_one_says_so(
    cli: Cli, server: ModelServer
) -> None:
    server.reply = lambda request: [f"Answer {len(server.asked)} [1]."]
    first, second = (cli("ask", "heap push cost?") for _ in range(2))
    anew = cli("ask", "heap push cost?", "--again", "--json")

    assert first.out == second.out
    assert second.out.startswith("Answer 1. [1]\n")
    assert "--again asks it anew" in second.err
    assert "--again" not in first.err
    value = json.loads(anew.out)
    assert (value["answer"], value["kept"]) == ("Answer 2. [1]", False)


def test_model_none_asks_nobody(cli: Cli, server: ModelServer) -> None:
    done = cli("ask", "heap push cost?", "--model", "none")

    assert done.out.startswith("Pushing to a heap costs O(log n). [1]\n")
    assert server.asked == []


def test_a_model_that_is_down_does_not_keep_one_from_ones_notes(
    cli: Cli, server: ModelServer
) -> None:
    server.status = 500

    done = cli("ask", "heap push cost?")

    assert done.code == 0
    assert "trouble of its own" in done.err
    assert done.out.startswith("Pushing to a heap costs O(log n). [1]\n")


def test_a_model_that_was_named_and_is_down_is_an_error(cli: Cli, server: ModelServer) -> None:
    server.status = 401

    done = cli("ask", "heap push cost?", "--model", "openai-compatible", "--json")

    assert done.code == 5
    assert json.loads(done.err)["error"]["code"] == "denied"


def test_a_reply_that_breaks_off_exits_1_with_what_was_whole(cli: Cli, server: ModelServer) -> None:
    server.reply, server.cut = lambda request: ["A push is cheap [1]. And", " so"], 1

    done = cli("ask", "heap push cost?")

    assert done.code == 1
    assert done.out.startswith("A push is cheap. [1]\n")
    assert "was cut" in done.err


def test_a_model_may_say_that_nothing_answers(cli: Cli, server: ModelServer) -> None:
    server.reply = lambda request: ["NOTHING"]

    done = cli("ask", "heap push cost?")

    assert (done.code, done.out) == (1, "")
    assert "finds no answer" in done.err


def test_an_answer_fits_forty_columns(cli: Cli) -> None:
    cli.env["COLUMNS"] = "40"

    done = cli("ask", "what does pushing to a heap cost?")

    assert max(map(len, done.out.splitlines())) <= 40


def test_nothing_asked_is_refused(cli: Cli) -> None:
    assert cli("ask").code == 2
    assert cli("ask", "  ").code == 4


def test_a_key_for_models_is_a_login_like_others(cli: Cli, core: Core) -> None:
    key = "sk-test-0123456789abcdef"

    done = cli("login", "openai", "--store", "file", stdin=key)

    assert done.code == 0
    assert key not in done.out + done.err
    assert core.models.secrets_of("openai")["key"].reveal() == key
    assert cli("login", "ollama").code == 4
    assert cli("logout", "openai").code == 0
    assert core.models.secrets_of("openai") == {}
