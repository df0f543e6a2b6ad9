"""Addresses are understood by the drivers, whatever stands in the path."""

from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import make_url

from maang.core.servers.models import PostgresAddress, ValkeyAddress

ODD = ["/plain", "/with spaces/x", "/o'clock", "/back\\slash", "/50%/é", "/a?b=c&d#e@f:g"]


@pytest.mark.parametrize("path", ODD)
def test_libpq_reads_the_same_place_from_url_and_conninfo(path: str) -> None:
    address = PostgresAddress(Path(path))
    expected = {"host": path, "port": "5432", "user": "maang", "dbname": "maang"}
    assert conninfo_to_dict(address.url) == expected
    assert conninfo_to_dict(address.conninfo) == expected


@pytest.mark.parametrize("path", ODD)
def test_sqlalchemy_reads_the_same_place(path: str) -> None:
    assert make_url(PostgresAddress(Path(path)).url).query["host"] == path


def test_the_url_of_the_cache_keeps_an_odd_path() -> None:
    assert ValkeyAddress(Path("/with spaces/v.sock")).url == "unix:///with%20spaces/v.sock"
