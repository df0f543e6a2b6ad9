"""A text becomes chunks that know whose part they are."""

from datetime import UTC, datetime

from maang.core.ids import new_id
from maang.core.indexing.models import Job
from maang.core.indexing.pieces import context_of, pieces, spoken

AT = datetime(2026, 3, 10, tzinfo=UTC)


def job(text: str, **details: str) -> Job:
    return Job(new_id(), "1", "attempt", "Two Sum", text, details, AT)


def test_a_chunk_says_what_it_is_part_of_when_and_about_what() -> None:
    about = job("a hash", problem="two-sum", pattern="Hashing")

    assert context_of(about, ("Idea",)) == (
        "Two Sum · attempt, 2026-03-10 · two-sum · Hashing · Idea"
    )


def test_nothing_is_said_twice() -> None:
    assert context_of(job("a hash"), ("Two Sum", "Two Sum")) == "Two Sum · attempt, 2026-03-10"


def test_a_chunk_counts_the_terms_of_its_text_and_its_context() -> None:
    made = pieces(job("hash a hash, a map", problem="two-sum"))

    assert len(made) == 1
    counted = dict(zip(made[0].terms, made[0].counts, strict=True))
    assert (counted["map"], counted["hash"], counted["two-sum"]) == (1, 2, 1)
    assert spoken(made[0]).endswith("\nhash a hash, a map")


def test_a_chunk_knows_where_it_stands_in_the_text() -> None:
    text = "# One\n\nfirst words\n\n# Two\n\nsecond words\n"

    for piece in pieces(job(text)):
        assert text[piece.begins : piece.ends].strip() == piece.text.strip()


def test_a_blank_text_has_no_chunks() -> None:
    assert pieces(job(" \n ")) == []
