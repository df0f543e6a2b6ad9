"""What the doctor says of backups."""

from datetime import UTC, datetime, timedelta

import pytest

from maang.core.backup.ledger import Ledger, Proof
from maang.core.backup.models import Why
from maang.core.backup.retention import Kept
from maang.core.health.backups import finding
from maang.core.health.models import Finding, Level

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def look(ledger: Ledger, *, external: bool = False) -> Finding:
    found = finding(ledger, external=external, now=NOON)
    assert found is not None
    return found


def proved(*, days: float) -> Ledger:
    at = NOON - timedelta(days=days)
    return Ledger(proof=Proof("a", at, NOON))


@pytest.mark.parametrize(
    ("days", "level", "age"),
    [
        (0.05, Level.OK, "1 hour old"),
        (1, Level.OK, "24 hours old"),
        (3, Level.OK, "3 days old"),
        (8, Level.NOTE, "8 days old"),
        (31, Level.PROBLEM, "31 days old"),
    ],
)
def test_the_age_of_the_last_verified_one_decides(days: float, level: Level, age: str) -> None:
    found = look(proved(days=days))

    assert found.level is level
    assert found.what.endswith(age)


def test_an_old_one_says_what_to_do() -> None:
    assert "maang db backup" in (look(proved(days=31)).advice or "")


def test_backups_that_were_never_verified_are_noted() -> None:
    ledger = Ledger(made=(Kept("a.maang", "a", NOON, Why.BY_HAND),))

    assert look(ledger).level is Level.NOTE


def test_a_new_installation_has_nothing_to_put_right() -> None:
    assert look(Ledger()).level is Level.OK


def test_nothing_is_said_of_a_server_elsewhere_that_others_back_up() -> None:
    assert finding(Ledger(), external=True, now=NOON) is None


def test_a_server_elsewhere_is_its_keepers_business() -> None:
    assert look(proved(days=90), external=True).level is Level.NOTE
