"""The command palette: every action by its name, and every problem."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual.command import DiscoveryHit, Hit, Hits, Provider

from maang.core.errors import MaangError
from maang.core.problems.models import Problem, ProblemFilter
from maang.core.standing.models import Wanted
from maang.tui.keys import GLOBAL, spoken
from maang.words.common import named

if TYPE_CHECKING:
    from maang.tui.app import MaangApp

MOST_HITS = 20


class Actions(Provider):
    """What the keys do, for those who know the word and not the key."""

    async def discover(self) -> Hits:
        """All of them."""
        for action, (keys, word) in GLOBAL.items():
            yield DiscoveryHit(word, partial(self.app.run_action, action), help=spoken(keys))

    async def search(self, query: str) -> Hits:
        """Those that fit."""
        matcher = self.matcher(query)
        for action, (keys, word) in GLOBAL.items():
            if (score := matcher.match(word)) > 0:
                run = partial(self.app.run_action, action)
                yield Hit(score, matcher.highlight(word), run, help=spoken(keys))


class Catalogue(Provider):
    """Problems by number, title, pattern or topic, found as everywhere else."""

    async def search(self, query: str) -> Hits:
        """The best of them, below the actions."""
        app = cast("MaangApp", self.app)
        for place, problem in enumerate(await asyncio.to_thread(_found, app, query)):
            title = Text(f"{named(problem.ref())}  {problem.title}")
            show = partial(app.show_problem, problem.slug)
            yield Hit(0.5 - place / 100, title, show, text=problem.title)


def _found(app: "MaangApp", query: str) -> list[Problem]:
    try:
        hits = app.core.standing.search(query, Wanted(ProblemFilter()), limit=MOST_HITS)
    except MaangError:
        return []  # the palette still has its actions
    return [hit.problem for hit in hits.hits]
