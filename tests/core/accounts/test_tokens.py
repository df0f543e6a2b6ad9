"""What a token says of its own end."""

import base64
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maang.core.accounts.tokens import expires_at, looks_like_token
from tests.fakes.platform_server.world import a_session


def token(payload: Any) -> str:
    middle = base64.urlsafe_b64encode(json.dumps(payload).encode()).decode().rstrip("=")
    return f"head.{middle}.signature"


def test_a_leetcode_session_ends_two_weeks_after_it_was_renewed() -> None:
    renewed = int(datetime(2026, 3, 1, tzinfo=UTC).timestamp())
    assert expires_at(a_session("ada", refreshed_at=renewed)) == datetime(2026, 3, 15, tzinfo=UTC)


def test_exp_counts_where_there_is_no_renewal() -> None:
    assert expires_at(token({"exp": 1_800_000_000})) == datetime(2027, 1, 15, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "payload",
    [{}, {"exp": "soon"}, {"exp": True}, {"exp": 1e300}, {"refreshed_at": 5}, ["exp", 5]],
)
def test_a_token_that_does_not_say_has_no_end(payload: Any) -> None:
    assert expires_at(token(payload)) is None


@pytest.mark.parametrize("text", ["", "one", "one.two", "a.b.c", "a.bnVsbA.c", "a.W10.c", "ä.ö.ü"])
def test_what_is_not_built_so_is_no_token(text: str) -> None:
    assert not looks_like_token(text)


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    assert expires_at(f"a.{text}.c") is None or looks_like_token(f"a.{text}.c")
