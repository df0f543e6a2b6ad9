"""(rules) Pages that come quickly are written together; one that took its time is written at once.

A transaction costs more than a page from a fast source, and less than a polite pause.
"""

import time
from collections.abc import Callable, Iterable, Iterator

from maang.core.sync.models import RemotePage

MOST_ROWS = 500
"""Rows held at most before they are written: memory does not grow with the history."""


def batches(
    pages: Iterable[RemotePage],
    *,
    seconds: float,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[list[RemotePage]]:
    """The pages, those together that came within `seconds` (monotonic, of reading alone).

    What was read before an error, or Ctrl-C, is given before that is raised.
    """
    held: list[RemotePage] = []
    begun = clock()
    try:
        for page in pages:
            held.append(page)
            if clock() - begun >= seconds or _rows(held) >= MOST_ROWS:
                yield held
                held, begun = [], clock()
    except GeneratorExit:  # nobody asks any more: writing went wrong
        raise
    except BaseException:
        if held:
            yield held
        raise
    if held:
        yield held


def _rows(held: Iterable[RemotePage]) -> int:
    return sum(len(page.submissions) + len(page.activities) for page in held)
