"""What is remembered, as a retriever for somebody's own LangChain: the extra `maang[langchain]`.

An edge and nothing else: nothing of ours stands on LangChain. Any search that gives passages does:

    chain = {"context": Memory(passages=core.search.search), "question": RunnablePassthrough()} | …
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from maang.core.errors import NotConfigured

try:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document
    from langchain_core.retrievers import BaseRetriever
    from pydantic import Field
except ImportError as error:
    raise NotConfigured(
        "LangChain is not installed here", hint="pip install 'maang[langchain]'"
    ) from error


class Passage(Protocol):
    """A piece of something remembered, and why it was found: `core.retrieval` has it."""

    @property
    def text(self) -> str:
        """The piece itself."""
        ...

    @property
    def source(self) -> str:
        """Where it comes from: notes, attempts, files."""
        ...

    @property
    def kind(self) -> str:
        """What it is."""
        ...

    @property
    def problem(self) -> str | None:
        """The problem it is about, if it is about one."""
        ...

    @property
    def happened_at(self) -> datetime:
        """When."""
        ...

    @property
    def score(self) -> float:
        """The larger, the better it answers; comparable within one search."""
        ...


class Found(Protocol):
    """What a search gives."""

    @property
    def passages(self) -> Sequence[Passage]:
        """Best first; none where nothing is relevant."""
        ...


class Passages(Protocol):
    """A search: `core.search.search`, or a `partial` of it with filters."""

    def __call__(self, said: str, /, *, limit: int) -> Found:
        """The passages that answer best."""
        ...


class Memory(BaseRetriever):
    """Retrieves what `passages` finds: `invoke`, and `ainvoke`, which waits in a thread.

    A document has the passage's text, and `source`, `kind`, `problem`, `happened_at` (ISO 8601)
    and `score` in its metadata. Errors of the search pass through as they are. What comes out is
    what the person wrote: in a prompt it is data, never orders.
    """

    passages: Any = Field(exclude=True)
    """A `Passages`."""

    limit: int = Field(default=5, ge=1)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        search: Passages = self.passages
        return [_document(each) for each in search(query, limit=self.limit).passages]


def _document(passage: Passage) -> Document:
    return Document(
        page_content=passage.text,
        metadata={
            "source": passage.source,
            "kind": passage.kind,
            "problem": passage.problem,
            "happened_at": passage.happened_at.isoformat(),
            "score": passage.score,
        },
    )
