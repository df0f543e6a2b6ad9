"""Backups on a real server: made, proved, put back; and whatever is wrong leaves the data alone."""

import dataclasses
import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from maang.core.backup import archive, ledger
from maang.core.backup.models import Manifest, Why
from maang.core.backup.service import Backups
from maang.core.db import migrate
from maang.core.db.database import engine_for
from maang.core.db.revision import HEAD
from maang.core.errors import Conflict, Invalid, NotFound
from tests.core.backup.conftest import as_text, note, notes, strays


def forged(file: Path, backups: Backups, change: Callable[[Manifest], Manifest]) -> Path:
    """A sound archive that says something else."""
    dump = file.with_suffix(".dump")
    manifest = archive.extract(file, to=dump)
    archive.write(file.with_suffix(".forged"), dump=dump, manifest=change(manifest))
    return file.with_suffix(".forged")


def test_a_restore_brings_back_what_was_bit_for_bit(backups: Backups, url: str) -> None:
    note(url, "before")
    text = as_text(url)
    made = backups.make()
    note(url, "after")

    done = backups.restore(made.file)

    assert as_text(url) == text
    assert (done.replaced, done.rows) == (True, made.rows)
    assert strays(url) == []


def test_the_data_before_a_restore_is_in_a_backup_of_its_own(backups: Backups, url: str) -> None:
    made = backups.make()
    note(url, "after")

    kept = backups.restore(made.file).kept
    assert kept is not None
    assert notes(url) == []
    backups.restore(kept)

    assert notes(url) == ["after"]


def test_what_is_written_in_the_last_moment_is_kept_too(
    build: Callable[[str], Backups], url: str
) -> None:
    def interfere(said: str) -> None:
        if said.startswith("putting"):
            note(url, "late")

    backups = dataclasses.replace(build(url), progress=interfere)
    kept = backups.restore(backups.make().file).kept
    assert kept is not None
    backups = dataclasses.replace(backups, progress=lambda _: None)
    backups.restore(kept)

    assert notes(url) == ["late"]


def test_a_dry_restore_changes_nothing(backups: Backups, url: str) -> None:
    made = backups.make()
    note(url, "after")
    text = as_text(url)

    done = backups.restore(made.file, dry_run=True)

    assert (done.replaced, done.kept, as_text(url)) == (False, None, text)
    assert len(ledger.read(backups.directory).made) == 1


def test_a_good_backup_is_verified_and_remembered(backups: Backups, url: str) -> None:
    made = backups.make()

    good = backups.verify(made.file)
    proof = ledger.read(backups.directory).proof

    assert (good.rows, good.sha256) == (made.rows, made.sha256)
    assert proof is not None
    assert proof.sha256 == made.sha256
    assert strays(url) == []


@pytest.mark.parametrize("harm", ["flipped", "truncated", "foreign"])
def test_a_damaged_file_leaves_the_data_untouched(backups: Backups, url: str, harm: str) -> None:
    file = backups.make().file
    note(url, "after")
    text = as_text(url)
    raw = bytearray(file.read_bytes())
    raw[len(raw) // 2] ^= 1
    whole = {"flipped": raw, "truncated": raw[: len(raw) // 2], "foreign": b"%PDF" * 5000}
    file.write_bytes(whole[harm])

    with pytest.raises(Invalid):
        backups.restore(file)

    assert as_text(url) == text
    assert strays(url) == []


def test_a_dump_that_breaks_off_leaves_the_data_untouched(backups: Backups, url: str) -> None:
    file = backups.make().file
    note(url, "after")
    half = file.with_suffix(".half")
    archive.extract(file, to=half)
    os.truncate(half, half.stat().st_size // 2)
    digest, size = archive.checksum(half)
    manifest = dataclasses.replace(archive.read(file), sha256=digest, size=size)
    archive.write(file, dump=half, manifest=manifest)

    with pytest.raises(Invalid, match="cannot be restored"):
        backups.restore(file)

    assert (notes(url), strays(url)) == (["after"], [])


def test_a_backup_that_restores_differently_is_refused(backups: Backups, url: str) -> None:
    def lie(manifest: Manifest) -> Manifest:
        tables = dict(manifest.contents.tables)
        tables["public.users"] = dataclasses.replace(tables["public.users"], hash="0" * 32)
        return dataclasses.replace(
            manifest, contents=dataclasses.replace(manifest.contents, tables=tables)
        )

    file = forged(backups.make().file, backups, lie)

    with pytest.raises(Invalid, match=r"differs in public\.users"):
        backups.verify(file)
    assert strays(url) == []


def test_a_backup_of_a_newer_maang_is_refused(backups: Backups) -> None:
    file = forged(
        backups.make().file,
        backups,
        lambda said: dataclasses.replace(
            said, contents=dataclasses.replace(said.contents, schema="9999")
        ),
    )

    with pytest.raises(Conflict, match="newer maang"):
        backups.restore(file)


def test_a_backup_of_an_older_schema_is_brought_to_ours(
    build: Callable[[str], Backups], new_database: Callable[[], str]
) -> None:
    url = new_database()
    engine = engine_for(url)
    migrate.upgrade(engine, target=migrate.history()[0])
    engine.dispose()
    note(url, "old")
    backups = build(url)
    file = backups.make().file

    done = backups.restore(file)

    assert (done.schema_then, done.schema) == (migrate.history()[0], HEAD)
    assert notes(url) == ["old"]
    assert backups.make().schema == HEAD


def test_an_empty_database_has_nothing_to_back_up_and_takes_a_restore(
    build: Callable[[str], Backups], backups: Backups, url: str, new_database: Callable[[], str]
) -> None:
    note(url, "moved")
    file, elsewhere = backups.make().file, new_database()
    fresh = build(elsewhere)

    with pytest.raises(NotFound, match="nothing to back up"):
        fresh.make()
    assert fresh.guard(Why.IMPORT) is None
    assert fresh.restore(file).kept is None
    assert notes(elsewhere) == ["moved"]


def test_a_backup_replaces_no_file(backups: Backups, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")

    with pytest.raises(Conflict):
        backups.make(tmp_path / "mine")
    assert (tmp_path / "mine").read_text() == "mine"


def test_a_dry_backup_writes_no_file(backups: Backups) -> None:
    made = backups.make(dry_run=True)

    assert (made.saved, made.rows > 0) == (False, True)
    assert [each for each in backups.directory.iterdir() if each.is_file()] == []


def test_the_checksum_is_that_of_the_dump(backups: Backups, tmp_path: Path) -> None:
    made = backups.make()
    archive.extract(made.file, to=tmp_path / "dump")

    assert hashlib.sha256((tmp_path / "dump").read_bytes()).hexdigest() == made.sha256
