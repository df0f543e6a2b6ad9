"""What an answer is made of: passages, from whoever finds them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class Passage(Protocol):
    """A piece of something remembered. `handle` opens it where it came from."""

    @property
    def source(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def handle(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def happened_at(self) -> datetime: ...
    @property
    def problem(self) -> str | None: ...
    @property
    def score(self) -> float: ...


class Retriever(Protocol):
    """Finds what was written about a question; how narrowly is its caller's affair."""

    def __call__(self, question: str, /) -> Sequence[Passage]:
        """The passages that answer best, best first; none where nothing is relevant."""
        ...
