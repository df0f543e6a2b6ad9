"""What a model has said is not paid for twice, and never passed off as an answer to other words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from maang.core.ask.keeping import Replies
from maang.core.ask.service import Ask
from maang.core.cache.service import Cache
from maang.core.llm.models import Wanted
from maang.core.llm.service import Models
from tests.core.ask.passages import HEAPS, SEARCH, found
from tests.fakes.embedder import absent
from tests.fakes.kept import alone
from tests.fakes.model_server import ModelServer, a_model_server

ASKED = "what does a heap cost?"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with a_model_server() as played:
        played.reply = lambda request: [
            f"It is cheap [1]. Magic [9]. {len(played.asked)} times [1]."
        ]
        yield played


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return alone(tmp_path)


@pytest.fixture
def ask(server: ModelServer, cache: Cache) -> Ask:
    models = Models("openai-compatible", Wanted("tiny", server.url, None, 60), lambda name: {})
    return Ask(models, lambda: absent(None), lambda: Replies(cache))


def test_the_same_question_is_answered_the_same_without_asking(
    ask: Ask, server: ModelServer
) -> None:
    first, second = (ask.answer(ASKED, found(HEAPS, SEARCH)) for _ in range(2))

    assert len(server.asked) == 1
    assert (first.kept, second.kept) == (False, True)
    assert second == replace(first, kept=True)
    assert (second.removed_citations, second.model) == (1, "openai-compatible:tiny")


def test_it_can_be_asked_again(ask: Ask, server: ModelServer) -> None:
    ask.answer(ASKED, found(HEAPS))
    anew = list(ask.begin(ASKED, found(HEAPS), again=True))

    assert anew[-1].text == "2 times."
    assert ask.answer(ASKED, found(HEAPS)).sentences == tuple(anew), "the newest is kept"


def test_other_words_another_passage_and_another_model_are_asked_anew(
    ask: Ask, server: ModelServer
) -> None:
    changed = replace(HEAPS, text=f"{HEAPS.text} And a little more.")
    ask.answer(ASKED, found(HEAPS))
    ask.answer(f"{ASKED} really?", found(HEAPS))
    ask.answer(ASKED, found(changed))
    ask.answer(ASKED, found(HEAPS, SEARCH))
    ask.answer(ASKED, found(HEAPS), model="openai-compatible:large")

    assert len(server.asked) == 5


def test_what_broke_off_or_said_nothing_is_not_kept(ask: Ask, server: ModelServer) -> None:
    good, server.reply, server.cut = server.reply, lambda _: ["It is [1]. And", " so"], 1
    assert ask.answer(ASKED, found(HEAPS)).problem is not None
    server.cut, server.reply = None, lambda _: ["NOTHING"]
    assert ask.answer(ASKED, found(HEAPS)).sentences == ()
    server.reply = lambda _: ["Nobody says why."]
    assert ask.answer(ASKED, found(HEAPS)).model is None
    server.reply = good

    assert ask.answer(ASKED, found(HEAPS)).kept is False
    assert len(server.asked) == 4


def test_without_a_model_nothing_is_kept(ask: Ask, server: ModelServer, cache: Cache) -> None:
    for _ in range(2):
        assert ask.answer(ASKED, found(HEAPS), model="none").kept is False

    assert cache.tally.taken() == {}
