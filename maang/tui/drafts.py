"""The draft of the log form: in the database, or on this machine for as long as that is away."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from maang.core.bootstrap import Core
from maang.core.config.writer import write_atomically
from maang.core.errors import MaangError
from maang.tui.forms import PLACE


@dataclass(frozen=True, slots=True)
class Drafts:
    """Where what is being written waits."""

    core: Core

    @property
    def file(self) -> Path:
        """Where a draft waits that the database could not take."""
        return self.core.paths.state / "log-draft.json"

    def read(self) -> str:
        """The draft, or nothing. Raises what the database raises."""
        try:
            return self.file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return self.core.practice.draft(PLACE)

    def keep(self, body: str) -> None:
        """Keep it in the database, else here. Raises what the database raises where neither will
        take it."""
        try:
            self.core.practice.keep_draft(PLACE, body)
        except MaangError:
            try:
                write_atomically(self.file, content=body.encode())
            except OSError:
                pass
            else:
                return
            raise
        self._forget_file()

    def forget(self) -> None:
        """It was logged."""
        self._forget_file()
        with suppress(MaangError):  # it is logged, whatever becomes of the draft
            self.core.practice.keep_draft(PLACE, "")

    def _forget_file(self) -> None:
        with suppress(OSError):
            self.file.unlink(missing_ok=True)
