"""Bring in an export, a table of your own, or company tags."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from maang.cli.context import Invocation
from maang.cli.exits import Exit
from maang.cli.framework import App, Context, invocation
from maang.cli.views import porting as views
from maang.core.errors import Denied, Invalid, NotFound, Unavailable
from maang.core.importing.reading import looks_like_export
from maang.core.porting.models import DateOrder, Ported, Sheet, Source, Take

app = App(help=__doc__, default="file")

File = Annotated[Path, typer.Argument(metavar="FILE", help="The file; - is stdin.")]
Partial = Annotated[bool, typer.Option("--partial", help="Keep the good rows, leave out the bad.")]
Replace = Annotated[
    bool, typer.Option("--replace/--merge", help="Put it in the place of all that is yours.")
]


@app.command("file", epilog="Example: maang import maang.jsonl --dry-run", hidden=True)
def file(ctx: Context, file: File, partial: Partial = False, replace: Replace = False) -> None:
    """Bring in what `maang export` wrote; a table is read as `import csv` would."""
    outside = invocation(ctx)
    take = _take(outside, partial=partial, replace=replace)
    with _source(outside, file) as source:
        with source.open() as begun:
            ours = looks_like_export(begun.read(16))
        importing = outside.core.importing
        if ours:
            _bring(outside, source, lambda told: importing.bring(source, take, told=told))
        else:
            sheet = Sheet({})
            _bring(
                outside, source, lambda told: importing.bring_table(source, take, sheet, told=told)
            )


@app.command("csv", epilog="Example: maang import csv log.csv --map 'Solved on=date' --dry-run")
def table(
    ctx: Context,
    file: File,
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="THEIRS=OURS", help="What a column is; repeatable."),
    ] = None,
    dates: Annotated[
        DateOrder | None, typer.Option("--dates", help="3/5/24: day first, or month first.")
    ] = None,
    add_problems: Annotated[
        bool, typer.Option("--add-problems", help="Add problems nobody knows.")
    ] = False,
    partial: Partial = False,
    replace: Replace = False,
) -> None:
    """Bring in a spreadsheet of attempts: problem, date, outcome, minutes, notes, company."""
    outside = invocation(ctx)
    sheet = Sheet(_mapped(columns or []), dates, add_problems)
    take = _take(outside, partial=partial, replace=replace)
    with _source(outside, file) as source:
        importing = outside.core.importing
        _bring(outside, source, lambda told: importing.bring_table(source, take, sheet, told=told))


@app.command("companies", epilog="Example: maang import companies companies.csv")
def companies(ctx: Context, file: File, partial: Partial = False) -> None:
    """Bring in which company asks what: a table with a company and a problem a row."""
    outside = invocation(ctx)
    take = Take(partial=partial)
    with _source(outside, file) as source:
        importing = outside.core.importing
        _bring(outside, source, lambda told: importing.bring_companies(source, take, told=told))


def _bring(
    outside: Invocation, source: Source, bring: Callable[[Callable[[int], None]], Ported]
) -> None:
    share = outside.diagnostics.share
    try:
        done = bring(lambda read: share(read, source.size))
    finally:
        share(1, 1)
    for note in done.notes:
        outside.diagnostics.note(note)
    dry = outside.flags.dry_run
    outside.printer.result(done, partial(views.ported, dry=dry))
    if done.bad:
        raise typer.Exit(Exit.NO)


def _take(outside: Invocation, *, partial: bool, replace: bool) -> Take:
    """How to import; to replace is asked for first."""
    if not replace or outside.flags.dry_run:
        return Take(replace, partial)
    if not outside.flags.yes and not outside.interactive:
        raise Denied("nobody can be asked whether to replace all that is yours", hint="--yes")
    if not outside.confirm("Replace all your attempts, reviews, notes and lists by this file?"):
        outside.diagnostics.note("nothing was imported")
        raise typer.Exit(Exit.NO)
    return Take(replace, partial)


def _mapped(said: list[str]) -> dict[str, str]:
    parts = [each.rpartition("=") for each in said]
    if not all(theirs and ours for theirs, _, ours in parts):
        raise typer.BadParameter("--map 'Their heading=date'")
    return {theirs.strip(): ours.strip() for theirs, _, ours in parts}


@contextmanager
def _source(outside: Invocation, file: Path) -> Iterator[Source]:
    """The file, or stdin as one: it is read twice, and a pipe may be slow."""
    if str(file) == "-":
        with tempfile.NamedTemporaryFile() as held:
            pipe = getattr(outside.stdin, "buffer", None)
            if pipe is None:
                held.write(outside.stdin.read().encode())
            else:
                shutil.copyfileobj(pipe, held)
            held.flush()
            path = Path(held.name)
            yield Source("stdin", path.stat().st_size, lambda: path.open("rb"))
        return
    path = outside.cwd / file
    try:
        size = path.stat().st_size
        if path.is_file():  # a named pipe would have us wait for whoever writes
            path.open("rb").close()
    except FileNotFoundError as error:
        raise NotFound(f"there is no file {file}") from error
    except OSError as error:
        raise Unavailable(f"{file} cannot be read: {error.strerror}") from error
    if not path.is_file():
        raise Invalid(f"{file} is no file", hint="a pipe comes in as -")
    yield Source(path.name, size, lambda: path.open("rb"))
