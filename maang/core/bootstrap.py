"""`open_core(settings)`: with its parts in `wiring`, the only place that picks implementations."""

import os
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from maang.core.clock import Clock
from maang.core.config.models import Settings
from maang.core.config.paths import Paths
from maang.core.wiring.answering import Answering
from maang.core.wiring.exchanging import Exchanging
from maang.core.wiring.practising import Practising
from maang.core.wiring.remembering import Remembering

if TYPE_CHECKING:
    from maang.core.activity.service import Activity
    from maang.core.health.service import Health


class Core(Practising, Answering, Remembering, Exchanging):
    """Every service, each built (and its code loaded) on first use."""

    @cached_property
    def health(self) -> "Health":
        """What we stand on, and how it fares."""
        from maang.core.health.service import Health, Minds

        minds = Minds(
            lambda: self.embedding.check(),
            lambda: self.models.check(),
            lambda: self.indexing.model(),
        )
        return Health(
            self.settings,
            self.paths,
            self.now,
            self.servers,
            self.progress,
            lambda: self.db,
            lambda: self.sources.logins(),
            minds,
        )

    @cached_property
    def activity(self) -> "Activity":
        """What was done, and how to take it back."""
        from maang.core.activity.service import Activity
        from maang.core.undoing import inverses

        return Activity(self.db, self.now, inverses(self.scheduler, self._settling))

    def close(self) -> None:
        """Give the connections back."""
        self.close_cache()
        if "db" in self.__dict__:
            self.db.close()
            self.index_later()
            if not self.dry_run:
                from maang.core.backup.daily import DAILY

                DAILY.begin_if_due(self.paths, env=self.env, now=self.now())


def open_core(
    settings: Settings,
    paths: Paths,
    *,
    clock: Clock,
    progress: Callable[[str], None],
    dry_run: bool = False,
    connections: int = 1,
    env: Mapping[str, str] | None = None,
) -> Core:
    """The core on these settings; nothing is opened before it is used.

    `connections` is 1 for a command and 20 for a process that stays. `env` is where secrets are
    looked for first (default: the process's own).
    """
    said = os.environ if env is None else env
    return Core(settings, paths, clock, progress, dry_run, connections, said)
