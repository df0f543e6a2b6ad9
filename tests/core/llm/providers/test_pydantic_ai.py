"""Models behind pydantic-ai, asked over real HTTP: every way a reply can come, or not come."""

from collections.abc import Iterator
from threading import active_count

import pytest

from maang.core.config.secret import Secret
from maang.core.errors import BadReply, Denied, MaangError, NotConfigured, TimedOut, Unavailable
from maang.core.llm.models import Message, Role, Wanted
from maang.core.llm.ports import LanguageModel
from maang.core.llm.providers import vendors
from tests.fakes.model_server import ModelServer, a_model_server, event

SAID = [Message(Role.SYSTEM, "Be brief."), Message(Role.USER, "Hello?")]
KEY = {"key": Secret("sk-test-0123456789abcdef")}


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with a_model_server() as played:
        yield played


def opened(server: ModelServer, *, seconds: float = 60.0) -> LanguageModel:
    return vendors.openai_compatible(Wanted("tiny", server.url, KEY, seconds))


def heard(model: LanguageModel) -> str:
    return "".join(chunk.text for chunk in model.stream(SAID))


def failure(model: LanguageModel) -> MaangError:
    with pytest.raises(MaangError) as caught:
        heard(model)
    return caught.value


def test_a_reply_comes_piece_by_piece(server: ModelServer) -> None:
    server.reply = lambda request: ["One", " and", " two."]

    pieces = [chunk.text for chunk in opened(server).stream(SAID)]

    assert "".join(pieces) == "One and two."
    assert len(pieces) == 3


def test_what_is_said_arrives_as_it_was_said_and_no_tool_with_it(server: ModelServer) -> None:
    heard(opened(server))

    [asked] = server.asked
    assert [(each["role"], each["content"]) for each in asked["messages"]] == [
        ("system", "Be brief."),
        ("user", "Hello?"),
    ]
    assert asked["model"] == "tiny"
    assert "tools" not in asked
    assert server.headers[0]["authorization"] == "Bearer sk-test-0123456789abcdef"


def test_a_server_that_wants_no_key_is_sent_none_of_ours(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-environment")

    heard(vendors.ollama(Wanted("tiny", server.url)))

    assert server.headers[0]["authorization"] == "Bearer none"


def test_thoughts_and_calls_of_tools_are_no_text(server: ModelServer) -> None:
    call = {"name": "delete_everything", "arguments": "{}"}
    tool = {"index": 0, "id": "1", "type": "function", "function": call}
    server.more = [event({"tool_calls": [tool]}), event({"reasoning_content": "hm"})]

    assert heard(opened(server)) == "Hello there."


@pytest.mark.parametrize(
    ("status", "kind", "word"),
    [
        (401, Denied, "refuses the key"),
        (403, Denied, ""),
        (404, NotConfigured, "no such model"),
        (429, Unavailable, "enough questions"),
        (500, Unavailable, "trouble of its own"),
        (503, Unavailable, "trouble of its own"),
    ],
)
def test_a_refusal_is_told_for_what_it_is(
    server: ModelServer, status: int, kind: type[MaangError], word: str
) -> None:
    server.status = status

    error = failure(opened(server))

    assert isinstance(error, kind)
    assert word in error.message
    assert len(server.asked) == 1  # nothing is tried again behind the person's back


def test_how_long_to_wait_is_passed_on(server: ModelServer) -> None:
    server.status, server.head = 429, {"Retry-After": "17"}

    assert "17 s" in (failure(opened(server)).hint or "")


def test_a_redirect_is_not_followed(server: ModelServer) -> None:
    with a_model_server() as elsewhere:
        server.status, server.head = 307, {"Location": f"{elsewhere.url}/chat/completions"}

        assert isinstance(failure(opened(server)), BadReply)
        assert elsewhere.asked == []


@pytest.mark.parametrize(
    "raw",
    [b"<html>Welcome!</html>", b"data: {not json\n\n", b"", b"\xff\xfe\x00" * 50, b"data: 7\n\n"],
)
def test_nonsense_is_no_reply(server: ModelServer, raw: bytes) -> None:
    server.raw, server.head = raw, {"Content-Type": "text/event-stream"}

    assert isinstance(failure(opened(server)), BadReply)


@pytest.mark.parametrize("way", ["cut", "unfinished"])
def test_a_reply_cut_in_its_middle_is_heard_so_far_and_then_fails(
    server: ModelServer, way: str
) -> None:
    server.reply = lambda request: ["One", " and", " two."]
    server.cut, server.unfinished = (2, False) if way == "cut" else (None, True)
    stream = opened(server).stream(SAID)

    assert [next(stream).text, next(stream).text] == ["One", " and"]
    with pytest.raises((BadReply, Unavailable), match="cut"):
        list(stream)


def test_a_slow_drip_ends_at_the_deadline(server: ModelServer) -> None:
    server.reply, server.drip = lambda request: ["drip "] * 10_000, 0.05

    error = failure(opened(server, seconds=1.0))

    assert isinstance(error, TimedOut)
    assert "deadline.llm" in (error.hint or "")


def test_an_endless_reply_is_not_listened_to(server: ModelServer) -> None:
    server.reply = lambda request: ["x" * 50_000] * 6

    assert "does not end" in failure(opened(server)).message


def test_who_stops_listening_hangs_up(server: ModelServer) -> None:
    before = active_count()
    server.reply, server.drip = lambda request: ["drip "] * 10_000, 0.02
    stream = opened(server).stream(SAID)
    next(iter(stream))

    stream.close()  # type: ignore[attr-defined]

    server.stopping.wait(0.2)
    assert active_count() <= before + 1  # the server's own, which notices at its next piece


def test_nobody_there_is_unavailable() -> None:
    with a_model_server() as gone:
        url = gone.url

    error = failure(vendors.openai_compatible(Wanted("tiny", url)))

    assert isinstance(error, Unavailable)
    assert "--model none" in (error.hint or "")


def test_a_key_never_shows_in_an_error(server: ModelServer) -> None:
    server.status = 400
    server.raw = b'{"error": {"message": "bad key sk-test-0123456789abcdef\\u001b[31m"}}'

    error = failure(opened(server))

    assert "0123456789" not in error.message
    assert "\x1b" not in error.message


def test_a_key_does_not_cross_the_network_in_the_clear() -> None:
    with pytest.raises(Denied, match="in the clear"):
        vendors.openai_compatible(Wanted("tiny", "http://models.example/v1", KEY))

    assert vendors.openai_compatible(Wanted("tiny", "http://models.example/v1"))


@pytest.mark.parametrize("vendor", [vendors.openai, vendors.anthropic, vendors.google])
def test_a_vendor_without_a_key_says_how_to_log_in(vendor: type) -> None:
    with pytest.raises(NotConfigured) as caught:
        vendor(Wanted("big"))

    assert (caught.value.hint or "").startswith("maang login ")


def test_without_a_name_of_the_model_or_an_address_it_says_which_setting() -> None:
    with pytest.raises(NotConfigured) as nameless:
        vendors.ollama(Wanted())
    with pytest.raises(NotConfigured) as homeless:
        vendors.openai_compatible(Wanted("tiny"))

    assert "llm_model" in (nameless.value.hint or "")
    assert "llm_base_url" in (homeless.value.hint or "")
