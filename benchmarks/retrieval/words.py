"""A text's content words, for the plain baseline and for the claim 'no word in common'.

Deliberately crude and without a library: a stemmer that cuts too much makes the claim stricter.
"""

import re

_COMMON = """
a about above after again against all also always am among an and another any anything are
aren't as ask asked at away be because been before began begin being below between both but by
came can can't cannot could did didn't do does doesn't doing don't done down during each either
else enough ever every everything few first for from further gave get gets give given go goes
going got had has hasn't have haven't having he hence her here him his how i i'd i'll i'm i've
if in instead into is isn't it it's its itself just keep know last least less let like made make
makes many may me might mine more most much must my myself near need never new no nor not
nothing now of off on once one ones only or other our out over own per please put really same
say says see shall she should since so some something somebody still such take than that that's
the their them then there these they thing things this those three through to too two under
until up upon us use used very want was way we well went were what what's when where whether
which while whilst who whose why will with without would yes yet you your
"""

STOP_WORDS = frozenset(_COMMON.split())
"""Words that carry no topic, and the verbs of asking ('get', 'make', 'know')."""

_WORD = re.compile(r"[a-z0-9äöüß]+(?:'[a-z]+)?")
_ENDINGS = (
    "ations",
    "ation",
    "ings",
    "ing",
    "ies",
    "ied",
    "edly",
    "ed",
    "es",
    "ly",
    "er",
    "s",
    "e",
)
_KEPT = 3


def content(text: str) -> list[str]:
    """The stems of a text's words in order, stop words left out."""
    found = _WORD.findall(text.lower().replace("’", "'"))
    return [stem(word) for word in found if word not in STOP_WORDS]


def stem(word: str) -> str:
    """A word without its ending: 'moving' and 'moves' become 'mov'."""
    word = word.partition("'")[0]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _KEPT:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > _KEPT and word[-1] == word[-2] else word


def shared(one: str, other: str, *, prefix: int = 5) -> set[str]:
    """The stems of `one` that `other` has too, alike meaning equal or equal in `prefix` letters."""
    theirs = set(content(other))
    begun = {word[:prefix] for word in theirs if len(word) >= prefix}
    return {word for word in content(one) if word in theirs or word[:prefix] in begun}
