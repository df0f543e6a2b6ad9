"""The floor: an answer stands out from the crowd, the more the less was ever said of its words."""

from collections.abc import Sequence

import pytest

from maang.core.retrieval.models import MEANING, TIME, WORDS, Asked, Candidate
from maang.core.retrieval.scoring import (
    CROWD,
    LEAST,
    LEAST_OF_FEW,
    STANDS_OUT,
    UNHEARD,
    is_relevant,
    shares,
)
from tests.core.retrieval.chunks import AT, chunk


def likenesses(best: float, crowd: float, count: int = CROWD) -> Sequence[dict[str, float]]:
    """One passage that is the best, and the others of a crowd all alike."""
    return [{MEANING: best}, *({MEANING: crowd} for _ in range(count - 1))]


def test_what_stands_out_is_an_answer_and_what_does_not_is_none() -> None:
    assert is_relevant(likenesses(0.5, 0.3), unheard=0.0)
    assert not is_relevant(likenesses(0.5, 0.48), unheard=0.0)


def test_it_must_stand_out_further_where_nobody_wrote_of_its_words() -> None:
    ahead = STANDS_OUT + UNHEARD / 2
    found = likenesses(0.5, 0.5 - ahead * CROWD / (CROWD - 1))

    assert is_relevant(found, unheard=0.4)
    assert not is_relevant(found, unheard=0.6)


def test_the_best_of_a_poor_crowd_is_still_too_poor() -> None:
    assert not is_relevant(likenesses(LEAST - 0.01, -0.2), unheard=0.0)


@pytest.mark.parametrize("count", [1, 2, CROWD - 1])
def test_where_there_is_no_crowd_the_best_must_be_good_by_itself(count: int) -> None:
    assert is_relevant(likenesses(LEAST_OF_FEW, 0.2, count), unheard=1.0)
    assert not is_relevant(likenesses(LEAST_OF_FEW - 0.01, 0.0, count), unheard=0.0)


def test_words_alone_must_have_a_share_of_the_question() -> None:
    assert is_relevant([{WORDS: 0.3}], unheard=0.0)
    assert not is_relevant([{WORDS: 0.01}], unheard=0.0)
    assert not is_relevant([{}], unheard=0.0)
    assert not is_relevant([], unheard=1.0)


def test_what_lies_within_the_time_asked_for_is_an_answer() -> None:
    assert is_relevant([{MEANING: 0.01}, {TIME: 0.6}], unheard=1.0)


def test_a_term_that_is_switched_off_or_nothing_adds_no_share() -> None:
    given = Candidate(chunk("heap").id, None, AT, 0.5, 0.0)

    assert shares(Asked("heap", ("heap",)), given) == {WORDS: pytest.approx(0.2)}
    assert shares(Asked("heap", ("heap",)), given, switched_off={WORDS}) == {}
