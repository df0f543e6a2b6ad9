"""The first level: values in this process, a dictionary with a limit in bytes.

Reading must cost next to nothing (a hundredth of a microsecond counts), so a read takes no lock and
only marks an entry as used; who is to go is decided when something comes (second chance: an entry
that was read since it was last looked at goes to the end of the queue instead).
"""

import sys
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from fnmatch import fnmatchcase
from threading import Lock

from maang.core.cache.encoding import from_json, to_json
from maang.core.cache.models import MISSING, Missing, Value

LIMIT = 32 << 20
"""Bytes kept by one process."""

LARGEST_SHARE = 8
"""One value may take an eighth of it."""

LONGEST = timedelta(minutes=5)
"""However long a value may be kept: a flush elsewhere reaches this process only by its end."""

OVERHEAD = 200
"""Bytes an entry costs beside its key and its value, roughly."""


class _Entry:
    __slots__ = ("expires", "size", "text", "used", "value")

    def __init__(self, value: Value, text: str | None, expires: float, size: int) -> None:
        self.value, self.text = value, text
        self.expires, self.size = expires, size
        self.used = False


class Near:
    """A store within the process. What comes out is nobody else's: changing it changes nothing."""

    def __init__(self, *, limit: int = LIMIT, ticks: Callable[[], float] = time.monotonic) -> None:
        self._entries: OrderedDict[str, _Entry] = OrderedDict()
        self._limit = limit
        self._ticks = ticks
        self._lock = Lock()
        self.size = 0
        self.get = _reader(self._entries.get, ticks)
        """The value under one key, or MISSING."""

    def get_many(self, keys: Sequence[str]) -> list[Value | Missing]:
        """See Store."""
        return [self.get(key) for key in keys]

    def set_many(self, entries: Mapping[str, Value], *, ttl: timedelta) -> None:
        """See Store; a value larger than an eighth of the limit is not kept."""
        expires = self._ticks() + min(ttl, LONGEST).total_seconds()
        with self._lock:
            for key, value in entries.items():
                self._put(key, value, expires)
            self._make_room()

    def delete(self, keys: Sequence[str]) -> int:
        """See Store."""
        with self._lock:
            return sum(self._drop(key) for key in keys)

    def matching(self, pattern: str) -> Iterator[list[str]]:
        """See Store."""
        with self._lock:
            found = [key for key in self._entries if fnmatchcase(key, pattern)]
        yield found

    def _put(self, key: str, value: Value, expires: float) -> None:
        text = to_json(value) if isinstance(value, list | dict) else None
        kept = None if text is not None else value
        size = sys.getsizeof(key) + sys.getsizeof(value if text is None else text) + OVERHEAD
        self._drop(key)
        if size <= self._limit // LARGEST_SHARE:
            self._entries[key] = _Entry(kept, text, expires, size)
            self.size += size

    def _make_room(self) -> None:
        now = self._ticks()
        while self.size > self._limit:
            key, entry = self._entries.popitem(last=False)
            if entry.used and entry.expires >= now:
                entry.used = False
                self._entries[key] = entry
            else:
                self.size -= entry.size

    def _drop(self, key: str) -> bool:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self.size -= entry.size
        return entry is not None


def _reader(
    find: Callable[[str], _Entry | None], ticks: Callable[[], float]
) -> Callable[[str], Value | Missing]:
    def get(key: str) -> Value | Missing:
        entry = find(key)
        if entry is None or entry.expires < ticks():
            return MISSING
        entry.used = True
        # A list or an object is read anew each time, so that no two callers share one.
        return entry.value if entry.text is None else from_json(entry.text)

    return get
