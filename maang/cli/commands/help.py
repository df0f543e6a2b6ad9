"""Help on a command, or on `exit-codes`."""

import difflib
from collections.abc import Iterable
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from maang.cli.contents import ENTRIES
from maang.cli.exits import MEANINGS
from maang.cli.framework import App, Context, invocation
from maang.cli.views import help as views
from maang.core.errors import NotFound

app = App(help=__doc__)

EXIT_CODES = "exit-codes"


def topics(incomplete: str) -> Iterable[str]:
    """What help can be had on."""
    return (name for name in (*ENTRIES, EXIT_CODES) if name.startswith(incomplete))


@app.command("help", epilog="Example: maang help log amend")
def help_(
    ctx: Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="COMMAND", help="And its verb.", autocompletion=topics),
    ] = None,
) -> None:
    """Help on a command, or on `exit-codes`."""
    outside = invocation(ctx)
    if words == [EXIT_CODES]:
        outside.printer.result(MEANINGS, views.exit_codes)
        return
    outside.printer.result(_page(ctx.find_root(), tuple(words or ())), views.page)


def _page(root: Any, words: tuple[str, ...]) -> str:
    """The help page of the command that the words lead to. Raises NotFound."""
    context = root
    for word in words:
        group = context.command
        verbs = group.list_commands(context) if isinstance(group, TyperGroup) else []
        if word not in verbs:
            raise _unknown(context.command_path, word, verbs)
        command: Any = group.get_command(context, word)
        context = typer.Context(command, parent=context, info_name=word)
    page: str = context.command.get_help(context)
    return page


def _unknown(path: str, word: str, verbs: list[str]) -> NotFound:
    near = difflib.get_close_matches(word, [*verbs, EXIT_CODES], n=1)
    hint = f"did you mean {near[0]}?" if near else f"{path} --help"
    return NotFound(f"`{path}` has no command {word!r}", hint=hint)
