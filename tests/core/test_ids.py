"""Keys that sort by the time they were made."""

from maang.core.ids import new_id


def test_later_keys_sort_after_earlier_ones() -> None:
    made = [new_id() for _ in range(1000)]

    assert made == sorted(set(made))


def test_a_key_is_a_version_7_uuid() -> None:
    key = new_id()

    assert (key.version, key.variant) == (7, "specified in RFC 4122")
