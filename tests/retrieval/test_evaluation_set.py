"""The labelled set keeps what its README promises: counts, ids, dates, no word in common."""

import itertools
import json
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

import psycopg

from benchmarks.retrieval.loading import ANSWERS, NOTHING, OWN, Passage, Question, load
from benchmarks.retrieval.words import content, shared
from maang.core.problems import catalogue

SPLITS = ("dev", "test")
BEGAN, ENDS = datetime(2025, 11, 1, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC)

KINDS = {"note", "attempt", "turn", "feedback", "story", "document"}
LEAST = {
    "paraphrase": 40,
    "time": 20,
    NOTHING: 20,
    "identifier": 20,
    "keyword": 20,
    "several": 20,
    "question": 20,
    "scoped": 12,
}


@cache
def passages() -> Mapping[str, Passage]:
    return {each.id: each for each in load(split="dev").passages}


@cache
def questions() -> tuple[Question, ...]:
    return tuple(itertools.chain.from_iterable(load(split=split).questions for split in SPLITS))


@cache
def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (OWN / name).read_text(encoding="utf-8").splitlines()]


def judgements(split: str) -> list[list[str]]:
    lines = (OWN / "qrels" / f"{split}.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0].split("\t") == ["query-id", "corpus-id", "score"]
    return [line.split("\t") for line in lines[1:]]


def everything_said(passage: Passage) -> str:
    """All that a searcher might index of a passage."""
    known = (passage.kind, passage.source, passage.problem, passage.pattern, passage.company)
    said = (passage.title, passage.text, passage.speaker, passage.previous, *known)
    return " ".join(part for part in said if part)


def test_there_are_as_many_passages_and_questions_as_promised() -> None:
    kinds = Counter(question.type for question in questions())

    assert len(passages()) >= 300
    assert {kind: kinds[kind] for kind, least in LEAST.items() if kinds[kind] < least} == {}
    assert kinds.keys() == LEAST.keys()


def test_the_readme_counts_what_is_there() -> None:
    readme = " ".join((OWN / "README.md").read_text(encoding="utf-8").split())
    kinds = Counter(question.type for question in questions())
    judged = sum(len(question.relevant) for question in questions())

    assert f"{len(passages())} passages" in readme
    assert f"{len(questions())} questions" in readme
    assert f"{judged} judgements" in readme
    assert [kind for kind, times in kinds.items() if f"| {kind} | {times} |" not in readme] == []


def test_no_id_text_or_question_occurs_twice() -> None:
    for name in ("corpus.jsonl", "queries.jsonl"):
        for field in ("_id", "text"):
            counted = Counter(row[field] for row in rows(name))
            assert [value for value, times in counted.items() if times > 1] == []


def test_each_question_is_in_exactly_one_half_and_both_halves_have_every_type() -> None:
    halves = {split: load(split=split).questions for split in SPLITS}
    ids = [question.id for half in halves.values() for question in half]

    assert sorted(ids) == sorted(row["_id"] for row in rows("queries.jsonl"))
    for kind in LEAST:
        one, other = (sum(each.type == kind for each in half) for half in halves.values())
        assert abs(one - other) <= 1, kind


def test_judgements_stand_in_the_file_of_their_question_s_half() -> None:
    said = {row["_id"]: row["metadata"]["split"] for row in rows("queries.jsonl")}

    for split in SPLITS:
        assert {said[question] for question, _, _ in judgements(split)} == {split}


def test_every_judgement_names_a_passage_that_exists_once_with_a_grade_of_one_or_two() -> None:
    for split in SPLITS:
        judged = judgements(split)
        assert {passage for _, passage, _ in judged} <= passages().keys()
        assert {grade for _, _, grade in judged} == {"1", "2"}
        assert len({(question, passage) for question, passage, _ in judged}) == len(judged)


def test_every_question_is_answered_except_those_that_must_find_nothing() -> None:
    for question in questions():
        best = max(question.relevant.values(), default=0)
        assert best == (0 if question.type == NOTHING else ANSWERS), question.id


def test_no_paraphrase_shares_a_content_word_with_anything_said_of_its_passages() -> None:
    common = {
        (question.id, id): words
        for question in questions()
        if question.type == "paraphrase"
        for id in question.relevant
        if (words := shared(question.text, everything_said(passages()[id])))
    }

    assert common == {}


def test_nor_does_it_share_one_by_the_english_stemmer_of_postgres(postgres_url: str) -> None:
    statement = """
        SELECT array(
            SELECT unnest(tsvector_to_array(to_tsvector('english', %s)))
            INTERSECT SELECT unnest(tsvector_to_array(to_tsvector('english', %s))))
    """
    pairs = [
        (question.text, everything_said(passages()[id]))
        for question in questions()
        if question.type == "paraphrase"
        for id in question.relevant
    ]

    with psycopg.connect(postgres_url) as connection:
        found = {pair: connection.execute(statement, pair).fetchone() for pair in pairs}

    assert {pair: words for pair, words in found.items() if words != ([],)} == {}


def test_a_paraphrase_has_words_that_could_have_been_shared() -> None:
    paraphrases = [question for question in questions() if question.type == "paraphrase"]

    assert [each.id for each in paraphrases if len(content(each.text)) < 3] == []


def test_passages_are_dated_in_the_year_and_stand_in_order() -> None:
    dates = [each.happened_at for each in passages().values()]

    assert all(date is not None and date.tzinfo is not None for date in dates)
    assert all(BEGAN <= date < ENDS for date in dates if date)
    assert dates == sorted(date for date in dates if date)


def test_no_answer_lies_in_its_question_s_future() -> None:
    for question in questions():
        for id in question.relevant:
            happened = passages()[id].happened_at
            assert happened is not None
            assert question.asked_at is not None
            assert happened <= question.asked_at, (question.id, id)


def test_problems_and_patterns_are_those_of_the_catalogue() -> None:
    patterns = {problem.slug: problem.pattern for problem in catalogue.problems()}

    for passage in passages().values():
        if passage.problem is not None:
            assert passage.problem in patterns, passage.id
            assert passage.pattern == patterns[passage.problem], passage.id


def test_kinds_are_known_and_a_turn_says_who_speaks() -> None:
    turns = [each for each in passages().values() if each.kind == "turn"]

    assert {each.kind for each in passages().values()} == KINDS
    assert [turn.id for turn in turns if not turn.speaker] == []
    assert sum(turn.previous is not None for turn in turns) > len(turns) / 2
