"""Vectors of questions, made once: the same question comes again with every other filter."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from maang.core.cache.models import Recipe, Value
from maang.core.cache.service import Cache
from maang.core.embedding.ports import Embedder

Vectors = NDArray[np.float32]

KIND = "vector"

KEPT = timedelta(days=7)
"""A vector never changes: its model's name is in the key."""


@dataclass(frozen=True, slots=True)
class KeptVectors:
    """An embedder that remembers the vector of a text that is asked about alone.

    Many at once are to be indexed, and are not asked about again.
    """

    embedder: Embedder
    cache: Cache

    @property
    def model_id(self) -> str:
        """See `Embedder`."""
        return self.embedder.model_id

    @property
    def dimensions(self) -> int:
        """See `Embedder`."""
        return self.embedder.dimensions

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder`."""
        if len(texts) != 1:
            return self.embedder.embed(texts)
        recipe = Recipe(KIND, KEPT, _dumped, _loader(self.dimensions))
        parts = self.model_id, self.dimensions, texts[0]
        return self.cache.memoise(recipe, lambda: self.embedder.embed(texts), parts=parts)


def _dumped(vectors: Vectors) -> bytes:
    return vectors.astype("<f4", copy=False).tobytes()


def _loader(dimensions: int) -> Callable[[Value], Vectors]:
    def load(value: Value) -> Vectors:
        if not isinstance(value, bytes):
            raise TypeError(type(value).__name__)
        return np.frombuffer(value, "<f4").reshape(1, dimensions).astype(np.float32, copy=False)

    return load
