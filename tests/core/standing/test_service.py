"""Where a person stands: searches, filters, pages and lists agree with what was logged."""

import pytest

from maang.core.bootstrap import Core
from maang.core.errors import Invalid, NotFound
from maang.core.practice.models import Entry, Outcome, Status
from maang.core.problems.models import Difficulty, Facts, Match, ProblemFilter
from maang.core.standing.models import Wanted
from tests.conftest import FrozenClock

ALL = Wanted(ProblemFilter())
SOLVED, FAILED = Entry(minutes=18), Entry(outcome=Outcome.FAILED)


def found(core: Core, words: str, wanted: Wanted = ALL, limit: int = 20) -> list[str]:
    return [hit.problem.slug for hit in core.standing.search(words, wanted, limit=limit).hits]


def listed(core: Core, wanted: Wanted) -> list[str]:
    return [line.problem.slug for line in core.standing.listing(wanted, limit=9999).lines]


def test_a_search_finds_the_best_known_first_and_says_why(core: Core) -> None:
    hits = core.standing.search("two sum", ALL).hits

    assert (hits[0].problem.slug, hits[0].match) == ("two-sum", Match.EXACT)
    assert hits[1].problem.slug == "two-sum-ii-input-array-is-sorted"


def test_a_search_tells_how_many_there_are_beyond_the_limit(core: Core) -> None:
    few, many = (core.standing.search("tree", ALL, limit=limit) for limit in (3, 9999))

    assert len(few.hits) == 3
    assert few.total == many.total == len(many.hits)
    assert many.hits[:3] == few.hits


def test_what_only_looks_alike_is_marked(core: Core) -> None:
    hits = core.standing.search("bianry serach", ALL).hits
    assert hits[0].problem.slug == "binary-search"
    assert {hit.match for hit in hits} == {Match.TYPO}


def test_nonsense_finds_nothing(core: Core) -> None:
    assert core.standing.search("qqxyzz vvkkw", ALL).hits == ()


def test_a_search_for_nothing_is_refused(core: Core) -> None:
    with pytest.raises(Invalid):
        core.standing.search("  ", ALL)


def test_a_search_stays_within_its_filters(core: Core) -> None:
    wanted = Wanted(ProblemFilter(list="blind-75", difficulty=Difficulty.HARD))
    hits = core.standing.search("tree", wanted).hits

    assert "serialize-and-deserialize-binary-tree" in {hit.problem.slug for hit in hits}
    assert {hit.problem.difficulty for hit in hits} == {Difficulty.HARD}
    assert {hit.problem.slug for hit in hits} <= set(listed(core, wanted))


def test_who_searches_again_finds_what_was_added_renamed_and_taken_back_since(core: Core) -> None:
    def finds(words: str) -> bool:
        return "zebra-crossing" in found(core, words)

    seen = [finds("zebra crossing")]
    core.problems.add(Facts(title="Zebra Crossing"))
    seen += [finds("zebra crossing"), finds("gnu crossing")]
    core.problems.edit(core.problems.get("zebra-crossing").id, Facts(title="Gnu Crossing"))
    seen += [finds("gnu crossing")]
    core.activity.undo()
    core.activity.undo()
    seen += [finds("zebra crossing")]

    assert seen == [False, True, False, True, False]


def test_status_parts_the_catalogue_in_three(core: Core) -> None:
    core.practice.log("two-sum", SOLVED)
    core.practice.log("3sum", FAILED)

    by_status = {status: listed(core, Wanted(ProblemFilter(), status)) for status in Status}

    assert by_status[Status.SOLVED] == ["two-sum"]
    assert by_status[Status.ATTEMPTED] == ["3sum"]
    assert len(by_status[Status.TODO]) == 4027


def test_status_narrows_a_search(core: Core) -> None:
    core.practice.log("two-sum", SOLVED)

    assert found(core, "two sum", Wanted(ProblemFilter(), Status.SOLVED)) == ["two-sum"]
    assert "two-sum" not in found(core, "two sum", Wanted(ProblemFilter(), Status.TODO))


def test_due_is_what_review_would_ask_now(core: Core, clock: FrozenClock) -> None:
    due = Wanted(ProblemFilter(), due=True)
    core.practice.log("two-sum", SOLVED)
    core.practice.log("3sum", FAILED)
    assert listed(core, due) == []

    clock.forward(days=1)

    asked = [item.problem.slug for item in core.reviews.due()]
    assert listed(core, due) == asked == ["3sum"]
    assert found(core, "two pointers", due) == ["3sum"]


def test_a_line_says_when_its_card_is_due(core: Core) -> None:
    logged = core.practice.log("two-sum", SOLVED)

    line = core.standing.listing(Wanted(ProblemFilter(list="blind-75")), limit=1).lines[0]

    assert (line.problem.slug, line.status, line.due) == ("two-sum", Status.SOLVED, logged.due)


def test_a_page_of_what_was_never_tried_claims_nothing(core: Core) -> None:
    page = core.standing.page("two-sum")

    assert (page.status, page.attempts, page.solved) == (Status.TODO, 0, 0)
    assert (page.best_minutes, page.last, page.recall) == (None, None, None)
    assert page.lists == ("blind-75", "grind-169", "grind-75", "neetcode-150", "neetcode-250")


