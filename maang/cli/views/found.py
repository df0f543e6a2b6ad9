"""(rules) What a search has found → what the person reads: where it is from, the words marked."""

from collections.abc import Sequence
from datetime import tzinfo

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from maang.core.memory.models import LOG, NOTES
from maang.core.retrieval.models import Found, Passage
from maang.words.common import moment
from maang.words.memory import explained

LONGEST = 320
"""Characters that are shown of a passage, around the first word that was asked for."""

LEAD = 60
"""How many of them stand before that word."""

INDENT = 3
"""Spaces before everything but a passage's title."""

OPENS = {NOTES: "maang note show", LOG: "maang log show"}
"""What opens a handle; a file is opened by its path."""


def passages(value: Found, *, zone: tzinfo, explain: bool) -> RenderableType:
    """Each passage with its source, best first."""
    drawn: list[RenderableType] = []
    for number, passage in enumerate(value.passages, start=1):
        if drawn:
            drawn.append(Text())
        drawn += _passage(passage, number, zone=zone, explain=explain)
    return Group(*drawn)


def _passage(
    passage: Passage, number: int, *, zone: tzinfo, explain: bool
) -> Sequence[RenderableType]:
    head = Text.assemble((f"{number}  ", "dim"), (passage.title or passage.kind, "bold"))
    about = [passage.kind, moment(passage.happened_at, zone), passage.company or ""]
    lines = [Text(" · ".join(part for part in about if part), style="dim")]
    lines += _excerpt(passage).split(allow_blank=False)
    lines.append(Text(opened_by(passage), style="cyan"))
    if explain:
        lines.append(Text(explained(passage), style="dim"))
    return [head, *(Padding(line, (0, 0, 0, INDENT), expand=False) for line in lines)]


def opened_by(passage: Passage) -> str:
    """What to type, or which file and line to go to."""
    command = OPENS.get(passage.source)
    return f"{command} {passage.handle[:13]}" if command else passage.handle


def _excerpt(passage: Passage) -> Text:
    text = Text(passage.text)
    for begin, end in passage.marks:
        text.stylize("bold yellow", begin, end)
    first = passage.marks[0][0] if passage.marks else 0
    begin = max(0, first - LEAD) if len(passage.text) > LONGEST else 0
    end = min(len(passage.text), begin + LONGEST)
    shown = text[begin:end]
    if begin:
        shown = Text("… ").append_text(shown)
    if end < len(passage.text):
        shown.append(" …")
    shown.rstrip()
    return shown
