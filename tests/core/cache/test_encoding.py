"""Values and the bytes they become: all of JSON and bytes survive, anything else is refused."""

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as some

from maang.core.cache import encoding
from maang.core.cache.encoding import COMPRESSED_FROM, Unreadable, decode, encode

TEXT = some.text(some.characters(exclude_categories=()))
"""Lone surrogates too."""

JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | TEXT,
    lambda inner: some.lists(inner) | some.dictionaries(TEXT, inner),
)


@given(JSON | some.binary())
def test_any_value_survives(value: object) -> None:
    back = decode(encode(value))

    assert back == value
    assert type(back) is type(value)


@given(some.binary(max_size=64))
def test_bytes_that_are_not_ours_are_unreadable(kept: bytes) -> None:
    with pytest.raises(Unreadable):
        decode(kept)


@given(JSON, some.integers(min_value=0), some.integers(1, 255))
def test_one_damaged_byte_is_seen(value: object, place: int, change: int) -> None:
    kept = bytearray(encode(value))
    kept[place % len(kept)] ^= change

    try:
        back = decode(bytes(kept))
    except Unreadable:
        return
    assert json.dumps(back) == json.dumps(value), "read as another value"


def test_two_lone_surrogates_stay_two() -> None:
    halves = "\ud83d" + "\ude00"

    assert decode(encode(halves)) == halves
    assert decode(encode([halves])) == [halves]


def test_not_a_number_survives_too() -> None:
    back = decode(encode([math.nan, math.inf]))

    assert isinstance(back, list)
    assert (math.isnan(back[0]), back[1]) == (True, math.inf)


@pytest.mark.parametrize("value", ["x" * 5000, b"\x00\x01" * 5000, ["word"] * 2000])
def test_a_large_value_is_kept_smaller_and_comes_back_whole(value: object) -> None:
    kept = encode(value)

    assert len(kept) < 1000
    assert decode(kept) == value


def test_below_a_kilobyte_nothing_is_compressed() -> None:
    assert encode(b"a" * (COMPRESSED_FROM - 1))[5:] == b"a" * (COMPRESSED_FROM - 1)
    assert len(encode(b"a" * COMPRESSED_FROM)) < 100


def test_a_cut_value_is_unreadable() -> None:
    kept = encode("x" * 5000)

    for length in range(len(kept)):
        with pytest.raises(Unreadable):
            decode(kept[:length])


def test_what_unfolds_into_too_much_is_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = encode(b"a" * 10_000)
    monkeypatch.setattr(encoding, "LARGEST", 9_999)

    with pytest.raises(Unreadable):
        decode(kept)


@pytest.mark.parametrize("value", [object(), {1, 2}, {"a": b"b"}])
def test_what_is_neither_json_nor_bytes_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        encode(value)
