"""What is remembered: files, notes, attempts; search, remember, forget, index, stats."""

from pathlib import Path
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
from maang.cli.views import memory as views
from maang.cli.views.found import passages as found_view
from maang.core.errors import Denied
from maang.core.memory.models import Memory
from maang.core.retrieval.models import FLOOR
from maang.words import memory as words
from maang.words.common import beginnings, plural

app = App(help=__doc__)


@app.command("remember", epilog="Example: maang memory remember notes")
def remember(
    ctx: Context,
    path: Annotated[Path, typer.Argument(help="A Markdown file, or a folder of them.")],
) -> None:
    """Remember Markdown files; those that have not changed are skipped."""
    outside = invocation(ctx)
    outside.printer.result(outside.core.memory.remember(outside.cwd / path), words.folder_read)


@app.command("search", epilog='Example: maang memory search "why the map comes first"')
def search(
    ctx: Context,
    query: Annotated[
        list[str],
        typer.Argument(help='A question, words, "a phrase", -without, `a_name`.'),
    ],
    kind: Kind = None,
    source: Source = None,
    problem: OnProblem = None,
    pattern: Pattern = None,
    company: Company = None,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 10,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what each term adds to a passage's score.")
    ] = False,
    anything: Annotated[
        bool, typer.Option("--anything", help="The nearest passages, even if none is relevant.")
    ] = False,
) -> None:
    """Find passages by meaning and by words; exits with 1 when nothing is relevant."""
    outside = invocation(ctx)
    core = outside.core
    asked = narrowed(
        outside,
        problem=problem,
        pattern=pattern,
        kind=kind,
        source=source,
        company=company,
        since=since,
        until=until,
    )
    core.indexing.index(seconds=DRAINING, words_will_do=True)
    switched_off = {FLOOR} if anything else ()
    found = core.search.search(
        " ".join(query), limit=limit, filters=asked, switched_off=switched_off
    )
    for note in words.about_search(found):
        outside.diagnostics.note(note)
    if not found.passages:
        outside.diagnostics.note("nothing relevant found; --anything shows what comes nearest")
    if found.passages or outside.flags.json:
        outside.printer.result(
            found, lambda value: found_view(value, zone=outside.zone, explain=explain)
        )
    if not found.passages:
        raise typer.Exit(Exit.NO)
    core.search.shown(found)


@app.command("list", epilog="Example: maang memory list --kind attempt")
def listed(
    ctx: Context,
    kind: Annotated[
        str | None, typer.Option(help="Only note, attempt, document; or notes, log, files.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many.")] = 20,
) -> None:
    """What is remembered, newest first."""
    outside = invocation(ctx)
    found = outside.core.memory.listed(kind=kind, limit=limit)
    outside.printer.result(found, lambda value: views.memories(value, zone=outside.zone))


@app.command("index", epilog="Example: maang memory index")
def index(
    ctx: Context,
    seconds: Annotated[
        float | None, typer.Option(min=0, help="Stop after so many seconds; the rest waits.")
    ] = None,
    background: Annotated[
        bool, typer.Option("--background", hidden=True, help="The run that starts by itself.")
    ] = False,
) -> None:
    """Index what waits, and what was written before there was memory; safe to stop at any time."""
    outside = invocation(ctx)
    if background:
        outside.printer.result(outside.core.index_in_background(), words.indexed_later)
        return
    outside.printer.result(outside.core.indexing.index(seconds=seconds), words.indexed)


@app.command("reindex", epilog="Example: maang memory reindex")
def reindex(
    ctx: Context,
    model: Annotated[str | None, typer.Option(help="Move to this model.")] = None,
) -> None:
    """Index everything anew; search goes on with the old vectors until the new ones are whole."""
    outside = invocation(ctx)
    outside.printer.result(outside.core.indexing.reindex(model), words.reindexed)


@app.command("forget", epilog="Example: maang memory forget notes/old.md")
def forget(
    ctx: Context,
    what: Annotated[
        str, typer.Argument(help="An id's beginning, a path, a kind or source, or words it has.")
    ],
    now: Annotated[
        bool, typer.Option("--now", help="Purge it at once; `undo` cannot bring it back.")
    ] = False,
) -> None:
    """Forget texts: out of every view at once, purged after a day; `undo` until then."""
    outside = invocation(ctx)
    memory = outside.core.memory
    meant = memory.meant(what, cwd=outside.cwd)
    if (now or len(meant) > 1) and not _agreed(outside, meant, now=now):
        outside.diagnostics.note("nothing was forgotten")
        raise typer.Exit(Exit.NO)
    done = memory.forget(meant, purge=now)
    outside.printer.result(done, lambda value: words.forgotten(value, zone=outside.zone))


@app.command("stats", epilog="Example: maang memory stats")
def stats(ctx: Context) -> None:
    """Texts by kind, chunks, what waits, the model, the size."""
    outside = invocation(ctx)
    outside.printer.result(outside.core.indexing.stats(), words.stats)


def _agreed(outside: Invocation, meant: list[Memory], *, now: bool) -> bool:
    flags = outside.flags
    said = f"{'Purge' if now else 'Forget'} {plural(len(meant), 'text')}"
    if not (flags.yes or flags.dry_run or outside.interactive):
        raise Denied(f"nobody can be asked: {said.lower()}", hint="say --yes")
    shown = meant[: words.SHOWN]
    for each, beginning in zip(shown, beginnings([each.id for each in shown]), strict=True):
        outside.diagnostics.note(f"  {beginning} {each.kind}: {each.title}")
    return flags.dry_run or outside.confirm(f"{said} for good?" if now else f"{said}?")
