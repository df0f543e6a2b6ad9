"""What a language model must offer."""

from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from maang.core.llm.models import Chunk, Message


@runtime_checkable
class LanguageModel(Protocol):
    """Continues a conversation. It is given no tools, and can do nothing but speak."""

    @property
    def model_id(self) -> str:
        """Provider and model as a person would name them, such as `ollama:llama3.2`."""
        ...

    def stream(self, messages: Sequence[Message]) -> Iterator[Chunk]:
        """The reply, piece by piece, whole when the iterator ends; closing it early hangs up.

        Raises, also between two pieces, Denied for a key that is refused, Unavailable where the
        model cannot be reached or has had enough, TimedOut past the deadline, BadReply for a
        reply that is cut or makes no sense, and NotConfigured where something is missing.
        """
        ...
