"""What waits is indexed, with a model or without; moving to another model disturbs no search."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import Connection, text

from maang.core.bootstrap import Core
from maang.core.errors import Invalid, NotConfigured, Unavailable
from maang.core.indexing.service import Indexing
from maang.core.practice.models import Entry
from tests.fakes.embedder import Letters, absent, always


@pytest.fixture
def model() -> Letters:
    return Letters()


@pytest.fixture
def indexing(core: Core, model: Letters) -> Indexing:
    """Indexing with a model that is there."""
    core.__dict__["indexing"] = replace(core.indexing, embedders=always(model))
    return core.indexing


def sets(connection: Connection) -> list[tuple[str, str, bool]]:
    """Model, text and whether there is a vector, of every chunk."""
    query = "SELECT model, text, embedding IS NOT NULL FROM vector_embeddings ORDER BY model, text"
    return [(row[0], row[1], row[2]) for row in connection.execute(text(query))]


def test_what_waits_gets_chunks_with_vectors(
    core: Core, indexing: Indexing, connection: Connection
) -> None:
    core.notes.add("a window slides")
    core.practice.log("two-sum", Entry(note="a hash"))

    done = indexing.drain()

    assert (done.texts, done.chunks, done.waiting, done.model) == (2, 2, 0, "minilm")
    assert sets(connection) == [("minilm", "a hash", True), ("minilm", "a window slides", True)]


def test_an_unchanged_text_does_not_wait_again(core: Core, indexing: Indexing) -> None:
    core.notes.add("a window slides")
    indexing.drain()

    assert indexing.index().texts == 0


def test_without_a_model_the_words_are_indexed_and_vectors_follow(
    core: Core, connection: Connection, model: Letters
) -> None:
    core.notes.add("a window slides")
    bare = replace(core.indexing, embedders=absent).drain()
    assert (bare.texts, bare.model) == (1, None)
    assert "not installed" in (bare.reason or "")
    assert sets(connection) == [("words", "a window slides", False)]

    replace(core.indexing, embedders=always(model)).drain()

    assert sets(connection) == [("minilm", "a window slides", True)]


def test_a_limit_leaves_the_rest_waiting(core: Core, indexing: Indexing) -> None:
    for word in ("one", "two", "three"):
        core.notes.add(word)

    assert indexing.drain(texts=2).waiting == 1
    assert indexing.drain(seconds=0).texts == 0
    assert indexing.drain().texts == 1


def test_a_text_that_changes_while_a_model_reads_it_is_indexed_as_it_then_is(
    core: Core, indexing: Indexing, model: Letters, connection: Connection
) -> None:
    core.notes.add("before")

    def meanwhile(_: Sequence[str]) -> None:
        model.before = lambda _: None
        core.notes.edit("last", body="after")

    model.before = meanwhile
    indexing.drain()

    assert [said for _, said, _ in sets(connection)] == ["after"]


def test_a_text_that_is_forgotten_meanwhile_leaves_nothing(
    core: Core, indexing: Indexing, model: Letters, connection: Connection
) -> None:
    core.notes.add("a secret")
    model.before = lambda _: core.notes.delete("last") and None

    indexing.drain()

    assert sets(connection) == []
    assert indexing.stats().waiting == 0


def test_a_model_that_fails_loses_no_text(core: Core, indexing: Indexing, model: Letters) -> None:
    core.notes.add("a window slides")

    def fail(_: Sequence[str]) -> None:
        raise Unavailable("the model broke down")

    model.before = fail
    with pytest.raises(Unavailable):
        indexing.drain()
    model.before = lambda _: None

    assert indexing.drain().texts == 1


def test_a_model_of_another_size_is_refused_and_nothing_is_written(
    core: Core, connection: Connection
) -> None:
    core.notes.add("a window slides")
    wide = replace(core.indexing, embedders=always(Letters("wide", 768)))

    for use in (wide.drain, lambda: wide.reindex("wide")):
        with pytest.raises(Invalid, match="768"):
            use()
    assert sets(connection) == []


def test_moving_to_another_model_keeps_the_old_set_until_the_new_one_is_whole(
    core: Core, indexing: Indexing, connection: Connection
) -> None:
    for number in range(20):
        core.notes.add(f"note {number}")
    indexing.drain()
    during: list[tuple[str | None, str | None, int]] = []

    def look(_: Sequence[str]) -> None:
        stats = indexing.stats()
        during.append((stats.model, stats.coming, stats.chunks))

    other = replace(indexing, embedders=always(Letters("other", before=look)))
    done = other.reindex("other")

    assert during == [("minilm", "other", 20)] * 2
    assert (done.model, done.before, done.texts) == ("other", "minilm", 20)
    assert {model for model, _, _ in sets(connection)} == {"other"}
    assert (other.stats().model, other.stats().coming) == ("other", None)


def test_a_move_that_was_cut_goes_on_where_it_was(
    core: Core, indexing: Indexing, connection: Connection
) -> None:
    for number in range(20):
        core.notes.add(f"note {number}")
    indexing.drain()
    model = Letters("other")

    def cut(_: Sequence[str]) -> None:
        if model.seen:
            raise Unavailable("cut")

    model.before = cut
    other = replace(indexing, embedders=always(model))
    with pytest.raises(Unavailable):
        other.reindex("other")
    assert sum(each == "minilm" for each, _, _ in sets(connection)) == 20
    first = len(model.seen)
    model.before = lambda _: None

    assert other.reindex("other").texts == 20 - first
    assert len(sets(connection)) == 20


def test_what_is_written_during_a_move_is_in_the_new_set(
    core: Core, indexing: Indexing, connection: Connection
) -> None:
    core.notes.add("before")
    indexing.drain()
    model = Letters("other")

    def write(_: Sequence[str]) -> None:
        model.before = lambda _: None
        core.notes.add("meanwhile")

    model.before = write
    replace(indexing, embedders=always(model)).reindex("other")

    assert sets(connection) == [("other", "before", True), ("other", "meanwhile", True)]


def test_another_model_in_the_settings_waits_for_a_move(
    core: Core, indexing: Indexing, connection: Connection
) -> None:
    core.notes.add("before")
    indexing.drain()
    other = replace(indexing, embedders=always(Letters("other")))
    core.notes.add("after")

    done = other.drain()

    assert done.model is None
    assert "maang memory reindex" in (done.reason or "")
    assert sets(connection) == [("minilm", "after", False), ("minilm", "before", True)]
    other.reindex()
    assert sets(connection) == [("other", "after", True), ("other", "before", True)]


def test_moving_without_a_model_is_refused(core: Core) -> None:
    with pytest.raises(NotConfigured):
        replace(core.indexing, embedders=absent).reindex("other")


def test_reindexing_with_the_same_model_makes_every_chunk_anew(
    core: Core, indexing: Indexing, model: Letters
) -> None:
    core.notes.add("a window slides")
    indexing.drain()

    assert indexing.reindex().texts == 1
    assert len(model.seen) == 2


def test_stats_count_what_is_there(core: Core, indexing: Indexing) -> None:
    core.notes.add("one")
    core.notes.add("two")
    indexing.drain(texts=1)
    core.memory.forget(core.memory.listed(limit=1))

    stats = indexing.stats()

    assert (stats.kinds, stats.forgotten, stats.model) == ({"note": 1}, 1, "minilm")
    assert stats.chunks + stats.waiting == 1
    assert stats.bytes > 0
