"""Secrets that go along with a question are in nothing else; and what a database cannot keep."""

import io
import logging
import traceback
from pathlib import Path

import pytest

from maang.core.config.secret import Secret
from maang.core.errors import MaangError
from maang.core.sync.errors import (
    WrongSecret,
)
from tests.core.sync.platforms.asking import COOKIE, EVENTS, QUERY, SESSION, STATUS, Client
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.server import PlatformServer

CSRF = "csrf-that-is-secret"
KEY = "key-of-secrets"


@pytest.fixture
def everything_said(
    client: Client, server: PlatformServer, caplog: pytest.LogCaptureFixture
) -> str:
    """All that a client with secrets says of itself while everything goes wrong, at --debug."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("httpcore2.http11").setLevel(logging.NOTSET)
    server.misbehave(
        mischief.cloudflare(), mischief.not_logged_in(), mischief.too_many(9_999_999),
        mischief.not_json(), mischief.broken(418), mischief.redirected("https://evil.example"),
    )  # fmt: skip
    out = io.StringIO()
    for _ in range(9):
        one = client(
            state=None,
            cookies=SESSION,
            headers={"X-CSRFToken": Secret(CSRF)},
        )
        out.write(repr(one) + str(vars(one)))
        try:
            out.write(repr(one.get(STATUS, params={**QUERY, "apiKey": Secret(KEY)})))
        except MaangError:
            out.write(traceback.format_exc())
    return out.getvalue() + caplog.text


@pytest.mark.parametrize("secret", [COOKIE, CSRF, KEY])
def test_a_secret_is_in_nothing_that_is_said(everything_said: str, secret: str) -> None:
    assert "SchemaChanged" in everything_said
    assert secret not in everything_said


@pytest.mark.parametrize("bad", ["a;b", "a b", "line\nend", "naïve", 'quo"te', "null\0"])
def test_a_cookie_no_header_can_carry_is_a_wrong_secret(client: Client, bad: str) -> None:
    with pytest.raises(WrongSecret) as caught:
        client(cookies={"LEETCODE_SESSION": Secret(bad)}).get(STATUS)
    assert bad not in "".join(traceback.format_exception(caught.value))


def test_a_secret_parameter_is_not_written_to_the_state(
    client: Client, server: PlatformServer, tmp_path: Path
) -> None:
    client().get(EVENTS, params={"page": 1, "apiKey": Secret(KEY)})
    written = "".join(file.read_text() for file in tmp_path.rglob("*.json"))
    assert ("page=1" in written, KEY in written) == (True, False)


def test_nul_and_half_characters_become_ones_a_database_can_keep(
    client: Client, server: PlatformServer
) -> None:
    server.misbehave(mischief.not_json(b'{"code": "a\\u0000b\\ud83dc", "\\u0000": ["\\uD800"]}'))
    value = client().get(STATUS).value
    assert value == {"code": "a\ufffdb\ufffdc", "\ufffd": ["\ufffd"]}
