"""Answers with a model, without one, and with one that misbehaves; over real HTTP."""

from collections.abc import Iterator, Sequence

import pytest

from maang.core.ask.keeping import Replies
from maang.core.ask.service import LONGEST, Ask
from maang.core.cache.service import Cache
from maang.core.embedding.ports import Embedder
from maang.core.errors import Denied, Invalid, NotConfigured, Unavailable
from maang.core.llm.models import Wanted
from maang.core.llm.service import Models
from tests.core.ask.passages import HEAPS, SEARCH, found
from tests.fakes.embedder import Letters, absent
from tests.fakes.kept import alone
from tests.fakes.model_server import ModelServer, a_model_server

ASKED = "what does a heap cost?"


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with a_model_server() as played:
        yield played


def asking(
    server: ModelServer | None = None,
    *,
    embedder: Embedder | None = None,
    cache: Cache | None = None,
) -> Ask:
    wanted = Wanted("tiny", server.url, None, 60) if server else Wanted()
    models = Models("openai-compatible" if server else "none", wanted, lambda name: {})
    return Ask(models, lambda: embedder or absent(None), lambda: Replies(cache or alone()))


def saying(*pieces: str) -> "Saying":
    return Saying(pieces)


class Saying:
    """A reply that is always the same."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = pieces

    def __call__(self, request: object) -> Sequence[str]:
        return self.pieces


@pytest.mark.parametrize("embedder", [None, Letters()])
def test_without_a_model_the_answer_is_ones_own_words(embedder: Embedder | None) -> None:
    answer = asking(embedder=embedder).answer(ASKED, found(HEAPS, SEARCH))

    assert answer.model is None
    assert answer.problem is None
    assert answer.sentences[0].citations == (1,)
    assert answer.sentences[0].text in HEAPS.text
    assert answer.answer.startswith(f"{answer.sentences[0].text} [1]")
    assert [each.number for each in answer.passages] == [1, 2]


def test_where_nothing_is_found_no_model_is_asked(server: ModelServer) -> None:
    answer = asking(server).answer(ASKED, found())

    assert answer.sentences == ()
    assert answer.answer == ""
    assert server.asked == []


def test_a_models_sentences_come_one_by_one_each_with_its_passages(server: ModelServer) -> None:
    server.reply = saying(
        "The smallest is", " there in O(1) [1]. Pu", "shing costs O(log n). [1][2]"
    )
    answering = asking(server).begin(ASKED, found(HEAPS, SEARCH))

    said = [(each.text, each.citations) for each in answering]

    assert said == [
        ("The smallest is there in O(1).", (1,)),
        ("Pushing costs O(log n).", (1, 2)),
    ]
    assert answering.answer.model == "openai-compatible:tiny"
    assert answering.answer.answer == (
        "The smallest is there in O(1). [1] Pushing costs O(log n). [1][2]"
    )


def test_a_citation_of_nothing_is_removed_and_counted(server: ModelServer) -> None:
    server.reply = saying("It is fast [1][9]. It is old [8]. I feel it is nice.")

    answer = asking(server).answer(ASKED, found(HEAPS, SEARCH))

    assert [(each.text, each.citations) for each in answer.sentences] == [("It is fast.", (1,))]
    assert (answer.removed_citations, answer.dropped_sentences) == (2, 2)


def test_a_model_that_names_no_source_is_not_believed(server: ModelServer) -> None:
    server.reply = saying("Heaps were invented by aliens. Trust me [12].")

    answer = asking(server).answer(ASKED, found(HEAPS))

    assert answer.model is None
    assert "named no source" in (answer.problem or "")
    assert "aliens" not in answer.answer
    assert answer.sentences[0].text in HEAPS.text
    assert (answer.removed_citations, answer.dropped_sentences) == (1, 2)


def test_a_model_may_find_no_answer_in_what_was_found(server: ModelServer) -> None:
    server.reply = saying("NOTH", "ING")

    answer = asking(server).answer(ASKED, found(HEAPS))

    assert answer.sentences == ()
    assert answer.model == "openai-compatible:tiny"
    assert answer.problem is None


def test_the_model_of_the_settings_may_fail_and_ones_own_words_do(server: ModelServer) -> None:
    server.status = 503

    answer = asking(server).answer(ASKED, found(HEAPS))

    assert answer.model is None
    assert "trouble of its own" in (answer.problem or "")
    assert answer.sentences[0].text in HEAPS.text


def test_a_model_that_was_named_must_work(server: ModelServer) -> None:
    server.status = 401
    ask = asking(server)

    with pytest.raises(Denied):
        ask.answer(ASKED, found(HEAPS), model="openai-compatible")
    with pytest.raises(NotConfigured):
        ask.answer(ASKED, found(HEAPS), model="oracle")
    assert ask.answer(ASKED, found(HEAPS), model="none").problem is None


def test_a_reply_cut_in_its_middle_keeps_its_whole_sentences(server: ModelServer) -> None:
    server.reply = saying("It is fast [1]. It", " is not", " slow [1].")
    server.cut = 2

    answer = asking(server).answer(ASKED, found(HEAPS), model="openai-compatible")

    assert [each.text for each in answer.sentences] == ["It is fast."]
    assert "cut" in (answer.problem or "")


def test_a_reply_cut_before_its_first_sentence_is_no_answer(server: ModelServer) -> None:
    server.reply, server.cut = saying("It is", " fast [1]."), 1

    with pytest.raises(Unavailable):
        asking(server).answer(ASKED, found(HEAPS), model="openai-compatible")


def test_two_questions_have_two_boundaries(server: ModelServer) -> None:
    server.reply = saying("Yes [1].")
    for _ in range(2):
        asking(server).answer(ASKED, found(HEAPS))

    one, two = (each["messages"][1]["content"].split(">")[0] for each in server.asked)
    assert one.startswith("<passage-")
    assert one != two


@pytest.mark.parametrize("question", ["", " \n ", "x" * (LONGEST + 1)])
def test_a_question_has_words_but_not_too_many(question: str) -> None:
    with pytest.raises(Invalid):
        asking().answer(question, found(HEAPS))
