"""What models have said, kept: it took seconds and perhaps money. Said again, it is the same.

A reply lies under the very words the model was given (question, passages, our orders), so another
note, another wording of a passage or another model is asked anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from maang.core.ask import briefing
from maang.core.ask.models import Sentence, Source
from maang.core.cache.models import Missing, Recipe, Value
from maang.core.errors import MaangError
from maang.core.llm.models import Wanted
from maang.core.plain import to_plain

if TYPE_CHECKING:
    from maang.core.cache.service import Cache

KIND = "answer"

KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Said:
    """What a model has said to its end: sentences that were checked, and what became of others."""

    model_id: str
    sentences: tuple[Sentence, ...]
    removed: int
    dropped: int

    nothing = False
    kept = True

    @property
    def problem(self) -> MaangError | None:
        """None: only what went well is kept."""
        return None

    def __iter__(self) -> Iterator[Sentence]:
        return iter(self.sentences)


@dataclass(frozen=True, slots=True)
class Replies:
    """Replies that were kept, under what was asked of whom."""

    cache: "Cache"

    def find(
        self, question: str, sources: Sequence[Source], *, of: tuple[str, Wanted]
    ) -> Said | None:
        """What that model has said to this, if it is kept."""
        found = self.cache.kept(SAID, *_parts(question, sources, of))
        return None if isinstance(found, Missing) else found

    def keep(
        self, said: Said, question: str, sources: Sequence[Source], *, of: tuple[str, Wanted]
    ) -> None:
        """Keep what that model has said to this."""
        self.cache.keep(SAID, said, *_parts(question, sources, of))


def _parts(question: str, sources: Sequence[Source], of: tuple[str, Wanted]) -> tuple[object, ...]:
    provider, wanted = of
    told = briefing.messages(question, sources, boundary="")
    return provider, wanted.model, wanted.base_url, told


def _loaded(value: Value) -> Said:
    kept = cast("dict[str, Any]", value)
    said = tuple(Sentence(each["text"], tuple(each["citations"])) for each in kept["sentences"])
    return Said(**{**kept, "sentences": said})


SAID = Recipe(KIND, KEPT, to_plain, _loaded, worth=lambda said: bool(said.sentences))
