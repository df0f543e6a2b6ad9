"""A terminal that may go away under the app: what is written then is written to nobody.

Textual's thread that writes would end with the first error, the app wait for it for ever, and its
thread that reads look for input without a pause.
"""

from contextlib import suppress
from typing import IO, Any, cast

from textual.drivers.linux_driver import LinuxDriver


class LastingDriver(LinuxDriver):
    """Textual's, but its writing never fails; that the terminal is gone is seen elsewhere."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._file = cast(Any, Lasting(cast(IO[str], self._file)))


class Lasting:
    """A file whose writes may reach nobody."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        """Write, if anybody is there."""
        with suppress(OSError):
            return self._file.write(text)
        return len(text)

    def flush(self) -> None:
        """Send what was written, if anybody is there."""
        with suppress(OSError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        """Everything else is the file's."""
        return getattr(self._file, name)
