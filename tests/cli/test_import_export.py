"""The blocks of docs/import-export.md, each run as it stands; and an import that is killed."""

import json
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from maang.core.db.database import engine_for
from maang.core.servers import running
from tests.conftest import Cli
from tests.programs import Program, a_program

pytestmark = pytest.mark.xdist_group("import-export")

DOCUMENT = Path(__file__).parents[2] / "docs/import-export.md"

BLOCKS = re.findall(r"^```sh\n(.*?)^```$", DOCUMENT.read_text(), re.DOTALL | re.MULTILINE)

PATIENCE = 60.0
"""Seconds to wait for something that happens within one."""


@pytest.fixture(scope="module")
def person() -> Iterator[Program]:
    with a_program() as program:
        yield program


def test_the_blocks_work_as_they_stand_one_after_the_other(person: Program) -> None:
    for block in BLOCKS:
        done = person.shell(f"set -e\n{block}")
        assert (done.code, "error:" in done.err) == (0, False), done.err
    assert len(BLOCKS) == 4


def test_a_killed_import_leaves_nothing_half_written(person: Program) -> None:
    lines = ["problem,date,outcome"]
    lines += [f"3sum,2025-01-{1 + n % 28:02}T{n % 24:02}:00,solved" for n in range(10_000)]
    (person.home / "long.csv").write_text("\n".join(lines))
    before = person("export").out
    with (person.home / "import.err").open("wb") as told:
        killed = person.start("import", "csv", "long.csv", stdout=told)
        assert begun(person)
        killed.send_signal(signal.SIGKILL)
        killed.communicate()

    assert killed.returncode == -signal.SIGKILL
    assert person("export").out == before
    done = person("import", "csv", "long.csv", "--json")
    assert json.loads(done.out)["new"]["attempt"] == 10_000


def begun(person: Program) -> bool:
    """Wait until rows of the import are on their way; whether they are."""
    address = running.postgres(person.home / "maang" / "data")
    assert address is not None
    engine = engine_for(address.url)
    asked = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE query LIKE 'COPY attempts%' AND pid <> pg_backend_pid()"
    )
    deadline, found = time.monotonic() + PATIENCE, 0
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while not found and time.monotonic() < deadline:
            time.sleep(0.02)
            found = connection.scalar(asked) or 0
    engine.dispose()
    return bool(found)


def test_each_bad_row_is_named_once_and_a_program_gets_it_as_data(cli: Cli) -> None:
    table = "slug,date\nnosuch,2026-03-01\ntwo-sum,2026-13-40\n"

    refused = cli("import", "csv", "-", stdin=table)
    told = cli("import", "csv", "-", "--json", stdin=table)

    assert (refused.code, refused.out) == (4, "")
    assert refused.err.count("names no problem we know") == 1
    assert "  line 3: '2026-13-40' is no date\n" in refused.err
    assert json.loads(told.err)["error"]["rows"] == [
        {"line": 2, "reason": "'nosuch' names no problem we know"},
        {"line": 3, "reason": "'2026-13-40' is no date"},
    ]
