"""How asking for each kind went: counted in the process, added to the server's count at its end."""

from collections import Counter
from threading import Lock

from maang.core.cache.models import KindStats

NEAR, FAR, MISS = "near", "far", "miss"


class Tally:
    """Counts of this process that the server does not know yet."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._lock = Lock()

    def count(self, kind: str, where: str) -> None:
        """One of this kind was asked for, and found near, far or nowhere."""
        with self._lock:
            self._counts[f"{kind}.{where}"] += 1

    def taken(self) -> dict[str, int]:
        """All counts, which begin again at nothing."""
        with self._lock:
            counts, self._counts = dict(self._counts), Counter()
        return counts

    def back(self, counts: dict[str, int]) -> None:
        """Counts that could not be handed on."""
        with self._lock:
            self._counts.update(counts)


def by_kind(counts: dict[str, int], entries: dict[str, int]) -> list[KindStats]:
    """The counts of each kind beside how many of it are kept, by name."""
    kinds = sorted({name.partition(".")[0] for name in counts} | set(entries))
    return [
        KindStats(
            kind,
            entries.get(kind, 0),
            near=counts.get(f"{kind}.{NEAR}", 0),
            far=counts.get(f"{kind}.{FAR}", 0),
            misses=counts.get(f"{kind}.{MISS}", 0),
        )
        for kind in kinds
    ]
