"""A model without weights: a vector tells which letters a text has. Deterministic, and of a size
and a name that a test chooses."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from maang.core.embedding.ports import Embedder
from maang.core.errors import NotConfigured


@dataclass
class Letters:
    """Counts letters. `before` is called with the texts, before each answer."""

    model_id: str = "minilm"
    dimensions: int = 384
    before: Callable[[Sequence[str]], None] = lambda _: None
    seen: list[str] = field(default_factory=list)

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A unit vector for each text."""
        self.before(texts)
        self.seen += texts
        return np.array([self._vector(text) for text in texts], dtype=np.float32)

    def _vector(self, text: str) -> list[float]:
        numbers = [0.0] * self.dimensions
        for letter in text:
            numbers[ord(letter) % self.dimensions] += 1.0
        length = math.sqrt(sum(number * number for number in numbers)) or 1.0
        return [number / length for number in numbers]


def always(embedder: Embedder) -> Callable[[str | None], Embedder]:
    """One embedder, whatever name is asked for."""
    return lambda _: embedder


def absent(name: str | None) -> Embedder:
    """No embedder at all."""
    raise NotConfigured(f"the model {name or 'for meanings'} is not installed")
