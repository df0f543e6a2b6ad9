"""End a login: its secret is removed from everywhere it was kept."""

from typing import Annotated

import typer

from maang.cli.framework import App, Context, invocation
from maang.cli.views import accounts as views

app = App(help=__doc__)


@app.command("logout", epilog="Example: maang logout leetcode")
def logout(
    ctx: Context,
    platform: Annotated[str, typer.Argument(help="leetcode, codeforces, github …")],
) -> None:
    """End a login: its secret is removed from everywhere it was kept."""
    outside = invocation(ctx)
    ended = outside.core.logins.logout(platform)
    for notice in ended.left:
        outside.diagnostics.note(notice)
    outside.printer.result(ended, views.logged_out)
