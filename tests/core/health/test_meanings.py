"""What the doctor says of the models behind search and answers."""

import pytest

from maang.core.embedding.models import Checked as Embedder
from maang.core.health import meanings
from maang.core.health.models import Level
from maang.core.llm.models import Checked as Model

OURS = Embedder("minilm", model_id="minilm", dimensions=384)


@pytest.mark.parametrize(
    ("found", "level", "said"),
    [
        (OURS, Level.OK, "384"),
        (Embedder("theirs"), Level.OK, "not tried"),
        (Embedder("minilm", "it is damaged", "reinstall"), Level.PROBLEM, "words only"),
        (Embedder("theirs", model_id="x", dimensions=8), Level.PROBLEM, "8 numbers"),
    ],
)
def test_an_embedder_that_does_not_fit_is_a_problem(
    found: Embedder, level: Level, said: str
) -> None:
    finding = meanings.embedder(found, dimensions=384)

    assert (finding.level, said in finding.what) == (level, True)
    assert (finding.advice is None) == (level is Level.OK)


def test_memory_of_another_model_is_worth_knowing() -> None:
    other = meanings.indexed("st:large", OURS)

    assert other is not None
    assert (other.level, other.advice) == (Level.NOTE, "maang memory reindex")
    same = meanings.indexed("minilm", OURS)
    assert same is not None
    assert same.level is Level.OK
    assert meanings.indexed(None, OURS) is None
    assert meanings.indexed("st:large", Embedder("theirs")) is None


def test_a_model_that_lacks_something_is_a_problem_and_none_is_none() -> None:
    assert meanings.answers(Model(None)).level is Level.OK
    assert meanings.answers(Model("openai:x")).level is Level.OK
    lacking = meanings.answers(Model("openai:x", "there is no key", "maang login openai"))
    assert (lacking.level, lacking.advice) == (Level.PROBLEM, "maang login openai")
