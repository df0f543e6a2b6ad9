"""Adding, editing and importing: checked, refused where it contradicts, and taken back whole."""

import pytest

from maang.core.bootstrap import Core
from maang.core.errors import Conflict, Invalid, NotFound
from maang.core.practice.models import Entry
from maang.core.problems import store
from maang.core.problems.models import Difficulty, Facts, Problem
from maang.core.standing.models import ListLine


def add(core: Core, title: str, **facts: object) -> Problem:
    return core.problems.add(Facts(title=title, **facts))  # type: ignore[arg-type]


def list_of(core: Core, slug: str) -> tuple[str, ...]:
    return tuple(line.problem.slug for line in core.standing.list_page(slug).problems)


def own_lists(core: Core) -> list[ListLine]:
    return [one for one in core.standing.lists() if one.own]


def test_what_was_added_is_found_again(core: Core) -> None:
    added = add(core, "Rotate a Ring", difficulty=Difficulty.HARD, pattern="two point")

    assert added.pattern == "Two Pointers"
    assert core.problems.get("rotate-a-ring") == added
    assert core.problems.get("rotate ring") == added


def test_topics_that_are_known_are_spelled_as_they_are_known(core: Core) -> None:
    assert add(core, "Ring", topics=("array", "Rings"), techniques=("kmp algorithm",)).topics == (
        "Array",
        "Rings",
    )


@pytest.mark.parametrize("facts", [{}, {"slug": "other", "number": 1}])
def test_ones_own_problem_cannot_hide_behind_one_of_the_catalogue(
    core: Core, facts: dict[str, object]
) -> None:
    with pytest.raises(Conflict, match="Two Sum"):
        add(core, "Two Sum", **facts)


def test_another_platform_may_have_a_problem_of_the_same_slug(core: Core) -> None:
    page = "https://www.hackerrank.com/challenges/two-sum/problem"
    added = add(core, "Two Sum", url=page)

    assert core.problems.get(page) == added
    with pytest.raises(Conflict):
        add(core, "Two Sum", url=page)


def test_a_pattern_nobody_knows_is_not_found_and_nothing_is_added(core: Core) -> None:
    with pytest.raises(NotFound, match="pattern"):
        add(core, "Zyzzyva", pattern="qqqq")
    with pytest.raises(NotFound):
        core.problems.get("zyzzyva")


def test_a_pattern_that_may_mean_two_is_asked_back(core: Core) -> None:
    with pytest.raises(Invalid, match=r"1-D Dynamic Programming or 2-D"):
        add(core, "Zyzzyva", pattern="dp")


def test_undo_takes_an_added_problem_away(core: Core) -> None:
    add(core, "Zyzzyva")

    assert core.activity.undo().change.verb == "problem add"
    with pytest.raises(NotFound):
        core.problems.get("zyzzyva")


def test_undo_works_through_a_log_to_the_problem_it_was_for(core: Core) -> None:
    add(core, "Zyzzyva")
    core.practice.log("zyzzyva", Entry(minutes=5))

    core.activity.undo()
    core.activity.undo()

    with pytest.raises(NotFound):
        core.problems.get("zyzzyva")


def test_a_problem_with_an_attempt_on_it_cannot_be_taken_back(core: Core) -> None:
    core.practice.log("two-sum", Entry())
    add(core, "Zyzzyva")
    with core.db.write() as session:
        session.connection().exec_driver_sql(
            "UPDATE attempts SET problem_id = (SELECT id FROM problems WHERE slug = 'zyzzyva')"
        )

    with pytest.raises(Conflict, match="stand on"):
        core.activity.undo(verb="problem add")
    assert core.problems.get("zyzzyva").title == "Zyzzyva"


def test_somebody_elses_attempt_holds_a_problem_fast(core: Core) -> None:
    added = add(core, "Zyzzyva")
    with core.db.write() as session:
        connection = session.connection()
        connection.exec_driver_sql(
            "INSERT INTO users SELECT (jsonb_populate_record(u, jsonb_build_object("
            "'id', gen_random_uuid(), 'name', 'other'))).* FROM users u"
        )
        connection.exec_driver_sql(
            "INSERT INTO attempts (id, attempt_id, user_id, problem_id, at, recorded_at, outcome,"
            " hints, mistakes, source) SELECT k, k, u.id, %s, now(), now(), 'solved', 0, '{}', 'x'"
            " FROM users u, gen_random_uuid() k WHERE u.name = 'other'",
            (str(added.id),),
        )

    with pytest.raises(Conflict, match="somebody"):
        core.activity.undo()


