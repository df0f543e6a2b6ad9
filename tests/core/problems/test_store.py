"""The catalogue in SQL: references resolve to the right problem, filters let the right ones by."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from maang.core.db.database import Database, Session
from maang.core.errors import Ambiguous, Conflict, NotFound
from maang.core.ids import new_id
from maang.core.problems import store
from maang.core.problems.models import Difficulty, NameKind, Problem, ProblemFilter
from tests.conftest import NOON


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    with db.write() as session:
        yield session


def a_problem(session: Session, title: str, slug: str, **facts: object) -> Problem:
    values = {"platform": "own", "number": None, "difficulty": None, "premium": False}
    values |= {"pattern": None, "topics": (), "techniques": (), "time": None, "space": None}
    problem = Problem(**{**values, "url": None, **facts}, id=new_id(), title=title, slug=slug)  # type: ignore[arg-type]
    store.add(session, problem, at=NOON)
    return problem


def slugs(session: Session, **wanted: object) -> list[str]:
    keys = store.keys(session, ProblemFilter(**wanted))  # type: ignore[arg-type]
    return [problem.slug for problem in store.among(session, keys)]


@pytest.mark.parametrize(
    "reference",
    [
        "two-sum",
        "1",
        "#1",
        "lc 1",
        "1. Two Sum",
        "https://leetcode.com/problems/two-sum/",
        "two sum",
    ],
)
def test_every_way_to_name_a_problem_finds_it(session: Session, reference: str) -> None:
    assert store.resolve(session, reference).slug == "two-sum"


@pytest.mark.parametrize("reference", ["2. Two Sum", "99999. Two Sum"])
def test_a_number_and_a_title_that_do_not_belong_together_are_ambiguous(
    session: Session, reference: str
) -> None:
    with pytest.raises(Ambiguous) as caught:
        store.resolve(session, reference)
    assert any("two-sum" in candidate for candidate in caught.value.candidates)


def test_a_number_with_a_title_nobody_knows_is_the_number(session: Session) -> None:
    assert store.resolve(session, "1. Two Sum (easy)").slug == "two-sum"


@pytest.mark.parametrize("reference", ["99999", "https://leetcode.com/problems/no-such-thing/"])
def test_what_is_named_exactly_and_is_not_there_is_not_found(
    session: Session, reference: str
) -> None:
    with pytest.raises(NotFound, match="no problem is called"):
        store.resolve(session, reference)


def test_words_that_fit_several_name_them_the_best_known_first(session: Session) -> None:
    with pytest.raises(Ambiguous) as caught:
        store.resolve(session, "linked list")
    assert len(caught.value.candidates) == store.CANDIDATES
    assert caught.value.candidates[0].split()[1] in {"linked-list-cycle", "reverse-linked-list"}


def test_nonsense_finds_nothing(session: Session) -> None:
    with pytest.raises(NotFound, match="looks like"):
        store.resolve(session, "qqxyzz vvkkw")


def test_a_typo_is_asked_back_and_never_taken(session: Session) -> None:
    with pytest.raises(Ambiguous):
        store.resolve(session, "3summ closst")


def test_leetcode_is_meant_where_platforms_share_a_slug(session: Session) -> None:
    other = a_problem(session, "Two Sum", "two-sum", platform="hackerrank")

    assert store.resolve(session, "two-sum").platform == "leetcode"
    page = "https://www.hackerrank.com/challenges/two-sum/problem"
    assert store.resolve(session, page) == other


def test_among_keeps_the_order_that_was_asked_for(session: Session) -> None:
    keys = [store.resolve(session, slug).id for slug in ("3sum", "two-sum", "valid-anagram")]
    assert [problem.id for problem in store.among(session, keys)] == keys


def test_an_index_row_has_what_a_search_needs(session: Session) -> None:
    row = store.index(session, ProblemFilter(list="blind-75")).problems[0]
    assert (row.slug, row.number, row.pattern) == ("two-sum", 1, "Arrays & Hashing")
    assert "two sum" in row.search_text or "2 sum" in row.search_text


def test_problems_come_by_number_and_those_without_one_last(session: Session) -> None:
    a_problem(session, "Array of Rings", "array-of-rings", topics=("Array",))

    found = slugs(session, topic="array")
    assert (found[0], found[-1]) == ("two-sum", "array-of-rings")


def test_filters_are_joined_by_and(session: Session) -> None:
    found = slugs(
        session, list="blind-75", pattern="trees", difficulty=Difficulty.EASY, premium=False
    )
    assert "invert-binary-tree" in found
    problems = [store.resolve(session, slug) for slug in found]
    assert {(one.pattern, one.difficulty, one.premium) for one in problems} == {
        ("Trees", Difficulty.EASY, False)
    }


def test_a_pattern_that_may_mean_two_lets_both_by(session: Session) -> None:
    keys = store.keys(session, ProblemFilter(pattern="dp"))
    patterns = {problem.pattern for problem in store.among(session, keys)}
    assert patterns == {"1-D Dynamic Programming", "2-D Dynamic Programming"}


def test_a_topic_is_understood_by_its_abbreviation(session: Session) -> None:
    keys = store.keys(session, ProblemFilter(topic="DP"))
    assert keys
    assert all("Dynamic Programming" in one.topics for one in store.among(session, keys))


@pytest.mark.parametrize(
    ("wanted", "near"),
    [
        (ProblemFilter(pattern="bakctracking"), "Backtracking"),
        (ProblemFilter(pattern="qqqq"), "Sliding Window"),
        (ProblemFilter(topic="grpah"), "Graph"),
        (ProblemFilter(list="blind-7"), "blind-75"),
        (ProblemFilter(list="qqqq"), "maang list"),
    ],
)
def test_a_name_that_does_not_exist_is_not_found_and_the_nearest_is_told(
    session: Session, wanted: ProblemFilter, near: str
) -> None:
    with pytest.raises(NotFound) as caught:
        store.keys(session, wanted)
    assert near in (caught.value.hint or "")


def test_a_new_topic_can_be_filtered_by_at_once(session: Session) -> None:
    a_problem(session, "Ring", "ring", topics=("Rings",))

    assert slugs(session, topic="rings") == ["ring"]
    assert "Rings" in store.names(session, NameKind.TOPIC)


def test_an_edit_is_searched_by_its_new_words(session: Session) -> None:
    ring = a_problem(session, "Ring", "ring")
    store.edit(session, Problem(**{**_fields(ring), "title": "Zyzzyva Circle"}))  # type: ignore[arg-type]

    assert store.resolve(session, "zyzzyva").slug == "ring"


def test_a_clash_is_seen_on_its_platform_or_anywhere(session: Session) -> None:
    ring = a_problem(session, "Two Sum", "two-sum", platform="own")

    assert store.clash(session, ring, anywhere=False) is None
    other = store.clash(session, ring, anywhere=True)
    assert other is not None
    assert other.platform == "leetcode"


def test_fame_counts_the_shipped_lists_and_not_ones_own(session: Session) -> None:
    before = store.fame(session)["two-sum"]
    two_sum = store.resolve(session, "two-sum")
    store.replace_list(session, slug="mine", name="Mine", problem_ids=[two_sum.id])

    assert store.fame(session)["two-sum"] == before == 5


def test_a_list_is_replaced_and_removed_whole(session: Session) -> None:
    first, second = (store.resolve(session, slug).id for slug in ("two-sum", "3sum"))
    list_id = store.replace_list(session, slug="mine", name="Mine", problem_ids=[first, second])
    again = store.replace_list(session, slug="mine", name="Ours", problem_ids=[second])

    assert again == list_id
    assert store.find_list(session, "ours").id == list_id
    assert [one.slug for one in store.in_list(session, "mine")] == ["3sum"]

    store.remove_list(session, list_id)
    with pytest.raises(NotFound):
        store.find_list(session, "mine")


def test_a_shipped_list_cannot_be_removed(session: Session) -> None:
    store.remove_list(session, store.find_list(session, "blind-75").id)
    assert len(store.in_list(session, "blind-75")) == 75


def test_the_database_itself_refuses_a_second_problem_of_that_slug(db: Database) -> None:
    with pytest.raises(Conflict), db.write() as session:
        a_problem(session, "Two Sum", "two-sum", platform="leetcode")


def _fields(problem: Problem) -> dict[str, object]:
    return {name: getattr(problem, name) for name in Problem.__dataclass_fields__}


def test_a_moment_is_kept_for_when_it_was_added(session: Session) -> None:
    a_problem(session, "Ring", "ring")
    connection = session.connection()
    at: datetime | None = connection.exec_driver_sql(
        "SELECT created_at FROM problems WHERE slug = 'ring'"
    ).scalar()
    assert at == NOON
