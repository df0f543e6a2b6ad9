"""(rules) Which texts go through a model together: of like length, so that little is padding."""

from collections.abc import Iterator, Sequence

TOKENS_OF_A_BATCH = 2048
"""Padding included; larger batches are no faster here and need memory in proportion."""


def batches(lengths: Sequence[int], *, tokens: int = TOKENS_OF_A_BATCH) -> Iterator[list[int]]:
    """Every index exactly once, in groups whose number times longest length is at most `tokens`.

    A text longer than that goes alone. Shortest first: what comes early is quick.
    """
    group: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        # Sorted, so that the one to come is the longest of its group.
        if group and (len(group) + 1) * lengths[index] > tokens:
            yield group
            group = []
        group.append(index)
    if group:
        yield group
