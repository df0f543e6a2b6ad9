"""The world outside: other platforms, and files."""

from functools import cached_property, partial
from typing import TYPE_CHECKING

from maang.core.wiring.ground import Ground

if TYPE_CHECKING:
    from maang.core.exporting.service import Exporting
    from maang.core.importing.service import Importing
    from maang.core.sync.scheduling import Scheduling
    from maang.core.sync.service import Sync
    from maang.core.sync.sources import Installed


class Exchanging(Ground):
    """What comes in and goes out."""

    @cached_property
    def sources(self) -> "Installed":
        """The platforms that are set up."""
        from maang.core.sync.sources import Installed

        own = self.settings.jsonlines
        said = {"command": own.command, "folder": own.folder and str(own.folder)}
        options = {name: value for name, value in said.items() if value}
        by_platform = {"jsonlines": options} if options else {}
        return Installed(self.logins, self.paths.state, self.now, by_platform, told=self.progress)

    @cached_property
    def scheduling(self) -> "Scheduling":
        """When sync runs by itself."""
        from maang.core.sync.scheduling import Scheduling

        return Scheduling(self.env, self.paths.home, self.paths.state, self.logins, self.sources)

    @cached_property
    def sync(self) -> "Sync":
        """What other platforms know, brought here."""
        from maang.core.sync.service import Sync

        return Sync(self.db, self.now, self._settling, self.sources, self.progress)

    @cached_property
    def exporting(self) -> "Exporting":
        """Everything of the person's, as files."""
        from maang.core.exporting.service import Exporting

        return Exporting(self.db, self.calendar)

    @cached_property
    def importing(self) -> "Importing":
        """Files into the database."""
        from maang.core.backup.models import Why
        from maang.core.importing.service import Importing

        guard, judged = partial(self.backups.guard, Why.IMPORT), (self._retention, self._targets)
        return Importing(self.db, self.now, self.scheduler, *judged, guard)
