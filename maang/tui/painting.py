"""How a screen is painted: at once after a key, and only the lines that changed.

Textual paints sixty times a second at most, so that a key just behind another paint waits 16 ms for
its own; and it renders every line of every widget to find the two that a cursor has moved between.
"""

from collections.abc import Iterable
from typing import Any

from textual._compositor import Compositor
from textual.geometry import Region, Size
from textual.screen import Screen, ScreenResultType
from textual.strip import Strip
from textual.timer import Timer

FRAME = 1 / 240
"""Seconds between two paints at least."""


class Painted(Screen[ScreenResultType]):
    """A screen that is painted so."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._compositor = Banded()
        self._frames: Timer | None = None
        self._held = False

    @property
    def _update_timer(self) -> Timer:
        if self._frames is None:
            self._frames = self.set_interval(
                FRAME, self._on_timer_update, name="screen_update", pause=True
            )
        return self._frames

    def begin(self) -> None:
        """Lay out and paint what was held back: the app is put together."""
        if self._held:
            self.refresh(layout=True)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        # the first screen not piece by piece, while the app is being put together
        self._held = not self.app._is_mounted
        if not self._held:
            super()._refresh_layout(size, scroll)

    def _compositor_refresh(self) -> None:
        if not self._held:
            super()._compositor_refresh()


class Banded(Compositor):
    """Textual's, but of each widget only those lines are rendered that lie in the band of the
    screen which holds all changes."""

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        band = Region(0, crop.y, self.size.width, crop.height) if crop else self.size.region
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip).intersection(band)
            if seen:
                lines = seen.translate(-region.offset)
                yield region, seen, widget.render_lines(lines)
