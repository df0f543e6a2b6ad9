"""Names: one owner's apart from another's, nothing private in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from maang.core.cache.keys import Names, owner, stamped


def test_a_key_says_version_owner_and_kind_and_digests_the_rest() -> None:
    key = Names("ann").entry("search", "my secret worry", 10)

    assert key.startswith("maang:v1:ann:search:")
    assert "secret" not in key
    assert len(key.rpartition(":")[2]) == 32


@given(some.text(min_size=8, alphabet=some.characters(min_codepoint=48)))
def test_no_part_stands_in_a_key(secret: str) -> None:
    names = Names("ann")
    key = names.entry("search", {"token": secret})

    for name in (key, names.tag(secret), names.lock(key), stamped(key, [secret])):
        assert secret not in name


def test_other_parts_are_another_key_and_the_same_ones_the_same() -> None:
    names = Names("ann")
    keys = {names.entry("search", *parts) for parts in [("a", "b"), ("ab",), ("a", ["b"]), ()]}

    assert len(keys) == 4
    assert names.entry("search", {"x": 1, "y": 2}) == names.entry("search", {"y": 2, "x": 1})


def test_an_owner_is_a_login_on_a_database() -> None:
    assert owner("ann", "/home/ann") == owner("ann", "/home/ann")
    assert len({owner("ann", "/a"), owner("ann", "/b"), owner("bob", "/a")}) == 3


def test_no_login_can_reach_into_anothers_names() -> None:
    assert not set("*?[]: \n") & set(owner("*:?[a] \n", "/a"))


@pytest.mark.parametrize("kind", ["", "Search", "a b", "a:b", "*", "1a"])
def test_a_kind_is_a_word(kind: str) -> None:
    with pytest.raises(ValueError, match="kind"):
        Names("ann").entry(kind)


def test_a_pattern_never_leaves_the_owners_names() -> None:
    names = Names("ann")

    assert names.pattern("search") == "maang:v1:ann:search:*"
    assert names.pattern("*") == "maang:v1:ann:*"
    assert names.kind(names.entry("search", 1)) == "search"


def test_without_tokens_a_key_is_what_it_was() -> None:
    assert stamped("key", []) == "key"
    assert stamped("key", ["a"]) != stamped("key", ["b"])
