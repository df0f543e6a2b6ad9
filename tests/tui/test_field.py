"""A line to type in, without a layout for each letter."""

import asyncio

from textual.app import App, ComposeResult

from maang.tui.widgets.field import Field


class OneField(App[None]):
    """A field of twenty columns."""

    CSS = "Field { width: 20; }"

    def compose(self) -> ComposeResult:
        yield Field(compact=True)


def test_what_is_longer_than_it_scrolls_and_comes_back() -> None:
    async def session() -> None:
        app = OneField()
        async with app.run_test() as pilot:
            field = app.query_one(Field)
            await pilot.press(*"abcdefghijklmnopqrstuvwxyz")
            await pilot.pause()
            assert "z" in shown(field)
            assert "a" not in shown(field)
            await pilot.press("home")
            await pilot.pause()
            assert "a" in shown(field)
            await pilot.press("end", *["backspace"] * 26)
            await pilot.pause()
            assert (field.value, field.scroll_x) == ("", 0)

    asyncio.run(session())


def shown(field: Field) -> str:
    """What stands in it."""
    return field.render_line(0).text
