"""`open_core(settings)`: the only place that picks implementations."""

import os
import pwd
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from maang.core.backup.daily import begin_if_due
from maang.core.calendar import Calendar
from maang.core.clock import Clock
from maang.core.config.models import Settings
from maang.core.config.paths import Paths
from maang.core.withmemory import WithMemory

if TYPE_CHECKING:
    from maang.core.accounts.service import Logins
    from maang.core.activity.service import Activity
    from maang.core.backup.service import Backups
    from maang.core.db.database import Database
    from maang.core.embedding.service import Embedding
    from maang.core.forecasts.service import Forecasts
    from maang.core.health.service import Health
    from maang.core.practice.service import Practice
    from maang.core.practice.settling import Settling
    from maang.core.problems.service import Problems
    from maang.core.reviews.models import Retention, Targets
    from maang.core.reviews.scheduler import Scheduler
    from maang.core.reviews.service import Reviews
    from maang.core.servers.service import Servers
    from maang.core.standing.service import Standing
    from maang.core.stats.service import Stats
    from maang.core.sync.scheduling import Scheduling
    from maang.core.sync.service import Sync
    from maang.core.sync.sources import Installed
    from maang.core.timers.service import Timers
    from maang.core.today.service import Today
    from maang.core.tuning.service import Tuning

LOCAL_USER = "local"
"""The one person of an embedded database."""


