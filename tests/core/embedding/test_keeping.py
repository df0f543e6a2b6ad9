"""Vectors of questions are made once, and are the same to the bit."""

import numpy as np

from maang.core.embedding.keeping import KEPT, KeptVectors
from tests.core.cache.conftest import Caches, caches, names, server  # noqa: F401
from tests.fakes.embedder import Letters


def test_a_question_is_turned_into_a_vector_once_for_all_processes(caches: Caches) -> None:  # noqa: F811
    model = Letters()
    here, elsewhere = (KeptVectors(model, caches().cache) for _ in range(2))
    made = [each.embed(["two pointers"]) for each in (here, here, elsewhere, elsewhere)]

    assert model.seen == ["two pointers"]
    for each in made:
        assert each.dtype == np.float32
        assert np.array_equal(each, Letters().embed(["two pointers"]))


def test_another_model_and_another_size_have_their_own(caches: Caches) -> None:  # noqa: F811
    cache = caches().cache
    models = Letters(), Letters("other"), Letters(dimensions=8)
    shapes = [KeptVectors(model, cache).embed(["heap"]).shape for model in models]

    assert shapes == [(1, 384), (1, 384), (1, 8)]
    assert [model.seen for model in models] == [["heap"]] * 3


def test_texts_to_be_indexed_are_not_KeptVectors(caches: Caches) -> None:  # noqa: F811
    model, cache = Letters(), caches().cache
    for _ in range(2):
        KeptVectors(model, cache).embed(["one", "two"])

    assert len(model.seen) == 4
    assert KeptVectors(model, cache).embed([]).size == 0


def test_what_is_damaged_is_made_anew(caches: Caches) -> None:  # noqa: F811
    model, cache = Letters(), caches().cache
    cache.set(cache.key("vector", 1, "minilm", 384, "heap"), b"short", ttl=KEPT)

    assert KeptVectors(model, cache).embed(["heap"]).shape == (1, 384)
