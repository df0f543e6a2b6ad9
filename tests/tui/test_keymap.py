"""The person's own keys: checked before the screen is drawn, so that none is lost."""

import pytest

from maang.core.errors import Invalid
from maang.tui.keymap import Keymap
from maang.tui.keys import EVERY


def test_without_a_word_the_defaults_hold() -> None:
    assert Keymap({}).keys("lists.down") == "j down"
    assert Keymap({}).own == {}


def test_a_persons_key_takes_the_place_of_the_default() -> None:
    keymap = Keymap({"lists.down": "n, ctrl+n"})

    assert keymap.keys("lists.down") == "n ctrl+n"
    assert keymap.own == {"lists.down": "n,ctrl+n"}


def test_a_sign_is_the_key_that_types_it() -> None:
    assert Keymap({"problems.search": "&"}).own == {"problems.search": "ampersand"}


def test_two_keys_may_change_places() -> None:
    keymap = Keymap({"problems.difficulty": "s", "problems.status": "d"})

    assert (keymap.key("problems.difficulty"), keymap.key("problems.status")) == ("s", "d")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("lists.dwon", "keys.lists.down"), ("zzz", "docs/keys.md"), ("lists", "keys.lists")],
)
def test_a_name_that_is_none_is_refused_with_a_near_one(name: str, hint: str) -> None:
    with pytest.raises(Invalid, match="nothing is called so") as error:
        Keymap({name: "n"})

    assert hint in str(error.value.hint)


@pytest.mark.parametrize("keys", ["", "j,", "hello", "ctrl+", "ctl+x", "jj", "\x1b", " "])
def test_what_is_no_key_is_refused(keys: str) -> None:
    with pytest.raises(Invalid, match="no key"):
        Keymap({"lists.down": keys})


@pytest.mark.parametrize(
    ("name", "keys", "other"),
    [
        ("lists.down", "k", "lists.up"),
        ("problems.search", "j", "lists.down"),
        ("everywhere.log", "s", "review.skip"),
        ("everywhere.quit", "question_mark", "everywhere.help"),
        ("everywhere.quit", "?", "everywhere.help"),
    ],
)
def test_a_key_that_would_mean_two_things_is_refused_naming_both(
    name: str, keys: str, other: str
) -> None:
    with pytest.raises(Invalid, match="would mean both") as error:
        Keymap({name: keys})

    assert name in error.value.message
    assert error.value.hint


def test_every_act_has_a_name_of_its_own() -> None:
    names = [table.id_of(act) for table in EVERY for act in table.acts]

    assert len(set(names)) == len(names)
