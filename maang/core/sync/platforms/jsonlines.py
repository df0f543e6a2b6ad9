"""Anything else: a command that prints JSON Lines, or a folder of `*.jsonl` that somebody fills.

Each is a log that grows at its end. What was read is remembered by the place in it and by the line
before that place; a log that was rewritten is read again from its beginning, which doubles nothing.
"""

import hashlib
import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from maang.core.cleaning import safe_line
from maang.core.errors import BadReply, Invalid, NotConfigured, Unavailable
from maang.core.process import OUTPUT_CAP, run
from maang.core.sync.access import Access
from maang.core.sync.errors import PlatformDown
from maang.core.sync.models import Cursor, RemoteActivity, RemotePage, RemoteSubmission
from maang.core.sync.platforms.json_line import PLATFORM, parse_line
from maang.core.sync.platforms.shapes import Part

PAGE = 200
"""Lines of a page."""

LONGEST = 1 << 20
"""Bytes a line may have."""

DEADLINE = 120.0
"""Seconds a command may take."""

NAMED = 5
"""Bad lines named in an error."""

COMMAND = "the command"
"""How the log is called that the command prints."""

SETUP = "maang config set jsonlines.folder DIRECTORY, or jsonlines.command COMMAND"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a log: its number from one, the byte at which the next begins, and its text."""

    number: int
    end: int
    text: bytes


@dataclass(frozen=True, slots=True)
class _Place:
    """How far a log was read: bytes, lines, and what the last line was."""

    end: int = 0
    number: int = 0
    digest: str = ""

    def to_plain(self) -> list[Any]:
        return [self.end, self.number, self.digest]


class JsonLines:
    """A command or a folder, named in the options `command` and `folder`."""

    name: ClassVar[str] = PLATFORM

    def __init__(self, access: Access) -> None:
        self._options = access.options

    def pages(self, *, cursor: Cursor | None, full: bool) -> Iterator[RemotePage]:
        """As `Platform.pages`.

        Good lines are given even when others are bad: each log is read up to its first bad line,
        and at the end Invalid names those lines as `file:line`. Raises NotConfigured without an
        option, Unavailable or PlatformDown when there is no folder or the command fails.
        """
        places = _places(cursor or {}, full=full)
        bad: list[str] = []
        for source, lines in self._logs(places):
            for page in _pages(source, lines, places, bad):
                yield replace(page, cursor=_cursor(places, full=full))
        # The last page ends the run, or leaves a full one to go on once the bad lines are mended.
        yield RemotePage((), None, _cursor(places, full=full and bool(bad)))
        if bad:
            raise _mistakes(bad)

    def read(self, raw: Any) -> RemotePage:
        """As `Replayable.read`."""
        if raw is None:
            return RemotePage((), None, {})
        lines = Part(raw, name="jsonlines")["lines"].rows()
        try:
            return _page([parse_line(each.text()) for each in lines], raw)
        except Invalid as error:
            raise BadReply(error.message) from error

    def _logs(self, places: Mapping[str, _Place]) -> Iterator[tuple[str, Iterator[_Line]]]:
        command, folder = self._options.get("command"), self._options.get("folder")
        if not command and not folder:
            raise NotConfigured("jsonlines has nothing to read", hint=SETUP)
        if folder:
            for file in _files(Path(folder).expanduser()):
                with _opened(file) as log:
                    yield file.name, _rest(log, places.get(file.name, _Place()))
        if command:
            printed = BytesIO(_printed(command).encode())
            yield COMMAND, _rest(printed, places.get(COMMAND, _Place()))


def _pages(
    source: str, lines: Iterator[_Line], places: dict[str, _Place], bad: list[str]
) -> Iterator[RemotePage]:
    """The pages of one log up to its first bad line, which is added to `bad`."""
    while True:
        found: list[RemoteSubmission | RemoteActivity] = []
        texts, mistake = [], ""
        for line in islice(lines, PAGE):
            text = line.text.decode(errors="replace").replace("\0", "\ufffd").strip()
            if text:
                try:
                    found.append(_parsed(text))
                except Invalid as error:
                    mistake = f"{source}:{line.number}: {error.message}"
                    break
                texts.append(text)
            places[source] = _Place(line.end, line.number, _digest(line.text))
        if not texts and not mistake:
            return
        if texts:
            yield _page(found, {"source": source, "lines": texts})
        if mistake:
            bad.append(mistake)
            return


def _page(found: Sequence[RemoteSubmission | RemoteActivity], raw: Any) -> RemotePage:
    """The page of these rows; of two with the same id the last one counts."""
    rows = {each.external_id: each for each in found if isinstance(each, RemoteSubmission)}
    acts = {each.external_id: each for each in found if isinstance(each, RemoteActivity)}
    seen = len(found) - len(rows) - len(acts)
    return RemotePage(tuple(rows.values()), raw, {}, tuple(acts.values()), seen=seen)


def _parsed(text: str) -> RemoteSubmission | RemoteActivity:
    if len(text) > LONGEST:
        raise Invalid(f"this is longer than {LONGEST >> 20} MiB")
    return parse_line(text)


def _rest(log: BinaryIO, place: _Place) -> Iterator[_Line]:
    """The lines after the place, or all of them when the log is no longer the one it was."""
    if not _is_same(log, place):
        place = _Place()
    log.seek(max(0, place.end - 1))
    had_no_end = place.end > 0 and log.read(1) != b"\n"  # what comes now belongs to that line
    number, end = place.number - had_no_end, place.end
    while text := log.readline(LONGEST + 2):
        number, end = number + 1, end + len(text)
        yield _Line(number, end, text)


def _is_same(log: BinaryIO, place: _Place) -> bool:
    log.seek(max(0, place.end - LONGEST))
    before = log.read(place.end - log.tell())
    last = before.splitlines(keepends=True)[-1] if before else b""
    return log.tell() == place.end and _digest(last) == place.digest


def _files(folder: Path) -> list[Path]:
    try:
        found = [each for each in folder.iterdir() if each.suffix == ".jsonl" and each.is_file()]
    except OSError as error:
        raise _unreadable(folder, error) from error
    return sorted(found)


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise _unreadable(file, error) from error


def _unreadable(path: Path, error: OSError) -> Unavailable:
    return Unavailable(
        f"cannot read {path}: {error.strerror or error}", hint="see its name and its permissions"
    )


def _printed(command: str) -> str:
    try:
        words = shlex.split(command)
    except ValueError as error:
        raise Invalid(f"the command of jsonlines cannot be read: {error}", hint=SETUP) from error
    done = run(words, seconds=DEADLINE)
    if done.code != 0:
        said = safe_line(done.stderr.strip().rpartition("\n")[2])[:200]
        raise PlatformDown(
            f"{words[0]} ended with {done.code}: {said or 'it said nothing'}",
            hint="nothing of what it printed was kept; run it by hand",
        )
    if len(done.stdout.encode()) >= OUTPUT_CAP:
        raise Invalid(
            f"{words[0]} printed more than {OUTPUT_CAP >> 20} MiB",
            hint="let it write *.jsonl files into a folder, and name that",
        )
    return done.stdout


def _mistakes(bad: list[str]) -> Invalid:
    return Invalid(
        "\n".join(bad[:NAMED]) + (f"\nand {len(bad) - NAMED} more" if len(bad) > NAMED else ""),
        hint="each log was read up to that line; mend it, and the next sync goes on from there",
    )


def _places(cursor: Mapping[str, Any], *, full: bool) -> dict[str, _Place]:
    logs = cursor.get("logs")
    if not isinstance(logs, dict) or (full and not cursor.get("full")):
        return {}
    return {name: _Place(*each) for name, each in logs.items() if len(each) == 3}


def _cursor(places: Mapping[str, _Place], *, full: bool) -> dict[str, Any]:
    return {"full": full, "logs": {name: place.to_plain() for name, place in places.items()}}


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()[:16] if line else ""
