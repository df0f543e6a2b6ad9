"""Codeforces, open and signed, as it is and as it misbehaves."""

from collections.abc import Iterator
from typing import Any

import pytest

from maang.core.config.secret import Secret
from maang.core.errors import MaangError, NotConfigured, NotFound
from maang.core.sync.errors import Blocked, PlatformDown, RateLimited, SchemaChanged, WrongSecret
from maang.core.sync.models import RemoteSubmission, Verdict
from maang.core.sync.platforms.codeforces import Codeforces, listing_of, signature
from tests.conftest import NOON
from tests.core.sync.platforms.sites import access_to, ids, submissions
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.history import a_history
from tests.fakes.platform_server.mischief import Mischief
from tests.fakes.platform_server.server import PlatformServer

PROBLEM = {"contestId": 1850, "index": "A", "name": "To My Critics", "tags": ["implementation"]}

SIGNED = (
    "f4f9023d0fe144d15943243beb1a05f82bda76f05539039608fda6212420c3bd"
    "2c584fe4ee7a23becad97d351556b7af9e362b457fe98afcda113803f2dd43a8"
)


@pytest.fixture
def server() -> Iterator[PlatformServer]:
    with PlatformServer(a_history(450), now=NOON.timestamp) as running:
        yield running


def open_(server: PlatformServer, *, user: str | None = "ada") -> Codeforces:
    return Codeforces(access_to(server, user=user))


def signed(server: PlatformServer, *, key: str = "", secret: str = "") -> Codeforces:
    key, secret = key or server.world.codeforces_key, secret or server.world.codeforces_secret
    return Codeforces(access_to(server, secrets={"key": key, "secret": secret}))


def true_ids(server: PlatformServer) -> list[str]:
    return [str(one.id) for one in server.world.newest_first()]


def test_the_whole_history_comes_in_pages(server: PlatformServer) -> None:
    pages = list(open_(server).pages(cursor=None, full=False))
    assert (ids(pages), len(pages)) == (true_ids(server), 3)


def test_a_signed_run_reads_the_same(server: PlatformServer) -> None:
    assert ids(signed(server).pages(cursor=None, full=False)) == true_ids(server)


def test_without_news_one_page_is_asked_for(server: PlatformServer) -> None:
    last = list(open_(server).pages(cursor=None, full=False))[-1].cursor
    server.asked.clear()
    found = ids(open_(server).pages(cursor=last, full=False))
    assert (found, len(server.asked)) == ([], 1)


def test_the_handle_may_be_written_in_any_case(server: PlatformServer) -> None:
    last = list(open_(server).pages(cursor=None, full=False))[-1].cursor
    assert ids(open_(server, user="ADA").pages(cursor=last, full=False)) == []


@pytest.mark.parametrize("trick", [mischief.shifting(9), mischief.duplicated(4)])
def test_pages_that_shift_or_repeat_lose_and_double_nothing(
    server: PlatformServer, trick: Mischief
) -> None:
    before = true_ids(server)
    server.misbehave(mischief.nothing(), trick, trick)
    found = ids(open_(server).pages(cursor=None, full=False))
    assert (len(found), set(before) - set(found)) == (len(set(found)), set())


def test_the_signature_is_the_one_of_their_help() -> None:
    # SHA-512 of `123456/user.status?apiKey=xxx&handle=ada&time=1#yyy`, made with another tool.
    made = signature({"handle": "ada", "apiKey": "xxx", "time": "1"}, Secret("yyy"), rand="123456")
    assert made == "123456" + SIGNED


def test_the_secret_itself_is_never_sent(server: PlatformServer) -> None:
    list(signed(server).pages(cursor=None, full=False))
    assert not any(server.world.codeforces_secret in each.target for each in server.asked)


def test_who_am_i_is_the_handle_once_the_key_signs(server: PlatformServer) -> None:
    assert signed(server).who_am_i() == "ada"


@pytest.mark.parametrize("wrong", [{"key": "another-key"}, {"secret": "another-secret"}])
def test_a_wrong_key_or_secret_is_a_wrong_secret(
    server: PlatformServer, wrong: dict[str, str]
) -> None:
    with pytest.raises(WrongSecret, match="API key"):
        signed(server, **wrong).who_am_i()


def test_a_clock_that_is_off_is_said_to_be(server: PlatformServer) -> None:
    server.world.now = lambda: NOON.timestamp() + 3600
    with pytest.raises(WrongSecret) as caught:
        signed(server).who_am_i()
    assert "clock" in (caught.value.hint or "")


