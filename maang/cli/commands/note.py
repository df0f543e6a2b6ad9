"""Notes in Markdown, on a problem or on anything: add, edit, list, show, delete."""

from collections.abc import Callable
from typing import Annotated

import typer

from maang.cli.arguments import PROBLEM, typed
from maang.cli.context import Invocation
from maang.cli.editor import edited
from maang.cli.framework import App, Context, invocation
from maang.cli.views import memory as views
from maang.core.editing import kept
from maang.core.errors import MaangError
from maang.core.notes.models import NoteDone
from maang.words import memory as words

app = App(help=__doc__)

Reference = Annotated[str, typer.Argument(help="`last`, or an id's beginning.")]
Text = Annotated[str | None, typer.Argument(help="What it says; - reads it from stdin.")]
About = Annotated[
    str | None, typer.Option("--problem", "-p", help="About this problem.", autocompletion=PROBLEM)
]
Edit = Annotated[bool, typer.Option("-e", "--edit", help="Write it in your editor.")]


@app.command("add", epilog='Example: maang note add "hash of seen values, one pass" -p two-sum')
def add(
    ctx: Context,
    text: Text = None,
    problem: About = None,
    attempt: Annotated[
        str | None, typer.Option(help="On this attempt: `last`, a problem, an id's beginning.")
    ] = None,
    edit: Edit = False,
) -> None:
    """Write a note; its first line is its title."""
    outside = invocation(ctx)
    core = outside.core
    tried = core.practice.attempt(attempt) if attempt else None
    body = _given(outside, text, edit=edit or (text is None and outside.interactive), before="")
    if body is None:
        raise typer.BadParameter("say what to note: TEXT, - for stdin, or -e for your editor")
    done = _saved(
        body, lambda: core.notes.add(body, problem=problem, attempt=tried), edit or not text
    )
    outside.printer.result(done, words.note_done)


@app.command("edit", epilog='Example: maang note edit last "two passes are enough"')
def edit(
    ctx: Context,
    note: Reference = "last",
    text: Text = None,
    problem: About = None,
) -> None:
    """Say a note anew (without TEXT in your editor), or link it to a problem."""
    outside = invocation(ctx)
    core = outside.core
    in_editor = text is None and problem is None
    before = core.notes.get(note)
    body = _given(outside, text, edit=in_editor, before=before.body)
    change = lambda: core.notes.edit(str(before.id), body=body, problem=problem)  # noqa: E731
    outside.printer.result(_saved(body, change, in_editor), words.note_done)


@app.command("list", epilog="Example: maang note list -p two-sum")
def listed(
    ctx: Context,
    problem: About = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 20,
) -> None:
    """Your notes, newest first."""
    outside = invocation(ctx)
    found = outside.core.notes.listed(problem=problem, limit=limit)
    outside.printer.result(found, lambda value: views.notes(value, zone=outside.zone))


@app.command("show", epilog="Example: maang note show last")
def show(ctx: Context, note: Reference = "last") -> None:
    """One note, whole."""
    outside = invocation(ctx)
    found = outside.core.notes.get(note)
    outside.printer.result(found, lambda value: words.note(value, zone=outside.zone))


@app.command("delete", epilog="Example: maang note delete last")
def delete(ctx: Context, note: Reference) -> None:
    """Take a note out of every view; `undo` brings it back for a day, then it is purged."""
    outside = invocation(ctx)
    outside.printer.result(outside.core.notes.delete(note), words.note_done)


def _given(outside: Invocation, text: str | None, *, edit: bool, before: str) -> str | None:
    if text == "-":
        text = typed(outside)
    if not edit:
        return text
    begun = text or before
    return edited(outside, f"{begun}\n" if begun else "", instead="give TEXT, or - for stdin")


def _saved(body: str | None, save: Callable[[], NoteDone], precious: bool) -> NoteDone:
    """What was typed into an editor is not lost when it cannot be saved."""
    try:
        return save()
    except MaangError as error:
        if precious and body:
            error.hint = f"{error.hint}; your text is in {kept(body)}".removeprefix("None; ")
        raise
