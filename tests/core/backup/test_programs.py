"""Which programs make and read a dump, and what they are told."""

import os
from pathlib import Path

import pytest

from maang.core.backup import programs
from maang.core.errors import Invalid, NotConfigured
from maang.core.servers import locate

SECRET = "postgresql://me:p%40ss@db.example:5433/mine?sslmode=require"


def fake(directory: Path, version: str) -> dict[str, str]:
    """A PATH on which both programs say that they are of that version."""
    directory.mkdir()
    for name in ("pg_dump", "pg_restore"):
        script = directory / name
        script.write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
        script.chmod(0o700)
    return {"PATH": f"{directory}:/usr/bin:/bin", "PGSSLROOTCERT": "/ca.pem", "OTHER": "x"}


def test_our_own_are_the_wheels() -> None:
    assert programs.ours().dump_program == locate.postgres_binaries() / "pg_dump"


@pytest.mark.parametrize("version", ["17.2", "18.4", "17.6 (Debian 17.6-1)", "18beta1"])
def test_the_same_or_a_newer_version_on_path_is_taken(tmp_path: Path, version: str) -> None:
    found = programs.on_path(fake(tmp_path / "bin", version), major=17)

    assert found.dump_program == tmp_path / "bin/pg_dump"


def test_an_older_version_is_refused_with_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(NotConfigured, match="an older one") as caught:
        programs.on_path(fake(tmp_path / "bin", "15.9"), major=17)

    assert "PostgreSQL 17" in (caught.value.hint or "")


def test_none_on_path_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotConfigured, match="no pg_dump on PATH"):
        programs.on_path({"PATH": str(tmp_path)}, major=17)


def test_the_password_goes_through_the_environment() -> None:
    said = programs.variables(SECRET)

    assert (said["PGPASSWORD"], said["PGHOST"], said["PGPORT"]) == ("p@ss", "db.example", "5433")
    assert (said["PGDATABASE"], said["PGSSLMODE"]) == ("mine", "require")


def test_libpqs_own_settings_pass_and_nothing_else(tmp_path: Path) -> None:
    found = programs.on_path(fake(tmp_path / "bin", "18.4"), major=18)

    assert set(found.env) == {"PATH", "PGSSLROOTCERT"}


def test_no_password_is_among_the_arguments(tmp_path: Path) -> None:
    env = fake(tmp_path / "bin", "18.4")
    found = programs.on_path(env, major=18)
    for name in ("pg_dump", "pg_restore"):
        (tmp_path / "bin" / name).write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/said\n')

    found.dump(SECRET, snapshot="1", to=tmp_path / "dump")
    found.restore(SECRET, dump=tmp_path / "dump")

    said = (tmp_path / "said").read_text()
    assert "--format=custom" in said
    assert "--exit-on-error" in said
    assert "p@ss" not in said
    assert "p%40ss" not in said


def test_the_name_of_a_driver_is_not_libpqs_business() -> None:
    assert programs.libpq_url("postgresql+psycopg://me@h/d") == "postgresql://me@h/d"


def test_an_address_that_cannot_be_read_is_not_repeated() -> None:
    with pytest.raises(Invalid) as caught:
        programs.address("postgresql://me:geheim@[h/d")

    assert "geheim" not in caught.value.message + os.fspath(caught.value.hint or "")
    assert caught.value.__context__ is None