def test_a_key_without_its_secret_is_a_wrong_secret(server: PlatformServer) -> None:
    with pytest.raises(WrongSecret):
        Codeforces(access_to(server, secrets={"key": "alone"})).who_am_i()


def test_a_handle_nobody_has_is_not_found(server: PlatformServer) -> None:
    with pytest.raises(NotFound, match="'eve'"):
        list(open_(server, user="eve").pages(cursor=None, full=False))


def test_no_handle_is_not_configured(server: PlatformServer) -> None:
    with pytest.raises(NotConfigured):
        list(open_(server, user=None).pages(cursor=None, full=False))


@pytest.mark.parametrize("status", [200, 400])
def test_a_call_limit_is_waited_out(server: PlatformServer, status: int) -> None:
    server.misbehave(mischief.call_limit(status))
    adapter = open_(server)
    assert ids(adapter.pages(cursor=None, full=False)) == true_ids(server)
    assert adapter.waited_seconds >= 2


@pytest.mark.parametrize(
    ("trick", "error"),
    [
        (mischief.call_limit().for_(9), RateLimited),
        (mischief.cloudflare(), Blocked),
        (mischief.broken().for_(9), PlatformDown),
        (mischief.wrong_type("result", None), SchemaChanged),
        (mischief.wrong_type("id", "seven"), SchemaChanged),
        (mischief.without("creationTimeSeconds"), SchemaChanged),
    ],
)
def test_each_failure_is_told_apart_and_says_what_to_do(
    server: PlatformServer, trick: Mischief, error: type[MaangError]
) -> None:
    server.misbehave(trick)
    with pytest.raises(error) as caught:
        list(open_(server).pages(cursor=None, full=False))
    assert caught.value.hint


def test_a_problem_of_a_contest_is_named_by_contest_and_index() -> None:
    problem = a_row().problem
    assert (problem.slug, problem.url) == (
        "1850A",
        "https://codeforces.com/problemset/problem/1850/A",
    )


def test_a_problem_of_the_gym_lies_in_the_gym() -> None:
    problem = a_row(problem={**PROBLEM, "contestId": 104114}).problem
    assert problem.url == "https://codeforces.com/gym/104114/problem/A"


def test_a_problem_of_no_contest_is_named_by_its_collection() -> None:
    old = {"problemsetName": "acmsguru", "index": "100", "name": "A+B", "tags": []}
    assert a_row(problem=old).problem.slug == "acmsguru-100"


def test_a_rating_is_no_difficulty() -> None:
    assert a_row(problem={**PROBLEM, "rating": 800}).problem.difficulty is None


def test_memory_is_given_in_kilobytes() -> None:
    assert a_row(memoryConsumedBytes=2048).memory_kb == 2


def test_what_did_not_compile_did_not_run() -> None:
    row = a_row(verdict="COMPILATION_ERROR")
    assert (row.verdict, row.runtime_ms, row.memory_kb) == (Verdict.COMPILE_ERROR, None, None)


def test_a_verdict_without_a_place_of_its_own_keeps_its_word() -> None:
    row = a_row(verdict="CHALLENGED")
    assert (row.verdict, row.said) == (Verdict.OTHER, "CHALLENGED")


@pytest.mark.parametrize("verdict", ["TESTING", None])
def test_a_row_without_a_verdict_waits(verdict: str | None) -> None:
    assert listing_of(a_reply(verdict=verdict), size=5).rows[0].submission is None


def test_the_history_keeps_its_verdicts(server: PlatformServer) -> None:
    read = {
        each.external_id: each for each in submissions(open_(server).pages(cursor=None, full=True))
    }
    true = {str(one.id): one.verdict for one in server.world.history}
    assert {key: each.verdict for key, each in read.items()} == true


def a_row(**changed: Any) -> RemoteSubmission:
    row = listing_of(a_reply(**changed), size=5).rows[0].submission
    assert row
    return row


def a_reply(**changed: Any) -> dict[str, Any]:
    row = {
        "id": 7,
        "creationTimeSeconds": 1_770_000_000,
        "problem": PROBLEM,
        "programmingLanguage": "PyPy 3-64",
        "verdict": "OK",
        "timeConsumedMillis": 15,
        "memoryConsumedBytes": 0,
    }
    return {"status": "OK", "result": [{**row, **changed}]}
