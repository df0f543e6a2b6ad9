"""Write everything of yours as JSON Lines, CSV, Markdown or Anki."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from maang.cli.context import Invocation
from maang.cli.framework import App, Context, invocation
from maang.cli.views import porting as views
from maang.core.errors import Invalid
from maang.core.exporting.writing import write_whole
from maang.core.porting.models import Exported, Format

app = App(help=__doc__, default="all")


@app.command("all", epilog="Example: maang export -o maang.jsonl", hidden=True)
def export(
    ctx: Context,
    form: Annotated[
        Format, typer.Option("--format", "-f", help="Only jsonl holds everything.")
    ] = Format.JSONL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The file; - or none is stdout.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file.")] = False,
) -> None:
    """Write everything of yours as JSON Lines, CSV, Markdown or Anki."""
    outside = invocation(ctx)
    blocks = outside.core.exporting.blocks(form)
    if output is None or str(output) == "-":
        _to_stdout(outside, form, blocks)
        return
    file = outside.cwd / output
    if outside.flags.dry_run:
        size = sum(map(len, blocks))
    else:
        size = write_whole(file, blocks, force=force)
    outside.printer.result(Exported(file, form, size), views.exported)


def _to_stdout(outside: Invocation, form: Format, blocks: Iterable[bytes]) -> None:
    """By way of a file: a reader that is slow must not keep the database waiting."""
    if form is Format.ANKI and (outside.terminal.reads_output or outside.flags.json):
        raise Invalid("an Anki package is no text", hint="-o maang.apkg")
    with tempfile.TemporaryFile() as held:
        for block in blocks:
            held.write(block)
        held.seek(0)
        if outside.flags.json:
            text = held.read().decode()
            value = {"file": None, "format": form, "bytes": held.tell(), "content": text}
            outside.printer.result(value, lambda _: "")
            return
        for line in held:
            outside.printer.copy(line)
