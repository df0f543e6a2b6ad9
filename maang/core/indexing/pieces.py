"""(rules) A text that waits → its chunks with their context and their terms, ready for a model."""

from maang.core.indexing.models import Job, Piece
from maang.core.memory.chunking import split
from maang.core.memory.terms import terms

SAID = ("problem", "pattern", "speaker", "name", "previous")
"""The details of a text that belong to its chunks' context."""

PREVIOUS = 200
"""Characters of the turn before: what was asked, not a speech."""


def pieces(job: Job) -> list[Piece]:
    """The chunks of a text, without vectors. Blank texts have none."""
    made = []
    for chunk in split(job.text):
        context = context_of(job, chunk.headings)
        counted = terms(f"{context} {chunk.text}")
        made.append(
            Piece(
                text=chunk.text,
                context=context,
                begins=chunk.start,
                ends=chunk.end,
                terms=list(counted),
                counts=list(counted.values()),
                embedding=None,
            )
        )
    return made


def context_of(job: Job, headings: tuple[str, ...]) -> str:
    """What a chunk does not say itself: whose part it is, when that was, about what, who said it
    and in answer to what."""
    known = {name: str(job.details.get(name) or "") for name in SAID}
    parts = [job.title, f"{job.kind}, {job.happened_at:%Y-%m-%d}", known["problem"]]
    parts += [known["pattern"], job.company or "", known["speaker"], known["name"]]
    parts += [heading for heading in headings if heading != job.title]
    parts.append(known["previous"][:PREVIOUS])
    return " · ".join(dict.fromkeys(part for part in parts if part))


def spoken(piece: Piece) -> str:
    """What a model is given of a chunk."""
    return f"{piece.context}\n{piece.text}"
