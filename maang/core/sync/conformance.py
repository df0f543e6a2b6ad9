"""What every platform must keep, as plain assertions: for ours in the tests, and for anyone's.

    from maang.core.sync.conformance import check

    def test_my_platform_keeps_the_rules():
        check(lambda: MySite(Access(state=None, user_name="ada", base_url=server.url)))

The site behind it must answer the same to the same question while this runs, and show at least one
submission or activity. `check` raises AssertionError with a sentence; a rule can be called alone.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import islice

from maang.core.errors import MaangError
from maang.core.plain import to_plain
from maang.core.sync.models import Cursor, RemoteActivity, RemotePage, RemoteSubmission
from maang.core.sync.ports import Platform, Replayable

Make = Callable[[], Platform]
"""Gives a fresh adapter, as a new process would have it."""


def check(make: Make) -> None:
    """All rules, one after the other."""
    for rule in RULES:
        rule(make)


def it_is_a_platform(make: Make) -> None:
    """It has a name and pages, and reads nothing before the first page is asked for."""
    platform = make()
    assert isinstance(platform, Platform), "it lacks `name` or `pages`"
    assert platform.name == platform.name.lower().strip() != "", "its name is a lower-case word"


def the_same_question_gets_the_same_pages(make: Make) -> None:
    """Two runs from nothing give equal rows, equal raw pages and equal cursors."""
    assert _pages(make) == _pages(make), "two runs from nothing differ"


def something_is_there(make: Make) -> None:
    """At least one row comes, or nothing below proves anything."""
    assert _ids(_pages(make)), "no row came: the rules prove nothing on an empty site"


def no_id_comes_twice(make: Make) -> None:
    """Within a run each submission and activity is given once."""
    ids = _ids(_pages(make))
    doubled = _some(each for each in ids if ids.count(each) > 1)
    assert not doubled, f"given twice: {doubled}"


def times_are_aware(make: Make) -> None:
    """Every moment knows its offset."""
    for page in _pages(make):
        for row in _rows(page):
            assert _is_aware(row.at), f"{row.external_id} has a time without an offset"


def rows_name_their_platform_and_problem(make: Make) -> None:
    """Rows carry the adapter's name, an id, the judge's own word, and a problem one can find."""
    name = make().name
    for page in _pages(make):
        for row in _rows(page):
            assert row.platform == name, f"{row.external_id} says it is from {row.platform}"
            assert row.external_id.strip(), "a row has no id"
        for each in page.submissions:
            problem = each.problem
            named = problem.slug or problem.number or problem.title or problem.url
            assert named, f"nobody can tell which problem {each.external_id} is of"
            assert each.said.strip(), f"{each.external_id} does not keep what the judge said"


def cursors_and_raw_pages_are_json(make: Make) -> None:
    """Both can be stored and given back: they hold JSON, with text as names."""
    for page in _pages(make):
        assert to_plain(page.cursor) == page.cursor, "a cursor is not JSON"
        assert to_plain(page.raw) == page.raw, "a raw page is not JSON"


def a_run_cut_anywhere_goes_on(make: Make) -> None:
    """From each page's cursor, as if killed right there, exactly the rest comes."""
    for full in (False, True):
        whole = _pages(make, full=full)
        for cut in range(1, len(whole)):
            rest = _ids(_pages(make, cursor=whole[cut - 1].cursor, full=full))
            wanted = _ids(whole[cut:])
            missing, again = set(wanted) - set(rest), set(rest) - set(wanted)
            assert not missing, f"cut after page {cut} (full={full}), lost: {_some(missing)}"
            assert not again, f"cut after page {cut} (full={full}), doubled: {_some(again)}"


def a_run_cut_at_every_page_ends(make: Make) -> None:
    """Killed after each single page, the runs together give what one run gives."""
    found: list[str] = []
    cursor: Cursor | None = None
    most = len(_pages(make)) + 1
    for _ in range(most * 2):
        pages = list(islice(make().pages(cursor=cursor, full=False), most))
        new = next((page for page in pages if _ids([page])), None)
        if new is None:
            break
        found += _ids([new])
        cursor = new.cursor
    assert sorted(found) == sorted(_ids(_pages(make))), "runs of one page each give something else"


def nothing_new_means_nothing_given(make: Make) -> None:
    """After a whole run, of either kind, the next one without `full` gives no row."""
    for full in (False, True):
        last = _pages(make, full=full)[-1].cursor
        again = _ids(_pages(make, cursor=last))
        assert not again, f"nothing was new (full={full}), and yet there came: {_some(again)}"


def full_reads_everything_again(make: Make) -> None:
    """`full` gives what was seen before, too, when no full run was cut."""
    last = _pages(make)[-1].cursor
    again = _ids(_pages(make, cursor=last, full=True))
    assert set(again) == set(_ids(_pages(make))), "full left something out"


def a_strange_cursor_is_no_cursor(make: Make) -> None:
    """A cursor of another version, or user, begins from nothing, or is refused by our errors."""
    for cursor in ({}, {"from": "another version"}, {"user": "somebody-else"}):
        try:
            found = _ids(_pages(make, cursor=cursor))
        except MaangError:
            continue
        assert found == _ids(_pages(make)), f"from {cursor} something else came"


def raw_pages_can_be_read_again(make: Make) -> None:
    """Where the adapter is Replayable, its raw pages hold all the rows they gave."""
    platform = make()
    if not isinstance(platform, Replayable):
        return
    for page in _pages(make):
        replayed = platform.read(page.raw)
        kept = {row.external_id: row for row in _rows(replayed)}
        for row in _rows(page):
            assert kept.get(row.external_id) == row, f"{row.external_id} is read otherwise again"


RULES: tuple[Callable[[Make], None], ...] = (
    it_is_a_platform,
    the_same_question_gets_the_same_pages,
    something_is_there,
    no_id_comes_twice,
    times_are_aware,
    rows_name_their_platform_and_problem,
    cursors_and_raw_pages_are_json,
    a_run_cut_anywhere_goes_on,
    a_run_cut_at_every_page_ends,
    nothing_new_means_nothing_given,
    full_reads_everything_again,
    a_strange_cursor_is_no_cursor,
    raw_pages_can_be_read_again,
)


def _pages(make: Make, *, cursor: Cursor | None = None, full: bool = False) -> list[RemotePage]:
    return list(make().pages(cursor=cursor, full=full))


def _rows(page: RemotePage) -> list[RemoteSubmission | RemoteActivity]:
    return [*page.submissions, *page.activities]


def _ids(pages: Iterable[RemotePage]) -> list[str]:
    """Submissions and activities have ids of their own each."""
    found = []
    for page in pages:
        found += [f"submission {each.external_id}" for each in page.submissions]
        found += [f"activity {each.external_id}" for each in page.activities]
    return found


def _is_aware(moment: datetime) -> bool:
    return moment.tzinfo is not None and moment.utcoffset() is not None


def _some(ids: Iterable[str]) -> str:
    found = sorted(set(ids))
    return ", ".join(found[:5]) + (f" and {len(found) - 5} more" if len(found) > 5 else "")
