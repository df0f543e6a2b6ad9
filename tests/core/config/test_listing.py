"""What `config show` says of a setting."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from maang.core.config.kinds import Value
from maang.core.config.listing import Shown, as_text, listing, one
from maang.core.config.models import Loaded, Source
from maang.core.config.secret import Secret
from maang.core.config.settings import SETTINGS
from maang.core.errors import NotFound

Load = Callable[..., Loaded]


def test_every_setting_is_listed_in_the_order_of_the_tree(loaded: Load) -> None:
    assert [shown.name for shown in listing(loaded())] == list(SETTINGS)


def test_one_is_shown_with_its_source(loaded: Load) -> None:
    assert one(loaded(MAANG_TIMER_CAP="60"), name="timer.cap") == Shown(
        name="timer.cap",
        value="60",
        source=Source.ENVIRONMENT,
        where="MAANG_TIMER_CAP",
        about="How long a timer counts at most, in case one walked away.",
    )


def test_a_password_is_masked(loaded: Load) -> None:
    read = loaded(MAANG_REDIS_URL="redis://:hunter2@cache/0")
    assert one(read, name="redis.url").value == "redis://:***@cache/0"


def test_an_unknown_name_is_not_found(loaded: Load) -> None:
    with pytest.raises(NotFound):
        one(loaded(), name="zome")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        (True, "true"),
        (0.9, "0.9"),
        (3.0, "3"),
        (date(2026, 12, 1), "2026-12-01"),
        (Path("/a b"), "/a b"),
        (Secret("redis://host"), "redis://host"),
    ],
)
def test_values_read_as_one_would_type_them(value: Value, text: str | None) -> None:
    assert as_text(value) == text
