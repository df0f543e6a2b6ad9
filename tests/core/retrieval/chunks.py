"""Chunks made up for tests, as the database gives them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import numpy as np

from maang.core.ids import new_id
from maang.core.memory.terms import terms
from maang.core.retrieval.models import Row

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def chunk(
    said: str,
    *,
    id: UUID | None = None,
    vector: Sequence[float] | None = None,
    kind: str = "note",
    source: str = "notes",
    problem_id: UUID | None = None,
    pattern: str | None = None,
    company: str | None = None,
    happened_at: datetime = AT,
) -> Row:
    """A chunk of these words; `vector` has 384 numbers."""
    counted = terms(said)
    return Row(
        id=id or new_id(),
        length=counted.total(),
        terms=list(counted),
        counts=list(counted.values()),
        vector=None if vector is None else sent(vector),
        kind=kind,
        source=source,
        problem_id=problem_id,
        pattern=pattern,
        company=company,
        happened_at=happened_at,
    )


def sent(vector: Sequence[float]) -> bytes:
    """A halfvec as PostgreSQL sends it."""
    return len(vector).to_bytes(2, "big") + bytes(2) + np.asarray(vector, ">f2").tobytes()
