"""A wrong command line is answered in our own words, with what would be right."""

import pytest

from tests.conftest import Cli


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("memory add x", "has no verb 'add': name remember, search, list"),
        ("review statr", "has no verb 'statr': did you mean start?"),
        ("log two-sum --minutes x", "'--minutes' / '-m': 'x' is no whole number"),
        ("log two-sum --minutes", "option '--minutes' needs a value"),
        ("review due -n 0", "0 is less than 1"),
        ("review simulate -r 2", "2.0 is not from 0.7 to 0.97"),
        ("review simulate -r x", "'x' is no number"),
        ("review answer two-sum", "missing argument 'rating': again, hard, good, easy"),
        ("export --format xml", "'xml' is not one of 'jsonl', 'csv', 'markdown', 'anki'"),
        ("today two-sum", "got unexpected extra argument"),
    ],
)
def test_a_wrong_word_is_told_with_what_would_be_right(cli: Cli, typed: str, said: str) -> None:
    result = cli(*typed.split())

    assert result.code == 2
    assert said in result.told
    first = result.told.partition("hint: ")[0].removeprefix("error: ").strip()
    assert first[0] in "'0123456789" or first[0].islower()
    assert not first.endswith(".")


def test_a_word_too_many_may_have_been_meant_for_a_verb(cli: Cli) -> None:
    assert "a verb is one of file, csv" in cli("import", "jsonl", "maang.jsonl").told
    assert "hint: several words go in quotes; maang today --help" in cli("today", "x").told
