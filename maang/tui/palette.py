"""The command palette: every action by its name, and every problem."""

import asyncio
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from rich.text import Text
from textual.command import DiscoveryHit, Hit, Hits, Provider

from maang.core.errors import MaangError
from maang.core.problems.models import Problem, ProblemFilter
from maang.core.standing.models import Wanted
from maang.tui.keys import GLOBAL, Act
from maang.words.common import named

if TYPE_CHECKING:
    from maang.tui.app import MaangApp

MOST_HITS = 20


class Actions(Provider):
    """What the keys do, for those who know the word and not the key."""

    async def discover(self) -> Hits:
        """All of them."""
        for act, keys in self._acts():
            yield DiscoveryHit(act.word, partial(self.app.run_action, act.action), help=keys)

    async def search(self, query: str) -> Hits:
        """Those that fit."""
        matcher = self.matcher(query)
        for act, keys in self._acts():
            if (score := matcher.match(act.word)) > 0:
                run = partial(self.app.run_action, act.action)
                yield Hit(score, matcher.highlight(act.word), run, help=keys)

    def _acts(self) -> Iterator[tuple[Act, str]]:
        """Each with the person's keys for it."""
        keymap = cast("MaangApp", self.app).keymap
        return ((act, keymap.keys(GLOBAL.id_of(act))) for act in GLOBAL.acts)


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
    app.opened.wait()
    try:
        hits = app.core.standing.search(query, Wanted(ProblemFilter()), limit=MOST_HITS)
    except MaangError:
        return []  # the palette still has its actions
    return [hit.problem for hit in hits.hits]
