"""What every service stands on: servers, the database, the person's days and settings."""

import os
import pwd
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from maang.core.calendar import Calendar
from maang.core.clock import Clock
from maang.core.config.models import Settings
from maang.core.config.paths import Paths

if TYPE_CHECKING:
    from maang.core.accounts.service import Logins
    from maang.core.backup.service import Backups
    from maang.core.db.database import Database
    from maang.core.embedding.service import Embedding
    from maang.core.practice.settling import Settling
    from maang.core.reviews.models import Retention, Targets
    from maang.core.reviews.scheduler import Scheduler
    from maang.core.servers.service import Servers

LOCAL_USER = "local"
"""The one person of an embedded database."""


@dataclass
class Ground:
    """Each service is built (and its code loaded) on first use."""

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

    @property
    def stays(self) -> bool:
        """Whether this process goes on after one command, so that what it keeps is worth much."""
        return self.connections > 1

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
