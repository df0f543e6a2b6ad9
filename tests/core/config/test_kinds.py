"""What each kind of setting takes, from text and from TOML, and what it refuses."""

from datetime import date, datetime
from pathlib import Path

import pytest

from maang.core.config.kinds import (
    Address,
    Day,
    Folder,
    Kind,
    Number,
    OneOf,
    Switch,
    Url,
    Value,
    Whole,
    Words,
    Zone,
)
from maang.core.config.secret import Secret

HOUR = Whole(0, 12)
SHARE = Number(0.7, 0.97)
URL = Url(("redis",), "redis://x")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (HOUR, "0", 0),
        (HOUR, " 12 ", 12),
        (SHARE, "0.9", 0.9),
        (Words("words"), "two words", "two words"),
        (OneOf(("auto", "never")), "NEVER", "never"),
        (Switch(), "Yes", True),
        (Switch(), "0", False),
        (Day(), "2026-12-01", date(2026, 12, 1)),
        (Zone(), "Europe/Paris", "Europe/Paris"),
        (Folder(), "~/code", Path("~/code")),
        (URL, "redis://:pw@host", Secret("redis://:pw@host")),
        (Address(), "http://127.0.0.1:8080/v1/", "http://127.0.0.1:8080/v1"),
    ],
)
def test_text_is_read(kind: Kind, text: str, value: Value) -> None:
    assert kind.from_text(text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (HOUR, "13"),
        (HOUR, "-1"),
        (HOUR, "4.5"),
        (HOUR, "four"),
        (SHARE, "0.5"),
        (SHARE, "nan"),
        (SHARE, "inf"),
        (Words("words"), ""),
        (Words("words"), " lead"),
        (Words("words"), "two\nlines"),
        (Words("words"), "\x1b[31m"),
        (Words("words"), "x" * 201),
        (Words("a slug", "[a-z]+"), "Two"),
        (OneOf(("auto",)), "automatic"),
        (Switch(), "maybe"),
        (Day(), "01/12/2026"),
        (Zone(), "Mars/Olympus"),
        (Zone(), "Europe"),
        (Zone(), "../../etc/passwd"),
        (Zone(), "/etc/localtime"),
        (Zone(), ""),
        (Folder(), ""),
        (Folder(), "a\0b"),
        (URL, "http://host"),
        (URL, "redis://"),
        (URL, "host:6379"),
        (URL, "redis://two words"),
        (Address(), "127.0.0.1:8080"),
        (Address(), "https://ada@models.example"),
        (Address(), "https://ada:pw@models.example"),
        (Address(), "https://models.example/?token=abcdef"),
        (Address(), "file:///etc/passwd"),
    ],
)
def test_text_that_does_not_fit_is_refused(kind: Kind, text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the loader says which setting it was
        kind.from_text(text)


@pytest.mark.parametrize(
    ("kind", "said", "value"),
    [
        (HOUR, 4, 4),
        (SHARE, 0.8, 0.8),
        (Switch(), True, True),
        (Day(), date(2026, 12, 1), date(2026, 12, 1)),
        (Day(), "2026-12-01", date(2026, 12, 1)),
        (Zone(), "UTC", "UTC"),
        (Folder(), "code", Path("code")),
        (Words("words"), "google", "google"),
    ],
)
def test_toml_is_accepted_in_its_own_types(kind: Kind, said: object, value: Value) -> None:
    assert kind.from_toml(said) == value


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (HOUR, "4"),
        (HOUR, True),
        (HOUR, 4.0),
        (SHARE, "0.9"),
        (SHARE, False),
        (Switch(), "true"),
        (Switch(), 1),
        (Day(), datetime(2026, 12, 1, 9)),
        (Day(), 20261201),
        (Zone(), 1),
        (Folder(), ["a"]),
        (OneOf(("auto",)), {}),
        (URL, 5),
    ],
)
def test_toml_of_another_type_is_refused(kind: Kind, said: object) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the loader says which setting it was
        kind.from_toml(said)


def test_a_refused_address_is_not_in_the_error() -> None:
    with pytest.raises(ValueError, match="not shown") as caught:
        URL.from_text("http://u:hunter2@host")
    assert "hunter2" not in str(caught.value)
