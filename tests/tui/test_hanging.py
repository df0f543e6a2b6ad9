"""Facts that are longer than their column go on below their value."""

import pytest

from maang.words.common import hanging

FACT = "lists       blind-75, grind-169, grind-75, neetcode-150"


def test_a_long_value_goes_on_below_itself() -> None:
    assert hanging(FACT, 40) == (
        "lists       blind-75, grind-169,\n            grind-75, neetcode-150"
    )


def test_a_short_text_stays_as_it_is() -> None:
    assert hanging(FACT, 80) == FACT
    assert hanging("a\n\nb", 40) == "a\n\nb"


@pytest.mark.parametrize("width", [8, 20, 33, 46])
def test_no_line_is_wider_than_it_may_be(width: int) -> None:
    text = f"{FACT}\npage        https://example.com/{'x' * 80}\n{'words ' * 30}"

    assert max(map(len, hanging(text, width).splitlines())) <= width
