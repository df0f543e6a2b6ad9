"""The application log: JSON, a line an event, rotated, for the owner's eyes, without secrets.

Several commands may write at once: each line is one append, and only one of them rotates.
"""

import fcntl
import io
import json
import logging
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from urllib.parse import unquote, urlsplit

from maang.core.config.secret import MASK, masked_url

JOURNAL = "maang.log"
"""The newest file; `maang.log.1` and `.2` are older."""

LARGEST = 1 << 20
"""Bytes after which a new file is begun."""

OLDER = 2
"""How many older files are kept."""

Fact = str | int | float | None

_ACCOUNT = re.compile(r"(?P<keep>\b[a-z][a-z0-9+.-]*://[^\s:/@]*):[^\s/]*@", re.IGNORECASE)
_PARAMETER = re.compile(
    r"""(?P<keep>\b\w*(?:password|passwd|secret|token)\w*\s*=\s*)[^\s&'",;]+""", re.IGNORECASE
)


class Redaction:
    """Takes known secrets, and whatever looks like a password, out of a text."""

    def __init__(self, secrets: Iterable[str]) -> None:
        self._known = dict(pair for secret in secrets for pair in _masks(secret))

    def __call__(self, text: str) -> str:
        """The text with `***` for each of them."""
        for secret in sorted(self._known, key=len, reverse=True):
            text = text.replace(secret, self._known[secret])
        text = _ACCOUNT.sub(rf"\g<keep>:{MASK}@", text)
        return _PARAMETER.sub(rf"\g<keep>{MASK}", text)


@dataclass(frozen=True, slots=True)
class Journal:
    """The log in a directory, which is made (0700) on the first write."""

    directory: Path
    redacted: Redaction

    @property
    def file(self) -> Path:
        """The newest file, 0600."""
        return self.directory / JOURNAL

    def write(self, event: str, facts: Mapping[str, Fact], *, at: datetime, failed: bool) -> None:
        """Append a line. Raises OSError when that cannot be done."""
        entry = {
            "at": at.isoformat(),
            "level": "error" if failed else "info",
            "event": event,
            "pid": os.getpid(),
            **{name: self._clean(fact) for name, fact in facts.items()},
        }
        self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _Lines(self.file)
        try:
            handler.handle(logging.makeLogRecord({"msg": json.dumps(entry, ensure_ascii=False)}))
        finally:
            handler.close()

    def _clean(self, fact: Fact) -> Fact:
        return self.redacted(fact) if isinstance(fact, str) else fact


class _Lines(RotatingFileHandler):
    """The stream is not buffered, so that a line of any length is one write at the file's end."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=LARGEST, backupCount=OLDER)

    def _open(self) -> io.TextIOWrapper:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
        raw = io.FileIO(os.open(self.baseFilename, flags, 0o600), "a")
        # not buffered, as `python -u` does for its own streams
        return io.TextIOWrapper(raw, "utf-8", "backslashreplace", write_through=True)

    def doRollover(self) -> None:
        """Begin a new file, unless another command has just done so."""
        with _locked(Path(self.baseFilename).parent):
            if self._is_newest():
                super().doRollover()
            elif self.stream is not None:
                self.stream.close()
                self.stream = self._open()

    def _is_newest(self) -> bool:
        file = Path(self.baseFilename)
        if self.stream is None or not file.exists():
            return self.stream is None
        return os.path.samestat(os.fstat(self.stream.fileno()), file.stat())

    def handleError(self, record: logging.LogRecord) -> None:
        """Called where the error is being handled: it goes on to whoever writes."""
        raise


@contextmanager
def _locked(directory: Path) -> Iterator[None]:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _masks(secret: str) -> Iterator[tuple[str, str]]:
    yield secret, masked_url(secret) if "://" in secret else MASK
    try:
        password = urlsplit(secret).password
    except ValueError:  # no address after all
        return
    for spelling in {password, unquote(password or "")} - {None, ""}:
        yield str(spelling), MASK
