"""A model without weights: a vector tells which letters a text has. Deterministic, and of a size
and a name that a test chooses."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from maang.core.indexing.ports import Embedder


@dataclass
class Letters:
    """Counts letters. `before` is called with the texts, before each answer."""

    model_id: str = "minilm"
    dimensions: int = 384
    before: Callable[[Sequence[str]], None] = lambda _: None
    seen: list[str] = field(default_factory=list)

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """A unit vector for each text."""
        self.before(texts)
        self.seen += texts
        return [self._vector(text) for text in texts]

    def _vector(self, text: str) -> list[float]:
        numbers = [0.0] * self.dimensions
        for letter in text:
            numbers[ord(letter) % self.dimensions] += 1.0
        length = math.sqrt(sum(number * number for number in numbers)) or 1.0
        return [number / length for number in numbers]


def always(embedder: Embedder) -> Callable[[str], Embedder]:
    """One embedder, whatever name is asked for."""
    return lambda _: embedder
