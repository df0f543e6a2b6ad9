"""Tab completion for bash, zsh and fish."""

from collections.abc import Iterator
from typing import Annotated

import typer

from maang.cli.exits import Exit
from maang.cli.framework import App, Context, invocation
from maang.cli.shells import SHELLS, Place, install, place_for, script, shell_of
from maang.cli.views import completion as views
from maang.core.errors import Denied

app = App(help=__doc__)


def shells(incomplete: str) -> Iterator[str]:
    """Shells that begin so."""
    return (shell for shell in SHELLS if shell.startswith(incomplete))


@app.command("bash", epilog='Example: eval "$(maang completion bash)"')
def bash(ctx: Context) -> None:
    """Print the script for bash."""
    invocation(ctx).printer.result(script("bash"), views.script)


@app.command("zsh", epilog='Example: eval "$(maang completion zsh)"')
def zsh(ctx: Context) -> None:
    """Print the script for zsh."""
    invocation(ctx).printer.result(script("zsh"), views.script)


@app.command("fish", epilog="Example: maang completion fish | source")
def fish(ctx: Context) -> None:
    """Print the script for fish."""
    invocation(ctx).printer.result(script("fish"), views.script)


@app.command("install", epilog="Example: maang completion install zsh --yes")
def install_(
    ctx: Context,
    shell: Annotated[
        str | None, typer.Argument(help="Default: that of $SHELL.", autocompletion=shells)
    ] = None,
) -> None:
    """Put the script where the shell looks for it, and say how to undo that."""
    outside = invocation(ctx)
    chosen = shell or shell_of(outside.env)
    script(chosen)  # refuses a shell we do not know before anybody is asked
    place = place_for(chosen, env=outside.env, home=outside.paths.home)
    if outside.flags.dry_run:
        outside.diagnostics.note("only tried: nothing was written")
    elif not outside.flags.yes and not outside.interactive:
        raise Denied(
            "nobody can be asked whether to write into your shell's files",
            hint=f"maang completion install {chosen} --yes",
        )
    elif not outside.confirm(_question(place)):
        outside.diagnostics.note("nothing was written")
        raise typer.Exit(Exit.NO)
    else:
        install(place)
    outside.printer.result(place, views.installed)


def _question(place: Place) -> str:
    line = f" and add a line to {place.start_file}" if place.start_file else ""
    return f"Write {place.file}{line}?"
