"""What was written is found by meaning, by words, by name and by time; noise finds nothing."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import Connection, text

from maang.core.bootstrap import Core
from maang.core.embedding.service import Embedding
from maang.core.errors import Invalid, NotConfigured, NotFound, Unavailable
from maang.core.practice.models import Entry
from maang.core.retrieval.models import FLOOR, MEANING, TIME, WORDS, Filters, Found
from maang.core.retrieval.segments import hashed
from maang.core.retrieval.service import Search
from tests.conftest import FrozenClock
from tests.fakes.embedder import Letters, always

Ask = Callable[..., Found]

NOTES = (
    "Look up the complement BEFORE inserting, otherwise an element pairs with itself.",
    "The heap keeps the k largest values; push, then pop when it is too long.",
    "Redis counts requests in a window; when it is gone the limiter lets everybody in.",
    "`count_max` is the most frequent letter so far, it never has to shrink.",
)


@pytest.fixture
def notes(remembering: Core) -> Core:
    for note in NOTES:
        remembering.notes.add(note)
    return remembering


def first(found: Found) -> str:
    return found.passages[0].text


@pytest.mark.parametrize(
    ("question", "note"),
    [
        ("what should throttling do while its counter store is offline?", NOTES[2]),
        ("how to hold on to the biggest numbers of a stream", NOTES[1]),
        ("heap", NOTES[1]),
        ("inserted complements", NOTES[0]),
        ("count_max", NOTES[3]),
        ("COUNT_MAX", NOTES[3]),
    ],
)
def test_a_note_is_found_by_meaning_and_by_words(
    notes: Core, ask: Ask, question: str, note: str
) -> None:
    assert first(ask(question)) == note


@pytest.mark.parametrize("noise", ["blorptang fizzwuggle", "training plan for the Berlin marathon"])
def test_noise_finds_nothing_unless_the_floor_is_taken_away(
    notes: Core, ask: Ask, noise: str
) -> None:
    assert ask(noise).passages == ()
    assert len(ask(noise, switched_off={FLOOR}).passages) == len(NOTES)


def test_a_question_without_a_word_is_refused(ask: Ask) -> None:
    with pytest.raises(Invalid):
        ask(" - ".strip(" -"))


def test_a_name_typed_exactly_stands_above_what_is_closer_in_meaning(
    remembering: Core, ask: Ask
) -> None:
    remembering.notes.add("min_freq goes up by one")
    remembering.notes.add("The minimum frequency: frequencies of LFU, the lowest frequency, freq")

    found = ask("min_freq")

    assert found.passages[0].text == "min_freq goes up by one"
    assert (found.passages[0].exact, found.passages[1].exact) == (True, False)


@pytest.mark.parametrize("name", ["1", "#1", "two-sum", "Two Sum", "leetcode.com/problems/two-sum"])
def test_what_was_written_on_a_problem_is_found_by_any_of_its_names(
    remembering: Core, ask: Ask, name: str
) -> None:
    remembering.practice.log("3sum", Entry(note="sort, then two pointers: the sum of two"))
    remembering.practice.log("two-sum", Entry(note="a hash of what was seen"))

    assert first(ask(name)) == "a hash of what was seen"


def test_a_problem_nothing_was_written_about_finds_nothing(notes: Core, ask: Ask) -> None:
    assert ask("merge-k-sorted-lists").passages == ()


def test_phrases_must_be_there_and_refused_words_must_not(notes: Core, ask: Ask) -> None:
    everything = {FLOOR}
    phrase = ask('"k  largest" heap', switched_off=everything)
    refused = ask("heap window -redis", switched_off=everything)

    assert [passage.text for passage in phrase.passages] == [NOTES[1]]
    assert NOTES[2] not in [passage.text for passage in refused.passages]


def test_asked_about_yesterday_what_happened_then_comes_first(
    remembering: Core, ask: Ask, clock: FrozenClock
) -> None:
    remembering.practice.log("two-sum", Entry(note="solved with a hash"))
    clock.forward(days=5)
    remembering.practice.log("3sum", Entry(note="a hash of pairs, gave up"))
    clock.forward(days=1)

    found = ask("which hash problem did I solve yesterday?")

    assert found.time == "yesterday"
    assert first(found) == "a hash of pairs, gave up"
    assert first(ask("solved with a hash yesterday", switched_off={TIME})) == "solved with a hash"


def test_filters_leave_out_the_rest(remembering: Core, ask: Ask, clock: FrozenClock) -> None:
    remembering.practice.log("two-sum", Entry(note="a hash", company="Google"))
    remembering.notes.add("a hash as well", problem="3sum")
    clock.forward(days=1)
    by = remembering.search.filters
    asked = {
        "attempt": by(kind="attempt"),
        "note": by(source="notes"),
        "problem": by(problem="two sum"),
        "pattern": by(pattern="two-pointers"),
        "company": by(company="google"),
        "until": by(until=clock.moment),
        "since": by(since=clock.moment),
    }

    found = {name: ask("hash", filters=filters).passages for name, filters in asked.items()}

    kinds = {name: sorted(passage.kind for passage in passages) for name, passages in found.items()}
    assert kinds == {
        "attempt": ["attempt"],
        "note": ["note"],
        "problem": ["attempt"],
        "pattern": ["note"],
        "company": ["attempt"],
        "until": ["attempt", "note"],
        "since": [],
    }


def test_a_pattern_that_does_not_exist_is_said(core: Core) -> None:
    with pytest.raises(NotFound, match="nonsense"):
        core.search.filters(pattern="nonsense")


def test_a_passage_says_where_it_is_from_and_why(remembering: Core, ask: Ask) -> None:
    note = remembering.notes.add("a window slides over the letters").note

    passage = ask("sliding windows").passages[0]

    assert (passage.source, passage.handle) == ("notes", str(note.id))
    assert [passage.text[begin:end] for begin, end in passage.marks] == ["window", "slides"]
    assert passage.score == pytest.approx(sum(passage.shares.values()))
    assert {MEANING, WORDS} == passage.shares.keys()


def test_a_passage_of_a_file_names_its_line(
    remembering: Core, ask: Ask, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("vault") / "graphs.md"
    file.write_text("# Graphs\n\nbreadth first\n\n## Topological order\n\nKahn counts indegrees\n")
    remembering.memory.remember(file)

    passage = ask("indegrees").passages[0]

    assert passage.handle.startswith(f"{file.resolve()}:")
    line = int(passage.handle.rpartition(":")[2])
    assert file.read_text().splitlines()[line - 1] == passage.text.splitlines()[0]


def test_without_a_model_words_are_found_and_the_reason_is_said(notes: Core) -> None:
    def none(_: str | None) -> Letters:
        raise NotConfigured("the model is gone")

    replace(notes.indexing, embedders=none).drain()
    bare = replace(notes.search, embedders=none)

    found = bare.search("inserted complements")

    assert (first(found), found.meanings, found.reason) == (NOTES[0], False, "the model is gone")
    assert bare.search("blorptang fizzwuggle").passages == ()


def test_a_model_that_fails_at_the_question_leaves_the_words(notes: Core, ask: Ask) -> None:
    class Broken(Letters):
        def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
            raise Unavailable("the model cannot be run")

    ask("heap")
    broken = replace(notes.search, embedders=always(Broken("minilm")))

    found = broken.search("heap")

    assert (first(found), found.meanings) == (NOTES[1], False)
    assert found.reason == "the model cannot be run"


def test_vectors_of_another_model_are_never_compared(notes: Core, ask: Ask) -> None:
    ask("heap")
    other = replace(notes.search, embedders=always(Letters("other")))

    found = other.search("heap")

    assert (first(found), found.meanings) == (NOTES[1], False)
    assert "minilm" in (found.reason or "")


def test_what_is_forgotten_is_not_found(notes: Core, ask: Ask) -> None:
    assert ask("heap").passages
    notes.memory.forget(notes.memory.meant("heap", cwd=notes.paths.data))

    assert NOTES[1] not in [passage.text for passage in ask("heap").passages]


def test_nobody_finds_what_another_wrote(notes: Core, ask: Ask, embedding: Embedding) -> None:
    ask("heap")
    from maang.core.accounts.service import Accounts
    from maang.core.db.database import Database

    other = Accounts(Database(notes.db.bind), notes.now).open("somebody-else")
    theirs = Search(
        Database(notes.db.bind, other), notes.now, notes.search.zone, embedding.embedder
    )

    assert theirs.search("heap", switched_off={FLOOR}).passages == ()


def test_what_was_shown_is_counted(notes: Core, ask: Ask, connection: Connection) -> None:
    found = ask("heap", limit=1)
    notes.search.shown(found)

    counted = connection.execute(text("SELECT sum(accessed) FROM conversation_memory"))
    assert counted.scalar() == 1


def test_no_more_than_the_limit_are_given_and_none_twice(notes: Core, ask: Ask) -> None:
    found = ask("heap", limit=3, switched_off={FLOOR}, filters=Filters())

    ids = [passage.id for passage in found.passages]
    assert len(ids) == len(set(ids)) == 3


def test_what_is_forgotten_is_overwritten_in_the_copy_at_once(notes: Core, ask: Ask) -> None:
    ask("heap")
    kept = sum(each.stat().st_size for each in notes.paths.cache.glob("memory-*"))
    assert kept

    notes.memory.forget(notes.memory.meant("heap", cwd=notes.paths.data))

    word = hashed("heap").to_bytes(8, "little")
    small = next(notes.paths.cache.glob("memory-*.small"))
    assert word not in small.read_bytes()
    assert NOTES[1] not in [passage.text for passage in ask("heap").passages]
    assert notes.paths.cache.joinpath(small.name).stat().st_mode & 0o077 == 0
