"""The second names lead somewhere."""

import pytest

from maang.core.problems.catalogue import problems
from maang.core.problems.corpus import haystacks
from maang.core.problems.synonyms import ABBREVIATIONS, SYNONYMS

HAYSTACKS = "\n".join(haystacks(problems()))


@pytest.mark.parametrize("typed", SYNONYMS, ids=" ".join)
def test_a_second_name_leads_to_something_in_the_catalogue(typed: tuple[str, ...]) -> None:
    assert any(f" {name} " in HAYSTACKS for name in (" ".join(typed), *SYNONYMS[typed]))


def test_no_second_name_is_only_itself() -> None:
    assert [typed for typed, names in SYNONYMS.items() if " ".join(typed) in names] == []


def test_an_abbreviation_is_one_word() -> None:
    assert {(word,) for word in ABBREVIATIONS} <= set(SYNONYMS)
