"""Rows by COPY, and work that is done whole or not at all."""

from functools import partial
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError, ProgrammingError

from maang.core.db.copying import copy_packed, done_whole, packer
from maang.core.db.database import Database, Session

COMPANIES = "companies (id, name)"
TYPES = ("uuid", "text")


def names(session: Session) -> list[str]:
    found = session.connection().exec_driver_sql("SELECT name FROM companies ORDER BY name")
    return [row[0] for row in found]


def added(session: Session, *said: str) -> None:
    rows = packer(session)([(uuid4(), name) for name in said], TYPES)
    copy_packed(session, COMPANIES, rows)


def test_packed_rows_arrive_as_they_were(db: Database) -> None:
    many = [f"{number:05} zürich" for number in range(20_000)]

    with db.write() as session:
        added(session, *many)

        assert names(session) == many


def test_work_that_a_key_refuses_leaves_nothing_and_the_transaction_goes_on(db: Database) -> None:
    with db.write() as session:
        added(session, "acme")

        assert not done_whole(session, partial(added, session, "bell", "acme"))
        assert done_whole(session, partial(added, session, "cray"))
        assert names(session) == ["acme", "cray"]


def test_a_copy_fails_as_a_statement_does(db: Database) -> None:
    with pytest.raises(IntegrityError), db.write() as session:
        copy_packed(session, COMPANIES, packer(session)([(uuid4(), None)], TYPES))
    with pytest.raises(ProgrammingError, match="nowhere"), db.write() as session:
        copy_packed(session, "nowhere", packer(session)([], TYPES))