def test_an_edit_says_what_changed_and_undo_puts_it_back(core: Core) -> None:
    before = core.problems.get("two-sum")

    after = core.problems.edit(before.id, Facts(title="Sum of Two", topics=("array", "")))

    assert (after.title, after.topics, after.pattern) == ("Sum of Two", ("Array",), before.pattern)
    assert core.problems.get("two-sum") == after
    core.activity.undo()
    assert core.problems.get("two-sum") == before


def test_undo_of_an_edit_lets_the_next_catalogue_put_it_right_again(core: Core) -> None:
    problem = core.problems.get("two-sum")
    core.problems.edit(problem.id, Facts(title="Sum of Two"))
    with core.db.read() as session:
        assert store.is_edited(session, problem.id)

    core.activity.undo()

    with core.db.read() as session:
        assert not store.is_edited(session, problem.id)


def test_an_edit_that_changes_nothing_is_refused(core: Core) -> None:
    with pytest.raises(Invalid, match="nothing"):
        core.problems.edit(core.problems.get("two-sum").id, Facts(title="Two  Sum"))


def test_an_edit_cannot_take_anothers_number(core: Core) -> None:
    with pytest.raises(Conflict, match="number 2"):
        core.problems.edit(core.problems.get("two-sum").id, Facts(number=2))


def test_a_list_is_made_in_the_order_of_the_file(core: Core) -> None:
    made = core.problems.import_list("2\nTwo Sum\n2\n", name="Team List")

    assert (made.slug, made.size, made.replaced, made.repeated) == ("team-list", 2, False, (3,))
    assert list_of(core, "team list") == ("add-two-numbers", "two-sum")


def test_a_bad_row_refuses_the_whole_file(core: Core) -> None:
    with pytest.raises(Invalid, match="1 of 2 rows cannot be used: line 2: 'nope'"):
        core.problems.import_list("1\nnope\n", name="Team")
    assert own_lists(core) == []


def test_partial_takes_the_rest_and_tells_what_was_left(core: Core) -> None:
    made = core.problems.import_list("1\nnope\n", name="Team", partial=True)

    assert [row.line for row in made.skipped] == [2]
    assert list_of(core, "team") == ("two-sum",)


def test_a_file_of_bad_rows_alone_is_refused_even_if_partial(core: Core) -> None:
    with pytest.raises(Invalid):
        core.problems.import_list("nope\n", name="Team", partial=True)


@pytest.mark.parametrize(
    ("name", "slug"), [("Blind 75", None), ("Mine", "blind-75"), ("blind75", None)]
)
def test_a_shipped_list_is_never_replaced(core: Core, name: str, slug: str | None) -> None:
    with pytest.raises(Conflict, match="comes with maang"):
        core.problems.import_list("1\n", name=name, slug=slug, overwrite=True)


def test_a_list_of_ones_own_is_replaced_only_when_told_to(core: Core) -> None:
    core.problems.import_list("1\n", name="Team")

    with pytest.raises(Conflict, match="already"):
        core.problems.import_list("2\n", name="Team")
    assert core.problems.import_list("2\n", name="Team", overwrite=True).replaced
    assert list_of(core, "team") == ("add-two-numbers",)


def test_undo_brings_back_the_list_that_was_replaced_and_then_none(core: Core) -> None:
    core.problems.import_list("1\n3\n", name="Team")
    core.problems.import_list("2\n", name="New Team", slug="team", overwrite=True)

    core.activity.undo()
    assert list_of(core, "team") == ("two-sum", "longest-substring-without-repeating-characters")
    assert own_lists(core)[0].name == "Team"

    core.activity.undo()
    assert own_lists(core) == []


@pytest.mark.parametrize(("name", "slug"), [(" ", None), ("環", None), ("Team", "A Team")])
def test_a_list_needs_a_name_and_a_slug(core: Core, name: str, slug: str | None) -> None:
    with pytest.raises(Invalid):
        core.problems.import_list("1\n", name=name, slug=slug)


def test_a_dry_run_of_an_import_shows_it_and_keeps_nothing(core: Core) -> None:
    core.db.dry_run = True

    assert core.problems.import_list("1\nnope\n", name="Team", partial=True).size == 1
    assert own_lists(core) == []
