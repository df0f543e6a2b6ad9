"""What a person calls a pattern, topic or list: forgiving, and nothing made up."""

from uuid import uuid4

import pytest

from maang.core.problems.catalogue import LIST_NAMES, PREREQUISITES, problems
from maang.core.problems.models import ProblemList
from maang.core.problems.naming import list_called, matching, nearest
from maang.core.problems.wording import plain_words

PATTERNS = list(PREREQUISITES)
TOPICS = sorted({topic for problem in problems() for topic in problem.topics})
LISTS = [ProblemList(uuid4(), slug, name, own=False) for slug, name in LIST_NAMES.items()]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Sliding Window", ("Sliding Window",)),
        ("sliding-window", ("Sliding Window",)),
        ("slidingwindow", ("Sliding Window",)),
        ("tree", ("Trees",)),
        ("arrays and hashing", ("Arrays & Hashing",)),
        ("ARRAYS & HASHING", ("Arrays & Hashing",)),
        ("heap", ("Heap / Priority Queue",)),
        ("pq", ("Heap / Priority Queue",)),
        ("dp", ("1-D Dynamic Programming", "2-D Dynamic Programming")),
        ("1d dp", ("1-D Dynamic Programming",)),
        ("two point", ("Two Pointers",)),
        ("graph", ("Graphs",)),
        ("nonsense", ()),
        ("", ()),
        ("&", ()),
    ],
)
def test_a_pattern_is_understood(said: str, meant: tuple[str, ...]) -> None:
    assert matching(PATTERNS, said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("dp", ("Dynamic Programming",)),
        ("dynamic programming", ("Dynamic Programming",)),
        ("bfs", ("Breadth-First Search",)),
        ("tree", ("Tree",)),
    ],
)
def test_the_very_name_of_a_topic_comes_before_names_that_hold_it(
    said: str, meant: tuple[str, ...]
) -> None:
    assert matching(TOPICS, said) == meant


def test_every_pattern_and_topic_is_understood_by_its_own_name() -> None:
    misread = [name for name in (*PATTERNS, *TOPICS) if name not in matching([name], name)]
    assert misread == []


def test_every_pattern_is_understood_as_completion_writes_it() -> None:
    written = {name: "-".join(plain_words(name)) for name in PATTERNS}
    assert [name for name, said in written.items() if matching(PATTERNS, said) != (name,)] == []


def test_the_nearest_names_are_those_of_a_slip() -> None:
    assert nearest(PATTERNS, "Bakctracking") == ["Backtracking"]
    assert nearest(PATTERNS, "qqqqqq") == []


@pytest.mark.parametrize("said", ["blind-75", "Blind 75", "blind75", "BLIND-75"])
def test_a_list_is_known_by_slug_or_name(said: str) -> None:
    found = list_called(LISTS, said)
    assert found is not None
    assert found.slug == "blind-75"


@pytest.mark.parametrize("said", ["blind", "75", "", "-"])
def test_half_a_name_is_no_list(said: str) -> None:
    assert list_called(LISTS, said) is None


def test_a_slug_comes_before_anothers_name() -> None:
    team = ProblemList(uuid4(), "grind75", "Blind 75", own=True)
    assert list_called([team, *LISTS], "blind-75") == LISTS[0]
