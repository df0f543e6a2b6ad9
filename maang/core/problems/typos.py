"""What a mistyped search may have meant. Loads rapidfuzz, so it is imported only when asked for."""

from collections.abc import Collection, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from maang.core.problems.query import Wanted
from maang.core.problems.wording import IRREGULAR, common_form

SHORTEST = 4
"""Letters a word needs before it may be mistyped; below, everything looks like everything."""

SHORTEST_TITLE = 5
"""The same for a whole title, spaces not counted."""


def mended(wanted: Sequence[Wanted], *, vocabulary: Collection[str]) -> tuple[Wanted, ...]:
    """The same wants, each widened by the nearest words of `vocabulary` (common forms).

    Distance is optimal string alignment: an insertion, deletion, substitution or swap of
    neighbours each counts one. A word of 4 to 7 letters may be 1 away, a longer one 2, and a word
    of fewer than 6 must keep its first letter.
    """
    choices = list(vocabulary) + [word for word, form in IRREGULAR.items() if form in vocabulary]
    return tuple(_mended(want, choices) for want in wanted)


def lookalikes(squeezed: str, *, titles: Sequence[str]) -> dict[int, int]:
    """Where in `titles` something nearly like `squeezed` stands → how many slips away it is.

    Neither side has spaces. One slip in five letters is forgiven, three at most.
    """
    if len(squeezed) < SHORTEST_TITLE:
        return {}
    slips = min(len(squeezed) // 5, 3)
    near = process.extract(squeezed, titles, scorer=OSA.distance, score_cutoff=slips, limit=None)
    return {at: int(distance) for _, distance, at in near}


def _mended(want: Wanted, choices: Sequence[str]) -> Wanted:
    word = want.word
    if want.stem is None or len(word) < SHORTEST:
        return want
    tolerance = 1 if len(word) < 8 else 2
    near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=tolerance, limit=None)
    likely = [(distance, found) for found, distance, _ in near if _likely(word, found)]
    if not likely:
        return want
    best = min((distance for distance, _ in likely if distance), default=0)
    found = {f" {common_form(other)} ": None for distance, other in likely if distance == best}
    return Wanted((*want.phrases, *found), want.stem)


def _likely(word: str, found: str) -> bool:
    if not found.isalpha():
        return False
    return len(word) >= 6 or word[0] == found[0] or word[1::-1] == found[:2]
