"""Ordered lists: show, next, progress, import your own."""

from pathlib import Path
from typing import Annotated

import typer

from maang.cli.arguments import LARGEST_FILE, text_of
from maang.cli.commands.problem import list_names
from maang.cli.context import Invocation
from maang.cli.exits import Exit
from maang.cli.framework import App, Context, invocation
from maang.cli.views import lists as views
from maang.core.errors import Invalid

app = App(help=__doc__, default="show")

List = Annotated[
    str | None,
    typer.Argument(
        metavar="[LIST]",
        help="A list's slug or name; else the active one.",
        autocompletion=list_names,
    ),
]


@app.command("show", epilog="Example: maang list show blind-75")
def show(
    ctx: Context,
    of: Annotated[
        str | None,
        typer.Argument(metavar="[LIST]", help="A list's slug or name.", autocompletion=list_names),
    ] = None,
) -> None:
    """A list's problems in its order; without LIST all lists, and how far you are."""
    outside = invocation(ctx)
    if of is None:
        outside.printer.result(outside.core.standing.lists(), views.lists)
        return
    page = outside.core.standing.list_page(of)
    outside.printer.result(page, lambda value: views.page(value, now=outside.clock()))


@app.command("next", epilog="Example: maang list next neetcode-150 -n 5")
def upcoming(
    ctx: Context,
    of: List = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 3,
) -> None:
    """The first problems of a list that you never tried."""
    outside = invocation(ctx)
    found = outside.core.standing.upcoming(of, limit=limit)
    outside.printer.result(found, lambda lines: views.upcoming(lines, now=outside.clock()))


@app.command("progress", epilog="Example: maang list progress grind-75")
def progress(ctx: Context, of: List = None) -> None:
    """How far you are in a list, pattern by pattern."""
    outside = invocation(ctx)
    outside.printer.result(outside.core.standing.progress(of), views.progress)


@app.command("import", epilog='Example: maang list import team.csv --name "Team list"')
def import_(
    ctx: Context,
    file: Annotated[Path, typer.Argument(help="CSV, a problem a line; - is stdin.")],
    name: Annotated[str, typer.Option(help="What the list is called.")],
    slug: Annotated[str | None, typer.Option(help="Its short name; made from the name.")] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Leave out rows that name no problem.")
    ] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of your list of that name.")
    ] = False,
) -> None:
    """Make a list of your own from a file with a slug, number, title or URL a line."""
    outside = invocation(ctx)
    made = outside.core.problems.import_list(
        _read(outside, file), name=name, slug=slug, partial=partial, overwrite=replace
    )
    if made.repeated:
        lines = ", ".join(map(str, made.repeated))
        outside.diagnostics.note(f"named once more and dropped: line {lines}")
    outside.printer.result(made, views.imported)
    if made.skipped:
        raise typer.Exit(Exit.NO)


def _read(outside: Invocation, file: Path) -> str:
    """What the file holds. Raises NotFound, and Invalid for what is too large or not UTF-8."""
    if str(file) != "-":
        return text_of(outside, file) or ""
    try:
        text = outside.stdin.read(LARGEST_FILE + 1)
        size = len(text.encode())
    except UnicodeError as error:
        raise Invalid("stdin is not text", hint="UTF-8 is what we read") from error
    if size > LARGEST_FILE:
        raise Invalid("stdin has too much text", hint=f"at most {LARGEST_FILE} bytes")
    return text
