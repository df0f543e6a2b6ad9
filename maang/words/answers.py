"""(rules) Who worded an answer, and what became of it, in plain English."""

from maang.core.ask.models import Answer, Source
from maang.core.memory.models import LOG, NOTES
from maang.words.common import plural

OPENS = {NOTES: "maang note show", LOG: "maang log show"}
"""What opens a source; a file is opened by its path."""


def about(value: Answer) -> list[str]:
    """What a person must know of the way it was answered."""
    if not value.passages:
        return ["nothing relevant is remembered"]
    said = [value.problem] if value.problem else []
    if value.model is None:
        return [*said, "answered without a model: these are your own sentences"]
    many = plural(len(value.passages), "passage")
    if not value.sentences:
        return [*said, f"{value.model} finds no answer in {many}; --model none shows the nearest"]
    before = " when it was asked before; --again asks it anew" if value.kept else ""
    return [*said, f"worded by {value.model} from {many}{before}{_lost(value)}"]


def opened_by(source: Source) -> str:
    """What to type, or which file and line to go to."""
    command = OPENS.get(source.source)
    return f"{command} {source.handle[:13]}" if command else source.handle


def cited(value: Answer) -> list[Source]:
    """The passages the sentences rest on, in the order of their numbers."""
    numbers = {number for sentence in value.sentences for number in sentence.citations}
    return [source for source in value.passages if source.number in numbers]


def _lost(value: Answer) -> str:
    parts = []
    if value.removed_citations:
        parts.append(f"{plural(value.removed_citations, 'citation')} of nothing removed")
    if value.dropped_sentences:
        parts.append(f"{plural(value.dropped_sentences, 'sentence')} without a source dropped")
    return "".join(f"; {part}" for part in parts)
