"""The server that plays the platforms does what the platforms do."""

from collections.abc import Iterator
from typing import Any

import pytest

from maang.core.config.secret import Secret
from maang.core.sync.platforms.limiter import Pace
from maang.core.sync.platforms.transport import PoliteClient, Site
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.codeforces import signature
from tests.fakes.platform_server.history import ENDS, YEAR, a_history
from tests.fakes.platform_server.server import PlatformServer

ANY = Site("Any", "https://any.example", Pace(1, 0.0))
LIST = """query list($offset: Int!, $limit: Int!) {
  submissionList(offset: $offset, limit: $limit) { hasNext submissions { id timestamp } }
}"""


@pytest.fixture
def server() -> Iterator[PlatformServer]:
    with PlatformServer(a_history(700)) as server:
        yield server


@pytest.fixture
def client(server: PlatformServer) -> Iterator[PoliteClient]:
    cookies = {"LEETCODE_SESSION": Secret(server.world.session),
               "csrftoken": Secret(server.world.csrf)}  # fmt: skip
    headers = {"X-CSRFToken": Secret(server.world.csrf)}
    signed = PoliteClient(ANY, state=None, base_url=server.url, cookies=cookies, headers=headers)
    with signed as client:
        yield client


def _list(client: PoliteClient, offset: int, limit: int = 20) -> Any:
    question = {"query": LIST, "variables": {"offset": offset, "limit": limit}}
    return client.post("/graphql", question).value["data"]["submissionList"]


def test_the_same_seed_makes_the_same_history() -> None:
    assert a_history(300, seed=3) == a_history(300, seed=3)


def test_a_history_lies_within_its_year_and_is_in_order() -> None:
    moments = [one.at for one in a_history(3_000)]
    assert (moments == sorted(moments), moments[0] > ENDS - YEAR, moments[-1] < ENDS) == (
        True, True, True,
    )  # fmt: skip


def test_a_page_of_leetcode_holds_twenty_whatever_is_asked(client: PoliteClient) -> None:
    assert len(_list(client, 0, limit=500)["submissions"]) == 20


def test_only_fields_that_were_asked_for_are_given(client: PoliteClient) -> None:
    assert set(_list(client, 0)["submissions"][0]) == {"id", "timestamp"}


def test_a_field_that_leetcode_does_not_know_is_an_error(client: PoliteClient) -> None:
    question = {"query": "query { userStatus { shoeSize } }"}
    said = client.post("/graphql", question, accept=(400,)).value
    assert said == {"errors": [{"message": "Cannot query field 'shoeSize'"}]}


def test_pages_shift_when_submissions_arrive(client: PoliteClient, server: PlatformServer) -> None:
    first = _list(client, 0)["submissions"]
    server.misbehave(mischief.nothing().at("userStatus"), mischief.shifting(3))
    second = _list(client, 20)["submissions"]
    assert second[:3] == first[-3:]


def test_without_a_cookie_twenty_are_seen(server: PlatformServer) -> None:
    query = "query r($u: String!) { recentSubmissionList(username: $u, limit: 99) { id } }"
    with PoliteClient(ANY, state=None, base_url=server.url) as client:
        question = {"query": query, "variables": {"username": "ada", "limit": 99}}
        found = client.post("/graphql", question).value["data"]["recentSubmissionList"]
    assert [row["id"] for row in found] == [str(x.id) for x in server.world.newest_first()[:20]]


def test_codeforces_refuses_a_wrong_signature(client: PoliteClient, server: PlatformServer) -> None:
    params: dict[str, str] = {
        "handle": "ada",
        "apiKey": server.world.codeforces_key,
        "time": str(int(server.world.now())),
    }
    statuses = []
    for secret in (server.world.codeforces_secret, "another"):
        signed = {**params, "apiSig": signature(params, secret, "123456")}
        statuses.append(client.get("/api/user.status", params=signed, accept=(400,)).status)
    assert statuses == [200, 400]


def test_atcoder_gives_five_hundred_from_a_second_on(
    client: PoliteClient, server: PlatformServer
) -> None:
    since = server.world.history[100].at
    params: dict[str, str | int | Secret] = {"user": "ada", "from_second": since}
    rows = client.get("/atcoder/atcoder-api/v3/user/submissions", params=params).value
    assert (len(rows), min(row["epoch_second"] for row in rows)) == (500, since)


def test_github_lists_at_most_three_hundred_events(client: PoliteClient) -> None:
    pages = [client.get("/users/ada/events", params={"per_page": 100, "page": page},
                        accept=(422,)) for page in (1, 2, 3, 4)]  # fmt: skip
    assert [answer.status for answer in pages] == [200, 200, 200, 422]
