"""The runner measures what a searcher returns, and the plain BM25 scores as its formula says."""

import json
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks.retrieval.baseline import Bm25
from benchmarks.retrieval.loading import NOTHING, Collection, Passage, Question
from benchmarks.retrieval.run import EMPTY, main, measure
from benchmarks.retrieval.words import shared, stem

ASKED_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
BEES = Passage(id="bees", title="", text="bees dance and bees hum", problem="two-sum")
WASPS = Passage(id="wasps", title="", text="wasps hum")
STONES = Passage(id="stones", title="", text="stones rest")


def question(id: str, text: str, relevant: Mapping[str, int], kind: str = "keyword") -> Question:
    return Question(id=id, text=text, type=kind, asked_at=ASKED_AT, relevant=relevant)


COLLECTION = Collection(
    "three",
    "test",
    "no digest",
    (BEES, WASPS, STONES),
    (
        question("who-hums", "hum", {"wasps": 2, "bees": 1}),
        question("slug", "two-sum", {"bees": 2}, "identifier"),
        question("gears", "gearbox", {}, NOTHING),
        question("stone-age", "stones", {}, NOTHING),
    ),
)


class Twice(Bm25):
    """A searcher with the mistake of joining two legs without removing what both found."""

    def search(
        self, query: str, *, k: int, asked_at: datetime | None, switched_off: frozenset[str]
    ) -> list[tuple[str, float]]:
        return 2 * super().search(query, k=k, asked_at=asked_at, switched_off=switched_off)


def search(searcher: Bm25, query: str, *, k: int = 10) -> Sequence[tuple[str, float]]:
    return searcher.search(query, k=k, asked_at=None, switched_off=frozenset({"context"}))


def test_bm25_scores_as_worked_out_by_hand() -> None:
    baseline = Bm25()
    baseline.index([BEES, WASPS, STONES])

    # 'and' is a stop word: lengths 4, 2, 2, on average 8/3; 'hum' is in two of three passages.
    rarity = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    bees = rarity * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 4 / (8 / 3)))
    wasps = rarity * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / (8 / 3)))

    (first, best), (second, next_best) = search(baseline, "hum")
    assert (first, second) == ("wasps", "bees")
    assert (best, next_best) == pytest.approx((wasps, bees))


def test_bm25_returns_k_and_only_what_shares_a_word() -> None:
    baseline = Bm25()
    baseline.index([BEES, WASPS, STONES])

    assert len(search(baseline, "hum stones", k=2)) == 2
    assert search(baseline, "gearbox") == []
    assert search(baseline, "") == []


def test_the_first_variant_is_the_whole_and_the_others_are_compared_with_it() -> None:
    whole, bare = measure(Bm25(), COLLECTION)

    assert whole.difference is None
    assert whole.figures["nDCG@10"].mean == 1.0
    assert whole.by_type["identifier"].mean == 1.0
    # Without the problem's slug 'two-sum' is found nowhere: one of two questions is lost.
    assert bare.by_type["identifier"].mean == 0.0
    assert bare.difference is not None
    assert bare.difference.mean == pytest.approx(-0.5)


def test_questions_that_must_find_nothing_count_only_as_rightly_empty() -> None:
    whole = measure(Bm25(), COLLECTION)[0]

    assert whole.figures["recall@5"].questions == 2
    assert (whole.figures[EMPTY].mean, whole.figures[EMPTY].questions) == (0.5, 2)
    assert NOTHING not in whole.by_type


def test_a_searcher_that_returns_a_passage_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="who-hums"):
        measure(Twice(), COLLECTION)


def test_a_run_keeps_its_table_with_the_commit(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--split", "test", "--save", str(tmp_path)]) == 0

    (page,), (kept,) = tmp_path.glob("*.md"), tmp_path.glob("*.json")
    found = json.loads(kept.read_text(encoding="utf-8"))
    assert found["commit"]
    assert [line["variant"] for line in found["lines"]] == [*Bm25.variants]
    assert found["lines"][0]["by_type"]["paraphrase"]["mean"] < 0.05
    assert page.read_text(encoding="utf-8") == capsys.readouterr().out


@pytest.mark.parametrize(
    ("one", "other"),
    [("moving walls", "move the wall"), ("stopped", "stops"), ("eviction", "evicted things")],
)
def test_words_of_one_stem_or_one_beginning_are_shared(one: str, other: str) -> None:
    assert shared(one, other)


def test_words_are_not_shared_for_their_first_letters_or_for_being_common() -> None:
    assert shared("the house is where it was", "this is the hour when it is") == set()
    assert stem("is") == "is"
