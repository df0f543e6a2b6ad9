"""Text → words that compare: case, accents, plurals, roman and spelled-out numbers fall away.

Both sides of every comparison go through here, so the words need not be English; they need only
be the same on both sides.
"""

import string
import unicodedata

IRREGULAR = {
    "one": "1",
    "i": "1",
    "two": "2",
    "ii": "2",
    "three": "3",
    "iii": "3",
    "four": "4",
    "iv": "4",
    "five": "5",
    "v": "5",
    "six": "6",
    "vi": "6",
    "seven": "7",
    "vii": "7",
    "eight": "8",
    "viii": "8",
    "colour": "color",
    "coloured": "colored",
    "indices": "index",
    "indexes": "index",
    "matrices": "matrix",
    "neighbour": "neighbor",
    "neighbours": "neighbor",
    "parens": "parenthese",
    "parenthesis": "parenthese",
    "vertices": "vertex",
}
"""Words whose common form no rule gives; `x` stays: it is a variable more often than ten."""

_SPACED = {ord(sign): " " for sign in string.punctuation} | dict.fromkeys(map(ord, "'`"))
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ′"))
_DROPPED = ("Mn", "Cf")


def folded(text: str) -> str:
    """Lower-case letters without accents and invisible marks, everything else as it was."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    return "".join(sign for sign in plain if unicodedata.category(sign) not in _DROPPED)


def plain_words(text: str) -> list[str]:
    """The words of a text as they were written, folded."""
    spaced = folded(text).translate(_SPACED)
    if not spaced.isascii():
        spaced = "".join(sign if sign.isalnum() else " " for sign in spaced)
    return spaced.split()


def words_of(text: str) -> list[str]:
    """The words of a text in their common form: `Binary Trees II` → `binary`, `tree`, `2`."""
    return [common_form(word) for word in plain_words(text)]


def common_form(word: str) -> str:
    """One folded word without its plural, roman or spelled-out shape."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if len(word) < 4 or word[-1] != "s" or word[-2] in "sui":
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("xes", "ches", "shes", "sses")):
        return word[:-2]
    return word[:-1]
