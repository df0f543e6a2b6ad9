"""The catalogue is read once for each of its versions."""

from types import SimpleNamespace

from maang.core.standing.kept import KeptCatalogue


def test_it_is_read_again_only_when_it_has_changed() -> None:
    kept, read = KeptCatalogue(), []

    def reading(name: str) -> list[SimpleNamespace]:
        read.append(name)
        return [SimpleNamespace(slug=name, search_text=f"line of {name}")]

    first = kept.rows((1, 10), lambda: reading("old"))
    again = kept.rows((1, 10), lambda: reading("never"))
    changed = kept.rows((1, 11), lambda: reading("new"))

    assert read == ["old", "new"]
    assert first is again
    assert [row.slug for row in changed[0]] == ["new"]
    assert changed[1] == ["line of new"]
