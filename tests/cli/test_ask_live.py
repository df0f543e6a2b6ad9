"""`maang ask` on a real terminal: sentences while they are said, and Ctrl-C in between."""

import signal
from collections.abc import Iterator
from threading import Event

import pexpect
import pytest

from tests.fakes.model_server import ModelServer, a_model_server
from tests.programs import SECONDS, Program

pytestmark = [
    pytest.mark.xdist_group("program"),
    pytest.mark.flaky(reruns=2),
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]


@pytest.fixture
def seen() -> Iterator[Event]:
    """Set when the first sentence was seen; the model says the second one only then."""
    event = Event()
    yield event
    event.set()


@pytest.fixture
def child(program: Program, seen: Event) -> Iterator["pexpect.spawn[str]"]:
    """A question being answered, in front of a person."""
    assert program("note", "add", "Heaps of quokkas\nPushing one costs O(log n).").code == 0
    with a_model_server() as server:
        server.reply = lambda request: _slowly(seen)
        yield _asked(program, server)


def _slowly(seen: Event) -> Iterator[str]:
    yield "A push is cheap [1]. A pop \x1b[31m"
    seen.wait(SECONDS)
    yield "too [1]."


def _asked(program: Program, server: ModelServer) -> "pexpect.spawn[str]":
    env = {
        "MAANG_LLM": "openai-compatible",
        "MAANG_LLM_MODEL": "tiny",
        "MAANG_LLM_BASE_URL": server.url,
        "TERM": "xterm-256color",
        "NO_COLOR": "1",
    }
    argv = [*program.argv, "ask", "what does a push to a heap of quokkas cost?"]
    return pexpect.spawn(
        argv[0],
        argv[1:],
        env={**program.environment, **env},
        cwd=str(program.home),
        timeout=SECONDS,
        encoding="utf-8",
    )


def test_a_sentence_is_shown_before_the_next_one_is_said(
    child: "pexpect.spawn[str]", seen: Event
) -> None:
    child.expect_exact("A push is cheap. [1]")

    seen.set()
    child.expect(pexpect.EOF)
    child.close()

    rest = str(child.before)
    assert child.exitstatus == 0
    assert "A pop too. [1]" in rest
    assert "[1] Heaps of quokkas" in rest
    assert "\x1b[31m" not in rest


def test_ctrl_c_ends_it_between_two_sentences(child: "pexpect.spawn[str]") -> None:
    child.expect_exact("A push is cheap. [1]")

    child.kill(signal.SIGINT)
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == 130
    assert "Traceback" not in str(child.before)