@dataclass
class Core(WithMemory):
    """Every service, each built (and its code loaded) on first use."""

    settings: Settings
    paths: Paths
    now: Clock
    progress: Callable[[str], None]
    dry_run: bool = False
    connections: int = 1
    env: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)

    @cached_property
    def servers(self) -> "Servers":
        """The servers we stand on."""
        from maang.core.servers.service import NO_CACHE, Servers

        database, redis = self.settings.database, self.settings.redis
        cache = redis.url.reveal() if redis.url else None
        return Servers(
            self.paths.data,
            self.paths.state,
            database.url.reveal() if database.url else None,
            cache if redis.enabled else NO_CACHE,
        )

    @cached_property
    def db(self) -> "Database":
        """The database, up to date, with its catalogue, and who is asking."""
        from maang.core.opening import open_database

        return open_database(
            self.servers.postgres(self.progress).url,
            settings=self.settings,
            user=self._user,
            now=self.now,
            progress=self.progress,
            dry_run=self.dry_run,
            connections=self.connections,
            guard=lambda: self.backups.guard_migration(),
        )

    @cached_property
    def backups(self) -> "Backups":
        """Copies of the database one can trust."""
        from maang.core.backup.service import Backups

        return Backups(self.servers, self.paths.data, self.now, self.progress, self.env)

    @cached_property
    def calendar(self) -> Calendar:
        """The person's days."""
        return Calendar(ZoneInfo(self.settings.zone), self.settings.day_start)

    @cached_property
    def scheduler(self) -> "Scheduler":
        """FSRS in the person's days."""
        from maang.core.reviews.scheduler import Scheduler

        return Scheduler(self.calendar)

    @cached_property
    def embedding(self) -> "Embedding":
        """Text into vectors."""
        from maang.core.embedding.models import Wanted
        from maang.core.embedding.service import Embedding

        asked = self.settings
        wanted = Wanted(asked.embedder_model, asked.embedder_threads)
        return Embedding(asked.embedder, wanted)

    @cached_property
    def problems(self) -> "Problems":
        """What there is to solve."""
        from maang.core.problems.service import Problems

        return Problems(self.db, self.now)

    @cached_property
    def reviews(self) -> "Reviews":
        """When to see it again."""
        from maang.core.reviews.service import Reviews

        return Reviews(self.db, self.now, self.scheduler, self._retention, self._targets)

    @cached_property
    def forecasts(self) -> "Forecasts":
        """What is coming."""
        from maang.core.forecasts.service import Forecasts

        return Forecasts(self.db, self.now, self.scheduler, self._targets)

    @cached_property
    def tuning(self) -> "Tuning":
        """What one's reviews say of one's memory."""
        from maang.core.tuning.service import Tuning

        return Tuning(self.db, self.now, self.scheduler)

    @cached_property
    def practice(self) -> "Practice":
        """What was tried."""
        from maang.core.practice.service import Practice

        cap = self.settings.timer.cap
        return Practice(self.db, self.now, self.scheduler, self._retention, self._targets, cap)

    @cached_property
    def timers(self) -> "Timers":
        """The clock of a sitting."""
        from maang.core.timers.service import Timers

        return Timers(self.db, self.now, self.settings.timer.cap)

    @cached_property
    def stats(self) -> "Stats":
        """Where one stands."""
        from maang.core.stats.service import Stats

        return Stats(self.db, self.now, self.scheduler, self._targets)

    @cached_property
    def standing(self) -> "Standing":
        """Where one stands with the problems and the lists."""
        from maang.core.standing.service import Standing

        return Standing(self.db, self.now, self.settings.list)

    @cached_property
    def logins(self) -> "Logins":
        """The logins on other platforms, and where their secrets are."""
        from maang.core.accounts.file_store import FileStore
        from maang.core.accounts.keyring_store import KeyringStore
        from maang.core.accounts.secrets import Secrets
        from maang.core.accounts.service import Logins

        home = self.paths.config_file.parent
        stores = KeyringStore(self.env, home), FileStore(home / "logins")
        secrets = Secrets(self.env, self.paths.home, *stores)
        return Logins(self.db, self.now, secrets)

    @cached_property
    def sources(self) -> "Installed":
        """The platforms that are set up."""
        from maang.core.sync.sources import Installed

        own = self.settings.jsonlines
        said = {"command": own.command, "folder": own.folder and str(own.folder)}
        options = {name: value for name, value in said.items() if value}
        by_platform = {"jsonlines": options} if options else {}
        return Installed(self.logins, self.paths.state, self.now, by_platform)

    @cached_property
    def scheduling(self) -> "Scheduling":
        """When sync runs by itself."""
        from maang.core.sync.scheduling import Scheduling

        return Scheduling(self.env, self.paths.home, self.paths.state, self.logins, self.sources)

    @cached_property
    def today(self) -> "Today":
        """The page of the day."""
        from maang.core.today.service import Today

        asked = self.settings
        goal = asked.list, asked.interview_date, asked.company
        return Today(self.db, self.now, self.scheduler, self._targets, *goal)

    @cached_property
    def health(self) -> "Health":
        """What we stand on, and how it fares."""
        from maang.core.health.service import Health

        return Health(
            self.settings,
            self.paths,
            self.now,
            self.servers,
            self.progress,
            lambda: self.db,
            lambda: self.sources.logins(),
        )

    @cached_property
    def sync(self) -> "Sync":
        """What other platforms know, brought here."""
        from maang.core.sync.service import Sync

        return Sync(self.db, self.now, self._settling, self.sources, self.progress)

    @cached_property
    def activity(self) -> "Activity":
        """What was done, and how to take it back."""
        from maang.core.activity.service import Activity
        from maang.core.undoing import inverses

        return Activity(self.db, self.now, inverses(self.scheduler, self._settling))

    @property
    def _user(self) -> str:
        """On an embedded database the one person; on a team's server their login there."""
        if self.settings.database.url is None:
            return LOCAL_USER
        return pwd.getpwuid(os.getuid()).pw_name

    @cached_property
    def _retention(self) -> "Retention":
        from maang.core.reviews.models import Retention

        asked = self.settings.review.retention
        return Retention(asked.problem, asked.concept, asked.behavioural, asked.design)

    @cached_property
    def _settling(self) -> "Settling":
        from maang.core.practice.settling import Settling
        from maang.core.reviews.models import CardKind

        retention = self._retention.of(CardKind.PROBLEM)
        return Settling(self.scheduler, retention, self._targets, self.now)

    @cached_property
    def _targets(self) -> "Targets":
        from maang.core.reviews.models import Targets

        asked = self.settings.review.minutes
        return Targets(asked.easy, asked.medium, asked.hard)

    def close(self) -> None:
        """Give the connections back."""
        if "db" in self.__dict__:
            self.db.close()
            self.index_later()
            begin_if_due(self.paths, env=self.env, now=self.now(), dry_run=self.dry_run)


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
