"""Pages that come quickly go together; what was read is given before what went wrong is raised."""

from collections.abc import Iterator

import pytest

from maang.core.sync.batches import MOST_ROWS, batches
from maang.core.sync.models import RemotePage
from tests.fakes.recorded import submitted


class Watch:
    """A clock that a source of pages moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def pages(watch: Watch, *seconds: float, rows: int = 1) -> Iterator[RemotePage]:
    """A page after each of so many seconds."""
    for place, wait in enumerate(seconds):
        watch.now += wait
        yield RemotePage(tuple(submitted(row) for row in range(rows)), place, {})


def taken(source: Iterator[RemotePage], watch: Watch) -> list[list[int]]:
    return [[page.raw for page in held] for held in batches(source, seconds=0.25, clock=watch)]


def test_quick_pages_go_together_and_a_slow_one_goes_at_once() -> None:
    watch = Watch()

    assert taken(pages(watch, 0.1, 0.1, 0.1, 5, 0.1), watch) == [[0, 1, 2], [3], [4]]


def test_no_more_than_so_many_rows_are_held() -> None:
    watch = Watch()

    assert taken(pages(watch, 0, 0, 0, rows=MOST_ROWS // 2), watch) == [[0, 1], [2]]


def test_the_time_writing_takes_is_not_the_sources() -> None:
    watch, found = Watch(), []

    for held in batches(pages(watch, 0.3, 0.1, 0.1), seconds=0.25, clock=watch):
        watch.now += 60
        found.append(len(held))

    assert found == [1, 2]


def test_no_page_is_no_batch() -> None:
    assert list(batches([], seconds=1)) == []


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_what_was_read_comes_before_what_cut_it(error: type[BaseException]) -> None:
    def broken() -> Iterator[RemotePage]:
        yield from pages(Watch(), 0, 0)
        raise error

    source = batches(broken(), seconds=1)

    assert len(next(source)) == 2
    with pytest.raises(error):
        next(source)
