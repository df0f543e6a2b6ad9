"""Memory in somebody's own LangChain: a real chain, sync and async; its absence is no crash."""

import asyncio
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from langchain_core.language_models import FakeListChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough

from maang.core.errors import Invalid
from maang.langchain import Memory

ROOT = Path(__file__).parents[2]
THEN = datetime(2026, 3, 10, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Piece:
    text: str
    score: float
    source: str = "notes"
    kind: str = "note"
    problem: str | None = "two-sum"
    happened_at: datetime = THEN


@dataclass(frozen=True)
class Pieces:
    passages: tuple[Piece, ...]


@dataclass
class Shelf:
    """A search over three notes, which remembers in which thread it was asked."""

    threads: list[int] = field(default_factory=list)

    def search(self, said: str, *, limit: int = 10, kind: str | None = None) -> Pieces:
        self.threads.append(threading.get_ident())
        if not said.strip():
            raise Invalid("nothing is asked")
        pieces = [Piece("hash of seen values", 0.9), Piece("two pointers", 0.5)]
        pieces.append(Piece("a talk", 0.1, kind="chat", problem=None))
        return Pieces(tuple(each for each in pieces if kind in (None, each.kind))[:limit])


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


def test_a_passage_becomes_a_document_with_its_source(shelf: Shelf) -> None:
    first, second = Memory(passages=shelf.search, limit=2).invoke("two sum")

    assert (first.page_content, second.page_content) == ("hash of seen values", "two pointers")
    assert first.metadata == {
        "source": "notes",
        "kind": "note",
        "problem": "two-sum",
        "happened_at": "2026-03-10T12:00:00+00:00",
        "score": 0.9,
    }


def test_filters_are_those_of_the_search(shelf: Shelf) -> None:
    (only,) = Memory(passages=partial(shelf.search, kind="chat")).invoke("talks")

    assert (only.page_content, only.metadata["problem"]) == ("a talk", None)


def test_async_it_waits_in_another_thread(shelf: Shelf) -> None:
    found = asyncio.run(Memory(passages=shelf.search, limit=1).ainvoke("two sum"))

    assert [each.page_content for each in found] == ["hash of seen values"]
    assert threading.get_ident() not in shelf.threads


def test_in_a_chain_the_model_is_given_what_was_found(shelf: Shelf) -> None:
    prompts: list[str] = []

    def seen(prompt: object) -> object:
        prompts.append(str(prompt))
        return prompt

    chain = (
        {
            "context": Memory(passages=shelf.search, limit=2)
            | (lambda found: "\n".join(each.page_content for each in found)),
            "question": RunnablePassthrough(),
        }
        | ChatPromptTemplate.from_template("Notes:\n{context}\nQuestion: {question}")
        | RunnableLambda(seen)
        | FakeListChatModel(responses=["use a hash"])
        | StrOutputParser()
    )

    assert chain.invoke("how did I solve two sum?") == "use a hash"
    assert asyncio.run(chain.ainvoke("how did I solve two sum?")) == "use a hash"
    assert len(prompts) == 2
    assert all("hash of seen values" in each and "two pointers" in each for each in prompts)


def test_what_the_search_refuses_is_refused_as_it_says(shelf: Shelf) -> None:
    with pytest.raises(Invalid, match="nothing is asked"):
        Memory(passages=shelf.search).invoke(" ")


def test_without_langchain_it_says_what_to_install() -> None:
    code = """
import sys
sys.modules["langchain_core.callbacks"] = None
from maang.core.errors import NotConfigured
try:
    import maang.langchain
except NotConfigured as error:
    print(error.hint)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60
    )

    assert done.stdout == "pip install 'maang[langchain]'\n", done.stderr
