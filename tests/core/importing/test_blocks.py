"""Rows go to the server block by block: where a block ends makes no difference."""

import json

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from maang.core.bootstrap import Core
from maang.core.porting import service, store
from maang.core.porting.models import BadRows, Sheet, Take
from maang.core.practice.models import Entry, Outcome
from tests.cli.test_manners import contents
from tests.conftest import FrozenClock
from tests.core.importing.files import bring, bring_table, exported

SLUGS = ("two-sum", "3sum", "coin-change", "jump-game", "lru-cache")
TABLE = "slug,date,outcome,company\n" + "".join(
    f"{slug},2026-02-{day:02},{outcome},Google\n"
    for day, outcome in ((1, "solved"), (5, "failed"), (9, "hint"))
    for slug in SLUGS
)


@pytest.fixture(params=[1, 2, 7])
def short_blocks(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks of a few rows."""
    monkeypatch.setattr(service, "BLOCK", request.param)


def a_life(core: Core, clock: FrozenClock) -> list[str]:
    """Logs, amendments, an undo; as an export."""
    for slug in SLUGS:
        clock.forward(days=1)
        core.practice.log(slug, Entry(minutes=20, note="a hash map"))
        clock.forward(hours=1)
        core.practice.amend("last", Entry(outcome=Outcome.FAILED))
    core.activity.undo()
    return exported(core)


def everything_else(lines: list[str]) -> list[str]:
    """An export without its moment."""
    return [line for line in lines if json.loads(line)["type"] != "maang"]


def emptied(core: Core) -> None:
    with core.db.write() as session:
        store.wipe(session)


@pytest.mark.usefixtures("short_blocks")
def test_an_export_comes_in_the_same_in_many_blocks(core: Core, clock: FrozenClock) -> None:
    lines = a_life(core, clock)
    emptied(core)

    bring(core, lines)

    assert everything_else(exported(core)) == everything_else(lines)
    assert bring(core, lines).changed == 0


@pytest.mark.usefixtures("short_blocks")
def test_an_amendment_above_its_attempt_waits_for_it(core: Core, clock: FrozenClock) -> None:
    head, *lines = a_life(core, clock)
    emptied(core)

    brought = bring(core, [head, *reversed(lines)])

    assert brought.bad == ()
    found = sorted(line for line in everything_else(exported(core)) if '"attempt"' in line)
    assert found == sorted(line for line in lines if '"attempt"' in line)


@pytest.mark.usefixtures("short_blocks")
def test_what_refers_to_a_row_that_leads_nowhere_leads_nowhere(
    core: Core, clock: FrozenClock, connection: Connection
) -> None:
    head, *lines = a_life(core, clock)
    emptied(core)
    rows = [json.loads(line) for line in lines]
    gone = next(row for row in rows if row["type"] == "attempt" and row["id"] == row["attempt_id"])
    orphans = [row for row in rows if row["type"] in ("attempt", "review")]
    orphans = [row for row in orphans if row is not gone and refers_to(row, gone["id"], rows)]
    kept = [line for line, row in zip(lines, rows, strict=True) if row is not gone]
    before = contents(connection)

    with pytest.raises(BadRows) as raised:
        bring(core, [head, *kept])

    assert len(raised.value.rows) == len(orphans) > 1
    assert contents(connection) == before
    brought = bring(core, [head, *kept], Take(partial=True))
    assert len(brought.bad) == len(orphans)


def refers_to(row: dict[str, str], key: str, rows: list[dict[str, str]]) -> bool:
    named = row.get("attempt_id") or row.get("attempt_event_id")
    if named == key:
        return True
    above = next((one for one in rows if one.get("id") == named and one is not row), None)
    return above is not None and refers_to(above, key, rows)


@pytest.mark.usefixtures("short_blocks")
def test_a_table_comes_in_the_same_in_many_blocks_and_once(core: Core) -> None:
    brought = bring_table(core, TABLE)

    assert brought.new == {"company": 5, "attempt": 15, "review": 15}
    assert [core.reviews.card(core.problems.get(slug).id).recall.reps for slug in SLUGS] == [3] * 5  # type: ignore[union-attr]
    assert bring_table(core, TABLE).changed == 0
    assert core.activity.undo().change.verb == "import"
    assert bring_table(core, TABLE).new["attempt"] == 15


@pytest.mark.usefixtures("short_blocks")
def test_a_problem_that_is_new_in_the_middle_is_added(core: Core) -> None:
    table = TABLE + "My Own Riddle,2026-02-11,solved,\nMy Own Riddle,2026-02-12,solved,\n"

    brought = bring_table(core, table, sheet=Sheet({}, add_problems=True))

    assert brought.new["problem"] == 1
    assert brought.new["attempt"] == 17


@pytest.mark.usefixtures("short_blocks")
def test_an_error_of_the_server_behind_the_readers_back_comes_out(
    core: Core, connection: Connection
) -> None:
    before = contents(connection)
    too_long = f'{{"type": "company", "company": "{"x" * 499}", "problem": "leetcode/two-sum"}}'
    connection.exec_driver_sql(
        "ALTER TABLE companies ADD CONSTRAINT short CHECK (length(name) < 400)"
    )

    with pytest.raises(IntegrityError):
        bring(core, ['{"type": "maang", "version": 1}', too_long, *[too_long] * 9])

    assert contents(connection) == before