def test_a_page_counts_what_stands(core: Core, clock: FrozenClock) -> None:
    core.practice.log("two-sum", FAILED)
    clock.forward(days=1)
    core.practice.log("two-sum", Entry(minutes=30))
    clock.forward(days=1)
    core.practice.log("two-sum", SOLVED)

    page = core.standing.page("last")

    assert (page.status, page.attempts, page.solved, page.best_minutes) == (Status.SOLVED, 3, 2, 18)
    assert page.last is not None
    assert page.last.minutes == 18
    assert page.recall is not None
    assert page.recall.reps == 3


def test_what_was_taken_back_is_not_on_the_page(core: Core) -> None:
    core.practice.log("two-sum", SOLVED)
    core.activity.undo()

    assert core.standing.page("two-sum") == core.standing.page("1")
    assert core.standing.page("two-sum").attempts == 0


def test_there_is_no_last_before_the_first(core: Core) -> None:
    with pytest.raises(NotFound, match="nothing was logged"):
        core.standing.problem("last")


def test_lists_tell_size_and_how_far_one_is(core: Core) -> None:
    core.practice.log("two-sum", SOLVED)
    core.practice.log("3sum", FAILED)
    core.problems.import_list("two-sum\n", name="Mine")

    lists = {
        one.slug: (one.own, one.size, one.attempted, one.solved) for one in core.standing.lists()
    }

    assert lists["blind-75"] == (False, 75, 2, 1)
    assert lists["neetcode-250"] == (False, 250, 2, 1)
    assert list(lists)[-1] == "mine"
    assert lists["mine"] == (True, 1, 1, 1)


def test_a_list_shows_its_problems_in_its_order(core: Core) -> None:
    core.practice.log("valid-anagram", SOLVED)

    page = core.standing.list_page("Blind 75")

    assert [line.problem.slug for line in page.problems[:2]] == [
        "contains-duplicate",
        "valid-anagram",
    ]
    assert [line.status for line in page.problems[:2]] == [Status.TODO, Status.SOLVED]
    assert page.list.solved == 1


def test_next_is_what_was_never_tried_as_the_page_of_the_day_says(core: Core) -> None:
    core.practice.log("contains-duplicate", SOLVED)
    core.practice.log("two-sum", FAILED)

    upcoming = [line.problem.slug for line in core.standing.upcoming()]

    assert upcoming == [item.problem.slug for item in core.today.page().next]
    assert upcoming[0] == "valid-anagram"


def test_a_list_that_was_tried_whole_has_nothing_next(core: Core) -> None:
    core.problems.import_list("two-sum\n", name="Mine")
    core.practice.log("two-sum", FAILED)

    assert core.standing.upcoming("mine") == ()


def test_progress_goes_by_pattern_in_the_order_of_the_roadmap(core: Core) -> None:
    core.practice.log("two-sum", SOLVED)
    core.practice.log("3sum", FAILED)

    progress = core.standing.progress()

    assert [one.pattern for one in progress.patterns[:2]] == ["Arrays & Hashing", "Two Pointers"]
    first, second = progress.patterns[:2]
    assert (first.size, first.attempted, first.solved) == (8, 1, 1)
    assert (second.attempted, second.solved) == (1, 0)
    assert sum(one.size for one in progress.patterns) == progress.list.size == 75


def test_problems_without_a_pattern_come_last_and_are_counted(core: Core) -> None:
    core.problems.import_list("two-sum\nsliding-window-median\n", name="Mine")

    assert [one.pattern for one in core.standing.progress("mine").patterns] == [
        "Arrays & Hashing",
        None,
    ]


@pytest.mark.parametrize("verb", ["list_page", "progress", "upcoming"])
def test_a_list_that_does_not_exist_is_not_found(core: Core, verb: str) -> None:
    with pytest.raises(NotFound) as caught:
        getattr(core.standing, verb)("blind-57")
    assert "blind-75" in (caught.value.hint or "")


PLANTED = """
INSERT INTO problems (id, platform, slug, number, title, premium, topics, techniques, search_text,
                      edited, created_at)
SELECT gen_random_uuid(), 'test', 'planted-' || n, CASE WHEN n %% 2 = 0 THEN n / 8 END,
       'Planted ' || n %% 3, false, '{}', '{}', 'planted', false, now()
FROM generate_series(1, 700) AS n
"""
"""Half of them without a number, eight with the same one, many with the same title."""


@pytest.mark.parametrize("status", [None, Status.TODO])
def test_every_page_begins_where_the_one_before_it_ended(core: Core, status: Status | None) -> None:
    with core.db.write() as session:
        session.connection().exec_driver_sql(PLANTED, ())
        every = "SELECT slug FROM problems ORDER BY number, title, id"
        right = list(session.connection().exec_driver_sql(every).scalars())
    wanted = Wanted(ProblemFilter(), status)

    places = core.standing.places(wanted, every=300)
    pages = [core.standing.lines(wanted, start=place, limit=300) for place in places]

    assert [line.problem.slug for page in pages for line in page] == right
    assert {len(page) for page in pages[:-1]} == {300}
    assert core.standing.count(wanted) == len(right)
