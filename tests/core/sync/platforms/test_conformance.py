"""Every installed platform keeps the rules that any platform must keep."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from maang.core import plugins
from maang.core.config.secret import Secret
from maang.core.sync.access import Access
from maang.core.sync.conformance import RULES, Make
from tests.fakes.platform_server.history import a_history
from tests.fakes.platform_server.server import PlatformServer

ROWS = 130
"""Enough for several pages of LeetCode, and for the limits to be met."""


@pytest.fixture(scope="module")
def server() -> Iterator[PlatformServer]:
    with PlatformServer(a_history(ROWS, seconds=80_000)) as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("logs")
    lines = [a_line(number) for number in range(450)]
    (where / "a.jsonl").write_text("".join(lines[:210]))
    (where / "b.jsonl").write_text("".join(lines[210:]))
    return where


def a_line(number: int) -> str:
    return json.dumps({"id": number, "at": number, "verdict": "accepted", "problem": "p"}) + "\n"


Access_ = Callable[[PlatformServer, Path], Access]


def _at(server: PlatformServer, **secrets: str) -> Access:
    given = {name: Secret(value) for name, value in secrets.items()}
    return Access(None, server.world.user, given, base_url=server.url)


ACCESSES: dict[str, Access_] = {
    "leetcode": lambda it, _: _at(it, session=it.world.session, csrf=it.world.csrf),
    "leetcode without a cookie": lambda it, _: _at(it),
    "codeforces": lambda it, _: _at(it),
    "codeforces signed": lambda it, _: _at(
        it, key=it.world.codeforces_key, secret=it.world.codeforces_secret
    ),
    "atcoder": lambda it, _: _at(it),
    "github": lambda it, _: _at(it),
    "github with a token": lambda it, _: _at(it, token=it.world.github_token),
    "jsonlines of a folder": lambda _, logs: Access(None, options={"folder": str(logs)}),
    "jsonlines of a command": lambda _, logs: Access(
        None, options={"command": f"cat {logs}/a.jsonl {logs}/b.jsonl"}
    ),
}


@pytest.fixture(params=ACCESSES)
def make(request: pytest.FixtureRequest, server: PlatformServer, folder: Path) -> Make:
    access = ACCESSES[request.param](server, folder)
    adapter = plugins.load(plugins.PLATFORMS, request.param.partition(" ")[0])
    return lambda: adapter(access)  # type: ignore[no-any-return]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_platform_keeps_the_rule(make: Make, rule: Callable[[Make], None]) -> None:
    rule(make)


def test_every_installed_platform_of_ours_is_tried() -> None:
    assert {each.partition(" ")[0] for each in ACCESSES} == set(plugins.names(plugins.PLATFORMS))
