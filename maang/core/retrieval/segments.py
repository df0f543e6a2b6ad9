"""Chunks as arrays: what a search compares of each, without asking the database.

A segment holds postings (which chunks have a term, how often), a byte a number of each vector, and
what filters ask for. Words and names are kept as hashes of 64 bits: equal is equal, all but never
by chance. Only `blank` changes a segment.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from hashlib import blake2b
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from maang.core.retrieval.models import Row

WIDTH = 384
"""Numbers in a vector."""

Array = NDArray[Any]
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]

COLUMNS = {
    "low": np.uint64, "high": np.uint64, "alive": np.bool_, "lengths": np.int32,
    "kind": np.uint64, "source": np.uint64, "problem": np.uint64, "pattern": np.uint64,
    "company": np.uint64, "moment": np.int64, "scale": np.float32, "vectors": np.int8,
}  # fmt: skip
"""Of each chunk: halves of its id, whether it still is, its length in terms, hashes of what it is
about, when it happened (microseconds), and its vector as bytes with what one of them is worth."""

POSTINGS = {"terms": np.uint64, "starts": np.int64, "docs": np.int32, "counts": np.uint16}
"""Terms in order of their hash; those of `docs` and `counts` from `starts[n]` to `starts[n + 1]`
belong to the nth."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Arrays of equal length, chunks in order of `low`; see `COLUMNS` and `POSTINGS`."""

    low: Array
    high: Array
    alive: Array
    lengths: Array
    kind: Array
    source: Array
    problem: Array
    pattern: Array
    company: Array
    moment: Array
    scale: Array
    vectors: Array
    terms: Array
    starts: Array
    docs: Array
    counts: Array

    def __len__(self) -> int:
        """How many chunks, those that are gone included."""
        return len(self.low)

    def postings(self, term: str) -> tuple[Array, Array]:
        """The chunks that have a term, and how often each does."""
        wanted = hashed(term)
        at = int(np.searchsorted(self.terms, np.uint64(wanted)))
        if at == len(self.terms) or int(self.terms[at]) != wanted:
            return self.docs[:0], self.counts[:0]
        begin, end = int(self.starts[at]), int(self.starts[at + 1])
        return self.docs[begin:end], self.counts[begin:end]

    def find(self, ids: Sequence[UUID]) -> Places:
        """Where chunks are; -1 for those that are not here."""
        low, high = _halves(ids)
        if not len(self):
            return np.full(len(ids), -1)
        at = np.minimum(np.searchsorted(self.low, low), len(self) - 1)
        same = (self.low[at] == low) & (self.high[at] == high)
        found: Places = np.where(same, at, -1)
        return found

    def blank(self, places: Places) -> None:
        """Overwrite all that is known of chunks that are gone; only their ids remain."""
        self.alive[places] = False
        for name in ("lengths", "kind", "source", "problem", "pattern", "company", "moment"):
            getattr(self, name)[places] = 0
        self.scale[places] = 0
        self.vectors[places] = 0
        self.counts[np.isin(self.docs, places)] = 0


def hashed(word: str | None) -> int:
    """64 bits that stand for a word; 0 for none."""
    if not word:
        return 0
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


def made(rows: Sequence[Row]) -> Segment:
    """The segment of some chunks."""
    low, high = _halves([row.id for row in rows])
    vectors, scale = _rounded([row.vector for row in rows])
    known = _Hashes()
    flat = [known[term] for row in rows for term in row.terms]
    sizes = [len(row.terms) for row in rows]
    loose: dict[str, Any] = {
        "low": low,
        "high": high,
        "alive": np.ones(len(rows), np.bool_),
        "lengths": [row.length for row in rows],
        "kind": [known[row.kind] for row in rows],
        "source": [known[row.source] for row in rows],
        "problem": [known[str(row.problem_id or "")] for row in rows],
        "pattern": [known[row.pattern or ""] for row in rows],
        "company": [known[row.company or ""] for row in rows],
        "moment": [microseconds(row.happened_at) for row in rows],
        "scale": scale,
        "vectors": vectors,
    }
    arrays: dict[str, Array] = {
        name: np.asarray(loose[name], kind) for name, kind in COLUMNS.items()
    }
    counts = np.minimum([count for row in rows for count in row.counts], 2**16 - 1)
    docs = np.repeat(np.arange(len(rows)), sizes)
    return _ordered(arrays, np.asarray(flat, np.uint64), docs, counts)


def joined(segments: Sequence[Segment]) -> Segment:
    """One segment of several, without what is gone."""
    arrays: dict[str, Array] = {
        name: np.concatenate([getattr(each, name)[each.alive] for each in segments])
        for name in COLUMNS
    }
    hashes, docs, counts, before = [], [], [], 0
    for each in segments:
        renumbered = np.cumsum(each.alive) - 1 + before
        kept = each.alive[each.docs]
        hashes.append(np.repeat(each.terms, np.diff(each.starts))[kept])
        docs.append(renumbered[each.docs[kept]])
        counts.append(each.counts[kept])
        before += int(np.count_nonzero(each.alive))
    return _ordered(arrays, *(np.concatenate(parts) for parts in (hashes, docs, counts)))


def microseconds(moment: datetime) -> int:
    """As `moment` has it: since 1970, exactly."""
    return round(moment.timestamp() * 1_000_000)


def arrays_of(segment: Segment) -> dict[str, Array]:
    """Its arrays by name."""
    return {each.name: getattr(segment, each.name) for each in fields(segment)}


class _Hashes(dict[str, int]):
    """Each word is hashed once."""

    def __missing__(self, word: str) -> int:
        self[word] = found = hashed(word)
        return found


def _ordered(arrays: dict[str, Array], hashes: Array, docs: Array, counts: Array) -> Segment:
    """Chunks by the lower half of their id, postings by term."""
    order = np.argsort(arrays["low"], kind="stable")
    arrays = {name: each[order] for name, each in arrays.items()}
    places = np.empty(len(order), np.int32)
    places[order] = np.arange(len(order), dtype=np.int32)
    by_term = np.argsort(hashes, kind="stable")
    hashes = hashes[by_term]
    first = np.flatnonzero(np.r_[True, hashes[1:] != hashes[:-1]]) if len(hashes) else hashes[:0]
    return Segment(
        **arrays,
        terms=hashes[first.astype(np.int64)],
        starts=np.r_[first, len(hashes)].astype(np.int64),
        docs=places[docs[by_term].astype(np.int64)],
        counts=counts[by_term].astype(np.uint16),
    )


def _halves(ids: Iterable[UUID]) -> tuple[Array, Array]:
    raw = np.frombuffer(b"".join(each.bytes for each in ids), ">u8").reshape(-1, 2)
    return raw[:, 1].astype(np.uint64), raw[:, 0].astype(np.uint64)


def _rounded(sent: Sequence[bytes | None]) -> tuple[Array, Array]:
    """Vectors as the server sends a halfvec (two counts of two bytes, then the numbers), rounded
    to bytes with a scale each; none is all zero."""
    nothing = struct.pack(">HH", WIDTH, 0) + bytes(2 * WIDTH)
    raw = np.frombuffer(b"".join(each or nothing for each in sent), ">f2")
    whole = raw.reshape(-1, WIDTH + 2)[:, 2:].astype(np.float32)
    scale = np.abs(whole).max(axis=1, initial=0) / 127
    rounded = np.rint(whole / np.where(scale > 0, scale, 1)[:, None])
    return rounded.astype(np.int8), scale
