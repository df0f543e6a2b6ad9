"""The retriever on the search that ships: notes and attempts, found by meaning, as documents."""

import asyncio
from functools import partial

from maang.core.bootstrap import Core
from maang.core.practice.models import Entry
from maang.core.retrieval.models import Filters
from maang.langchain import Memory


def test_what_one_wrote_comes_back_as_documents(core: Core) -> None:
    core.notes.add("A sliding window keeps the invariant while its left end moves")
    core.practice.log("two-sum", Entry(note="a hash of what was seen"))
    core.indexing.drain()
    memory = Memory(passages=core.search.search, limit=3)

    (first, *_) = memory.invoke("two-sum")
    again = asyncio.run(memory.ainvoke("sliding window"))

    assert first.page_content == "a hash of what was seen"
    assert first.metadata["problem"] is not None
    assert first.metadata["happened_at"].endswith("+00:00")
    assert again[0].page_content.startswith("A sliding window")
    assert again[0].metadata["score"] > 0


def test_its_filters_are_the_searchs(core: Core) -> None:
    core.notes.add("a hash of what was seen")
    core.practice.log("two-sum", Entry(note="a hash of what was seen"))
    core.indexing.drain()
    sources = {
        each.metadata["source"]
        for each in Memory(
            passages=partial(core.search.search, filters=Filters(source="log"))
        ).invoke("hash")
    }

    assert sources == {"log"}
