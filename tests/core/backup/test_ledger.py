"""The ledger: what we made, and the newest proof."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from maang.core.backup import ledger
from maang.core.backup.ledger import FILE, Ledger, Proof
from maang.core.backup.models import Why
from maang.core.backup.retention import Kept

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
ONE = Kept("one.maang", "a" * 64, NOON, Why.DAILY)
TWO = Kept("two.maang", "b" * 64, NOON + timedelta(days=1), Why.BY_HAND)


def proof(at: datetime) -> Proof:
    return Proof("a" * 64, at, at)


def test_what_was_noted_is_read_again(tmp_path: Path) -> None:
    ledger.note_made(tmp_path, ONE)
    ledger.note_made(tmp_path, TWO)

    assert ledger.read(tmp_path).made == (ONE, TWO)
    assert ledger.read(tmp_path).newest == TWO


def test_what_was_removed_is_forgotten(tmp_path: Path) -> None:
    ledger.note_made(tmp_path, ONE)
    ledger.note_made(tmp_path, TWO)

    assert ledger.note_removed(tmp_path, {"one.maang"}).made == (TWO,)


def test_the_proof_of_an_old_backup_takes_no_newer_ones_place(tmp_path: Path) -> None:
    ledger.note_proved(tmp_path, proof(NOON))
    ledger.note_proved(tmp_path, proof(NOON - timedelta(days=3)))

    assert ledger.read(tmp_path).proof == proof(NOON)


def test_a_missing_or_broken_ledger_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{")

    assert ledger.read(tmp_path) == ledger.read(tmp_path / "nowhere") == Ledger()


def test_an_entry_that_leads_out_of_the_directory_is_not_ours(tmp_path: Path) -> None:
    ledger.note_made(tmp_path, Kept("../taxes.pdf", "a" * 64, NOON, Why.DAILY))

    assert ledger.read(tmp_path).made == ()


def test_only_the_owner_reads_the_ledger(tmp_path: Path) -> None:
    ledger.note_made(tmp_path, ONE)

    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600
