"""An answer from your own notes, attempts and files, each sentence with its source."""

from collections.abc import Sequence
from typing import Annotated

import typer

from maang.cli.context import Invocation
from maang.cli.exits import Exit
from maang.cli.framework import App, Context, invocation
from maang.cli.searching import (
    DRAINING,
    Company,
    Kind,
    OnProblem,
    Pattern,
    Since,
    Source,
    Until,
    narrowed,
)
from maang.cli.views import answers as views
from maang.core.ask.models import Answer
from maang.core.ask.service import Answering
from maang.core.retrieval.models import Passage
from maang.words import answers as words
from maang.words.memory import about_search

app = App(help=__doc__)


@app.command("ask", epilog='Example: maang ask "what do I keep getting wrong in binary search?"')
def ask(
    ctx: Context,
    question: Annotated[list[str], typer.Argument(help="The question, in plain words.")],
    model: Annotated[
        str | None,
        typer.Option(help="none, or who words the answer, as ollama:llama3.2; else the settings'."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Ask the model anew, even what it has answered before.")
    ] = False,
    kind: Kind = None,
    source: Source = None,
    problem: OnProblem = None,
    pattern: Pattern = None,
    company: Company = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[
        int, typer.Option("--limit", "-n", min=1, max=20, help="From at most so many passages.")
    ] = 8,
) -> None:
    """Answer a question from what is remembered; exits with 1 when nothing there answers it."""
    outside = invocation(ctx)
    search = outside.core.search
    filters = narrowed(
        outside,
        problem=problem,
        pattern=pattern,
        kind=kind,
        source=source,
        company=company,
        since=since,
        until=until,
    )
    outside.core.indexing.index(seconds=DRAINING, words_will_do=True)

    def look(asked: str) -> Sequence[Passage]:
        found = search.search(asked, limit=limit, filters=filters)
        search.shown(found)
        for note in about_search(found):
            outside.diagnostics.note(note)
        return found.passages

    asked = outside.core.ask.begin(" ".join(question), look, model=model, again=again)
    answer = _given(outside, asked)
    if _unfinished(answer):
        raise typer.Exit(Exit.NO)


def _given(outside: Invocation, answering: Answering) -> Answer:
    """Say it: sentence by sentence to a person who watches, as a whole to anything else."""
    live = outside.terminal.reads_output and not outside.flags.json
    for sentence in answering:
        if live:
            outside.printer.result(sentence, views.sentence)
            outside.printer.flush()
    answer = answering.answer
    for note in words.about(answer):
        outside.diagnostics.note(note)
    if live and answer.sentences:
        outside.printer.result(answer, lambda value: views.sources(value, zone=outside.zone))
    elif answer.sentences or outside.flags.json:
        outside.printer.result(answer, lambda value: views.answer(value, zone=outside.zone))
    return answer


def _unfinished(answer: Answer) -> bool:
    """Whether there is no answer, or a model stopped in the middle of one."""
    return not answer.sentences or (answer.model is not None and answer.problem is not None)
