"""Public collections in BEIR layout are read as they are; a malformed file names its line."""

from pathlib import Path

import pytest

from benchmarks.retrieval.loading import Malformed, load

CORPUS = """\
{"_id": "d1", "title": "Bees", "text": "Bees dance.", "metadata": {}}
{"_id": 7, "title": "", "text": "Wasps do not."}
"""
QUERIES = """\
{"_id": "q1", "text": "who dances?", "metadata": {"url": "x"}}
{"_id": "q2", "text": "judged in another split"}
{"_id": "q3", "text": "judged as not relevant"}
"""
QRELS = "query-id\tcorpus-id\tscore\nq1\td1\t2\nq1\t7\t0\nq3\td1\t0\n"


def folder(tmp_path: Path, *, corpus: str = CORPUS, qrels: str = QRELS) -> Path:
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text(corpus, encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text(QUERIES, encoding="utf-8")
    (tmp_path / "qrels" / "test.tsv").write_text(qrels, encoding="utf-8")
    return tmp_path


def test_a_public_folder_needs_no_metadata_of_ours(tmp_path: Path) -> None:
    found = load(folder(tmp_path), split="test")

    assert [passage.id for passage in found.passages] == ["d1", "7"]
    assert found.passages[0].title == "Bees"
    assert found.passages[1].happened_at is None


def test_only_questions_judged_in_the_split_are_asked(tmp_path: Path) -> None:
    found = load(folder(tmp_path), split="test")

    assert [(each.id, each.type, dict(each.relevant)) for each in found.questions] == [
        ("q1", "question", {"d1": 2})
    ]
    assert found.questions[0].asked_at is None


def test_another_edition_has_another_digest(tmp_path: Path) -> None:
    place = folder(tmp_path)
    first = load(place, split="test").digest

    (place / "corpus.jsonl").write_text(CORPUS.replace("dance", "sleep"), encoding="utf-8")

    assert len(first) == 16
    assert load(place, split="test").digest != first


def test_an_unreadable_passage_names_its_file_and_line(tmp_path: Path) -> None:
    broken = folder(tmp_path, corpus=CORPUS + "\n{not json\n")

    with pytest.raises(Malformed, match=r"corpus\.jsonl, line 4"):
        load(broken, split="test")


def test_a_passage_without_an_id_names_its_file_and_line(tmp_path: Path) -> None:
    broken = folder(tmp_path, corpus='{"text": "whose?"}\n')

    with pytest.raises(Malformed, match=r"corpus\.jsonl, line 1.*_id"):
        load(broken, split="test")


@pytest.mark.parametrize("line", ["q1\td1", "q1\td1\tmuch", "q1 d1 2"])
def test_an_unreadable_judgement_names_its_file_and_line(tmp_path: Path, line: str) -> None:
    broken = folder(tmp_path, qrels=f"{QRELS}{line}\n")

    with pytest.raises(Malformed, match=r"test\.tsv, line 5"):
        load(broken, split="test")


def test_a_split_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(folder(tmp_path), split="train")
