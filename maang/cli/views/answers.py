"""(rules) An answer → its sentences with their citations, then the passages they rest on."""

from datetime import tzinfo

from rich.console import Group, RenderableType
from rich.text import Text

from maang.core.ask.models import Answer, Sentence
from maang.words.answers import cited, opened_by
from maang.words.common import moment


def sentence(value: Sentence) -> RenderableType:
    """One sentence on lines of its own."""
    said = Text(value.text)
    said.append(" " + "".join(f"[{number}]" for number in value.citations), style="cyan")
    return said


def sources(value: Answer, *, zone: tzinfo) -> RenderableType:
    """The passages that were cited: what they are, from when, and what opens them."""
    drawn: list[RenderableType] = [Text()]
    for source in cited(value):
        line = Text.assemble((f"[{source.number}] ", "cyan"), (source.title or source.kind, "bold"))
        line.append(f"  {source.kind} · {moment(source.happened_at, zone)}", style="dim")
        line.append(f"  {opened_by(source)}", style="dim")
        drawn.append(line)
    return Group(*drawn)


def answer(value: Answer, *, zone: tzinfo) -> RenderableType:
    """The whole of it."""
    return Group(*(sentence(each) for each in value.sentences), sources(value, zone=zone))
