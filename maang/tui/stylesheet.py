"""A stylesheet that is parsed once.

Textual parses every rule anew with each screen that brings its own, and three times before the
first paint, because the theme is set while it starts: a third of what it does by then.
"""

from textual.cache import LRUCache
from textual.css.stylesheet import CssSource, Stylesheet
from textual.css.types import CSSLocation

SOURCES = 512
"""More stylesheets than there are, with those of all widgets."""


class LastingStylesheet(Stylesheet):
    """Textual's, but what was parsed stays for as long as the colours do."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        super().__init__(variables=variables)
        self._parse_cache = LRUCache(SOURCES)
        self._parsed: dict[CSSLocation, CssSource] = {}

    def set_variables(self, variables: dict[str, str]) -> None:
        """Other colours; the same ones change nothing."""
        if variables != self._variables:
            super().set_variables(variables)
            self._parsed = {}

    def reparse(self) -> None:
        """Parse what is new."""
        if self.source != self._parsed:
            self.parse()

    def parse(self) -> None:
        """Parse all that is not known yet. Raises as Textual's does."""
        super().parse()
        self._parsed = dict(self.source)
