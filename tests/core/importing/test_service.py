"""Imports: whole or not at all, the same twice is nothing, and one undo takes it out again."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from maang.core.bootstrap import Core
from maang.core.errors import Conflict, Invalid, NotConfigured
from maang.core.porting.models import BadRow, BadRows, Format, Sheet, Take
from maang.core.practice.models import AttemptFilter, Entry
from maang.core.problems.models import ProblemFilter
from maang.core.standing.models import Wanted
from tests.cli.test_manners import contents
from tests.conftest import FrozenClock
from tests.core.importing.files import a_file, bring, bring_table, exported

SHEET = """Problem,Solved on,Result,Time taken,Notes,Companies
1. Two Sum,2026-03-01,yes,25m,a hash,"Google, Amazon"
https://leetcode.com/problems/3sum/,2026-03-02,failed,1:05,,Google
15,2026-03-05,hint,40,,
,,,,,
two-sum,,,,"never tried",
"""

HISTORY = {"activity_log", "voids", "companies", "memory_moves"}
"""Tables in which an undone change leaves its trace, or is counted, and names that harm nobody."""


def test_a_table_becomes_attempts_answers_and_tags(core: Core) -> None:
    brought = bring_table(core, SHEET)

    assert brought.new == {"attempt": 3, "review": 3, "company": 3}
    assert [str(day) for day in brought.days or ()] == ["2026-03-01", "2026-03-05"]
    slugs = [one.problem.slug for one in core.practice.attempts(AttemptFilter())]
    assert slugs == ["3sum", "3sum", "two-sum"]
    assert core.standing.page("two-sum").companies == ("amazon", "google")


def test_the_same_table_twice_adds_nothing_the_second_time(core: Core) -> None:
    bring_table(core, SHEET)
    before = exported(core)

    again = bring_table(core, SHEET)

    assert (again.changed, again.new) == (0, {})
    assert again.known["attempt"] == 3
    assert exported(core) == before


def test_a_table_that_has_grown_adds_what_is_new_in_it(core: Core) -> None:
    bring_table(core, SHEET)

    assert bring_table(core, SHEET + "1,2026-03-01,failed,,,\n").new == {"attempt": 1, "review": 1}


def test_one_undo_takes_an_import_out_and_leaves_all_else_as_it_was(
    core: Core, connection: Connection, clock: FrozenClock
) -> None:
    core.practice.log("3sum", Entry(minutes=30))
    clock.forward(days=1)
    before = contents(connection)
    bring_table(core, SHEET + "Own Thing,2026-03-07,yes,5,,\n", sheet=Sheet({}, add_problems=True))

    undone = core.activity.undo()

    assert undone.change.verb == "import"
    after = contents(connection)
    assert {table for table in before if before[table] != after[table]} <= HISTORY
    assert bring_table(core, SHEET).new["attempt"] == 3


def test_bad_rows_are_named_with_their_lines_and_nothing_is_kept(
    core: Core, connection: Connection
) -> None:
    bad = "nonsense,2026-03-01,yes,,,\ntwo-sum,someday,yes,,,\n3sum,2026-03-03,perhaps,,,\n"
    before = contents(connection)

    with pytest.raises(BadRows) as raised:
        bring_table(core, SHEET + bad)

    assert [row.line for row in raised.value.rows] == [7, 8, 9]
    assert "names no problem we know" in raised.value.rows[0].reason
    assert "is no date" in raised.value.rows[1].reason
    assert "is no outcome" in raised.value.rows[2].reason
    assert contents(connection) == before


def test_good_rows_are_kept_where_that_is_asked_for(core: Core) -> None:
    brought = bring_table(core, SHEET + "nonsense,2026-03-01,yes,,,\n", Take(partial=True))

    assert brought.new["attempt"] == 3
    assert [row.line for row in brought.bad] == [7]


def test_what_is_still_to_come_is_a_bad_row(core: Core) -> None:
    with pytest.raises(BadRows) as raised:
        bring_table(core, "problem,date\ntwo-sum,2027-01-01\n")

    assert raised.value.particulars == ("line 2: '2027-01-01' is still to come, or before 2000",)


def test_a_hundred_bad_rows_are_named_and_the_rest_is_counted(core: Core) -> None:
    with pytest.raises(BadRows) as raised:
        bring_table(core, "problem,date\n" + "nonsense,2026-03-01\n" * 103)

    assert raised.value.message == "103 rows of own.csv cannot be used"
    assert raised.value.particulars[99] == "line 101: 'nonsense' names no problem we know"
    assert raised.value.particulars[100:] == ("and 3 more: --dry-run tells all",)
    assert len(raised.value.details["rows"]) == 100


def test_an_imported_year_gives_due_reviews_and_figures_right_by_hand(core: Core) -> None:
    lines = ["slug,date,outcome,minutes"]
    for month in range(1, 13):  # four problems a month; the third fails, the fourth has help
        for place, slug in enumerate(YEAR[month % 3]):
            word = ("solved", "solved", "failed", "hint")[place]
            lines.append(f"{slug},2025-{month:02}-{place + 1:02},{word},{10 * (place + 1)}")

    brought = bring_table(core, "\n".join(lines))

    assert brought.new == {"attempt": 48, "review": 48}
    # 12 problems, each tried four times; each group of four has one that was never solved
    figures = core.stats.overview()
    assert (figures.attempts, figures.solved) == (48, 9)
    assert sum(one.attempted for one in figures.by_difficulty.values()) == 12
    assert figures.minutes == 12 * (10 + 20 + 30 + 40)
    # a failed problem comes back within days, and was last seen a year ago at the latest
    due = {one.problem.slug for one in core.reviews.due(limit=None)}
    assert {group[2] for group in YEAR} <= due
    card = core.reviews.card(core.problems.get("two-sum").id)
    assert card.recall is not None
    assert (card.recall.reps, card.recall.lapses) == (4, 0)
    worst = core.reviews.card(core.problems.get(YEAR[0][2]).id)
    assert worst.recall is not None
    assert (worst.recall.reps, worst.recall.lapses) == (4, 3)


YEAR = (
    ("two-sum", "3sum", "coin-change", "valid-anagram"),
    ("group-anagrams", "word-search", "house-robber", "jump-game"),
    ("rotate-image", "single-number", "min-stack", "lru-cache"),
)


def test_a_row_of_a_table_is_judged_as_a_log_would_be(core: Core, clock: FrozenClock) -> None:
    logged = core.practice.log("3sum", Entry(minutes=60, at=clock()))
    by_log = core.reviews.card(logged.attempt.problem_id).recall
    core.activity.undo()

    bring_table(core, f"slug,date,outcome,minutes\n3sum,{clock().isoformat()},solved,60\n")

    assert core.reviews.card(logged.attempt.problem_id).recall == by_log


def test_company_tags_filter_the_catalogue(core: Core) -> None:
    file = a_file('company,slug\nGoogle,two-sum\n"Google; Meta",3sum\n')

    brought = core.importing.bring_companies(file, Take(), told=lambda _: None)

    assert brought.new == {"company": 3}
    google = core.standing.listing(Wanted(ProblemFilter(), company="GOOGLE"))
    assert [line.problem.slug for line in google.lines] == ["two-sum", "3sum"]
    core.activity.undo()
    assert core.standing.page("3sum").companies == ()


def test_to_replace_is_to_have_what_the_file_has_and_undo_names_the_backup(core: Core) -> None:
    core.practice.log("two-sum", Entry())
    lines = exported(core)
    core.practice.log("3sum", Entry())

    bring(core, lines, Take(replace=True))

    assert exported(core) == lines
    with pytest.raises(Conflict) as raised:
        core.activity.undo()
    assert "maang db restore" in (raised.value.hint or "")


def test_what_was_done_before_an_import_is_not_undone_after_it(core: Core) -> None:
    core.practice.log("two-sum", Entry())
    core.reviews.answer(
        core.reviews.card(core.problems.get("two-sum").id).id,
        core.practice.log("3sum", Entry()).rating,
    )
    bring(core, exported(core), Take(replace=True))

    with pytest.raises(Conflict, match="before it was imported"):
        core.activity.undo(verb="review")


def test_a_line_that_leads_nowhere_is_a_bad_row(core: Core) -> None:
    core.practice.log("two-sum", Entry())
    lines = exported(core)
    answer = json.loads(next(line for line in lines if '"review"' in line))
    answer["attempt_event_id"] = answer["id"]
    answer["id"] = "01900000-0000-7000-8000-000000000009"

    with pytest.raises(BadRows) as raised:
        bring(core, [lines[0], json.dumps(answer)])

    reason = "attempt_event_id: leads to nothing that is here or above"
    assert raised.value.rows == (BadRow(2, reason),)


def test_the_export_of_a_newer_maang_is_refused(core: Core) -> None:
    with pytest.raises(Invalid, match="newer maang"):
        bring(core, ['{"type": "maang", "version": 2}'])


def test_a_home_with_other_days_is_told_of(core: Core) -> None:
    head = {"type": "maang", "version": 1, "zone": "Asia/Tokyo", "day_start": 4}

    notes = bring(core, [json.dumps(head)]).notes

    assert len(notes) == 1
    assert "zone was Asia/Tokyo there and is" in notes[0]


def test_a_dry_run_tells_all_of_it_and_changes_nothing(core: Core, connection: Connection) -> None:
    before = contents(connection)
    core.db.dry_run = True

    told = bring_table(core, SHEET + "nonsense,2026-03-01,yes,,,\n")

    assert (told.new["attempt"], len(told.bad)) == (3, 1)
    assert contents(connection) == before


def test_a_table_of_ours_is_known_and_comes_back_after_it_is_gone(core: Core) -> None:
    said = Entry(minutes=9, note="=1+1", mistakes=("a", "b"), time="O(n)", company="acme")
    before = core.practice.log("two-sum", said).attempt
    table = b"".join(core.exporting.blocks(Format.CSV)).decode()
    assert "'=1+1" in table
    assert bring_table(core, table).new == {"company": 1}

    bring_table(core, table, Take(replace=True))

    after = core.practice.attempt("last")
    assert replace(after, recorded_at=before.recorded_at) == before


def test_without_a_backup_only_what_replaces_everything_is_refused(core: Core) -> None:
    def nowhere() -> None:
        raise NotConfigured("there is no pg_dump 18 on the PATH")

    core.__dict__["importing"] = replace(core.importing, guard=nowhere)

    with pytest.raises(NotConfigured):
        bring_table(core, SHEET, Take(replace=True))
    notes = bring_table(core, SHEET).notes
    assert notes == ("no backup before the import: there is no pg_dump 18 on the PATH",)
