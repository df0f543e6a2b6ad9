"""The catalogue is read once for each of its versions."""

from types import SimpleNamespace

from maang.core.problems.corpus import Corpus
from maang.core.standing.kept import KeptCatalogue


def test_it_is_read_again_only_when_it_has_changed() -> None:
    kept, read = KeptCatalogue(), []

    def reading(name: str) -> Corpus[SimpleNamespace]:
        read.append(name)
        return Corpus([SimpleNamespace(slug=name)], [f"line of {name}"])

    first = kept.searched((1, 10), lambda: reading("old"))
    again = kept.searched((1, 10), lambda: reading("never"))
    changed = kept.searched((1, 11), lambda: reading("new"))

    assert read == ["old", "new"]
    assert first is again
    assert changed.corpus.lines == ["line of new"]
    assert not changed.problems
