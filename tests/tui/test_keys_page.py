"""The page of keys in the docs is the table of keys."""

from pathlib import Path

from maang.tui.keys import EVERY, spoken

PAGE = Path(__file__).parent.parent.parent / "docs" / "keys.md"


def test_every_key_is_on_the_page_with_its_name_and_its_word() -> None:
    page = PAGE.read_text(encoding="utf-8")
    rows = [
        f"| `{act.name}` | {' '.join(f'`{key}`' for key in spoken(act.keys).split())} | {act.word}"
        for table in EVERY
        for act in table.acts
    ]

    assert [row for row in rows if row not in page] == []
