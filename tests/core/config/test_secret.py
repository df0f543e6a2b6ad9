"""What must not be shown is not shown, wherever it is put."""

import json
import traceback
from dataclasses import dataclass

import pytest

from maang.core.config.secret import Secret, has_password, masked_url
from maang.core.plain import to_plain

PASSWORD = "hunter2"


@dataclass(frozen=True)
class Holder:
    url: Secret


@pytest.mark.parametrize(
    "shown",
    [
        repr(Secret(PASSWORD)),
        str(Secret(PASSWORD)),
        f"{Secret(PASSWORD)}",
        f"{Secret(PASSWORD)!r:>20}",
        repr([Secret(PASSWORD)]),
        repr(Holder(Secret(PASSWORD))),
    ],
)
def test_no_way_of_showing_a_secret_shows_it(shown: str) -> None:
    assert PASSWORD not in shown


def test_who_asks_for_it_gets_it() -> None:
    assert Secret(PASSWORD).reveal() == PASSWORD


def test_a_secret_has_no_json() -> None:
    with pytest.raises(TypeError):
        to_plain(Holder(Secret(PASSWORD)))


def test_the_standard_json_refuses_it_too() -> None:
    with pytest.raises(TypeError):
        json.dumps({"url": Secret(PASSWORD)})


def test_secrets_compare_by_value() -> None:
    assert Secret("a") == Secret("a")


def test_a_secret_is_not_its_text() -> None:
    assert Secret("a") != "a"


def test_a_traceback_does_not_tell_it() -> None:
    said = traceback.format_exception(RuntimeError(Secret(PASSWORD)))
    assert said == ["RuntimeError: ***\n"]


@pytest.mark.parametrize(
    ("url", "masked"),
    [
        ("postgresql://u:hunter2@db.example/maang", "postgresql://u:***@db.example/maang"),
        ("postgresql://u:h@nt/er2@db:5432/m", "postgresql://u:***@db:5432/m"),
        ("postgresql://db/m?user=u&password=hunter2", "postgresql://db/m?user=u&password=***"),
        ("postgresql://db/m?SSLPassword=hunter2&x=1", "postgresql://db/m?SSLPassword=***&x=1"),
        ("redis://:hunter2@cache:6379/0", "redis://:***@cache:6379/0"),
        ("redis://u:@cache", "redis://u:***@cache"),
        ("postgresql+psycopg://u:a\nb@db/m", "postgresql+psycopg://u:***@db/m"),
    ],
)
def test_each_password_in_an_address_is_masked(url: str, masked: str) -> None:
    assert masked_url(url) == masked


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://maang@db.example:5432/maang",
        "postgresql:///maang?host=/run/postgres",
        "postgresql://[::1]:5432/maang?passfile=/home/me/.pgpass",
        "redis://cache.example:6379/0",
        "unix:///run/redis.sock",
    ],
)
def test_an_address_without_a_password_stays_as_it_is(url: str) -> None:
    assert not has_password(url)
    assert masked_url(url) == url
