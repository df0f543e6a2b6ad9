"""What is remembered, looked through without a question."""

from datetime import timedelta

import pytest

from maang.core.bootstrap import Core
from maang.core.errors import NotFound
from maang.core.practice.models import Entry
from maang.core.retrieval.models import Filters
from tests.conftest import FrozenClock


@pytest.fixture
def lived(core: Core, clock: FrozenClock) -> Core:
    """A note, and an attempt of last month."""
    core.notes.add("# Heaps\n\nsift down", problem="two-sum")
    month_ago = clock() - timedelta(days=30)
    core.practice.log("3sum", Entry(note="sort first", company="Acme", at=month_ago))
    return core


def handles(core: Core, **filters: object) -> list[str]:
    found, count = core.browsing.newest(Filters(**filters), limit=10)  # type: ignore[arg-type]
    assert count == len(found)
    return [each.kind for each in found]


def test_the_newest_comes_first_with_its_first_words(lived: Core) -> None:
    found, count = lived.browsing.newest(Filters(), limit=1)

    assert count == 2
    assert (found[0].title, found[0].problem, found[0].opening) == (
        "Heaps",
        "two-sum",
        "# Heaps\n\nsift down",
    )


def test_the_filters_of_a_search_hold_here_too(lived: Core, clock: FrozenClock) -> None:
    yesterday = clock() - timedelta(days=1)

    assert handles(lived, kind="attempt") == ["attempt"]
    assert handles(lived, source="notes") == ["note"]
    assert handles(lived, company="acme") == ["attempt"]
    assert handles(lived, since=yesterday) == ["note"]
    assert handles(lived, until=yesterday) == ["attempt"]
    assert handles(lived, pattern="two pointers", kind="note") == []
    assert handles(lived, problem_id=lived.problems.get("3sum").id) == ["attempt"]


def test_only_what_anything_is_remembered_of_has_a_name(lived: Core) -> None:
    assert lived.browsing.names("kind") == ["attempt", "note"]
    assert lived.browsing.names("problem") == ["3sum", "two-sum"]
    assert lived.browsing.names("company") == ["Acme"]
    assert len(lived.browsing.names("pattern")) == 2


def test_a_text_is_read_around_a_passage_of_it(core: Core) -> None:
    lines = "\n".join(f"line {number}" for number in range(2000))
    core.notes.add(lines)
    (glimpse,), _ = core.browsing.newest(Filters(), limit=1)

    opened = core.browsing.read(glimpse.memory_id, passage="line 1500")

    assert opened.glimpse == glimpse
    assert "line 1499\nline 1500\nline 1501" in opened.window.text
    assert opened.window.above > 0


def test_what_was_forgotten_is_in_no_list_and_cannot_be_read(lived: Core) -> None:
    (note, _), _ = lived.browsing.newest(Filters(), limit=2)

    lived.notes.delete(note.handle)

    assert handles(lived) == ["attempt"]
    with pytest.raises(NotFound):
        lived.browsing.read(note.memory_id)
