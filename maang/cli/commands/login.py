"""Log in on a platform, so that sync can read what is yours; or list the logins."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, TextIO, cast

import typer

from maang.cli.arguments import text_of
from maang.cli.context import Invocation
from maang.cli.framework import App, Context, invocation
from maang.cli.hidden import hidden
from maang.cli.views import accounts as views
from maang.core.accounts.models import Keep
from maang.core.accounts.shapes import WHERE_TO_LOOK, pasted
from maang.core.config.logins import MODELS, NO_USER, parts_of
from maang.core.config.secret import Secret
from maang.core.errors import Invalid

app = App(help=__doc__)

LARGEST = 1 << 16
"""Characters of stdin that are taken for a secret."""


@app.command("login", epilog="Example: maang login leetcode --store file < cookie.txt")
def login(
    ctx: Context,
    platform: Annotated[str | None, typer.Argument(help="leetcode, github, openai …")] = None,
    user: Annotated[
        str | None, typer.Option(help="Your user name there; alone, only what is public.")
    ] = None,
    store: Annotated[
        Keep, typer.Option(help="Where to keep it; a file (0600) can be read by cron.")
    ] = Keep.KEYRING,
    source: Annotated[
        Path | None, typer.Option("--from", help="A file with the secret; - is stdin.")
    ] = None,
    check: Annotated[
        bool, typer.Option("--check/--no-check", help="Ask the platform whose it is.")
    ] = True,
    show: Annotated[bool, typer.Option("--list", help="Show the logins instead.")] = False,
) -> None:
    """Log in with a secret from a prompt that shows nothing, from stdin, or from a file."""
    outside = invocation(ctx)
    if show:
        found = outside.core.sources.logins()
        outside.printer.result(found, lambda value: views.logins(value, zone=outside.zone))
        return
    if platform is None:
        raise typer.BadParameter("name a platform, or --list", ctx=ctx)
    sources = outside.core.sources
    if platform not in MODELS:
        sources.require(platform)
    if platform in NO_USER and not parts_of(platform):
        setting = f"llm {platform}" if platform in MODELS else f"{platform}.folder DIRECTORY"
        raise Invalid(f"{platform} needs no login", hint=f"maang config set {setting}")
    made = outside.core.logins.login(
        platform,
        _given(outside, platform, source=source, user=user),
        user=user,
        keep=Keep(store),
        check=sources.who if check and platform not in MODELS else None,
    )
    for notice in made.notices:
        outside.diagnostics.note(notice)
    outside.printer.result(made, lambda value: views.logged_in(value, zone=outside.zone))


def _given(
    outside: Invocation, platform: str, *, source: Path | None, user: str | None
) -> Mapping[str, Secret]:
    """The secrets, from wherever they come; none where a user name has to do."""
    text = ""
    if source is not None and str(source) != "-":
        text = text_of(outside, source) or ""
    elif parts_of(platform) and source is None and _can_be_asked(outside):
        text = _asked(outside, platform, optional=user is not None)
    elif parts_of(platform):
        text = _piped(outside)
    if text.strip():
        return pasted(platform, text)
    if user is None:
        wanted = " and ".join(part.said for part in parts_of(platform)) or "your user name (--user)"
        raise Invalid(
            f"{platform}: nothing was given; a login needs {wanted}",
            hint=WHERE_TO_LOOK.get(platform) or f"maang login {platform} --user NAME",
        )
    return {}


def _asked(outside: Invocation, platform: str, *, optional: bool) -> str:
    """What the person pastes, part by part, unless the first has them all."""
    if hint := WHERE_TO_LOOK.get(platform):
        outside.diagnostics.note(hint)
    said: list[str] = []
    with hidden(outside.stdin) as lines:
        for part in parts_of(platform):
            question = f"{part.said} (not shown{', Enter for none' if optional else ''}):"
            answer = outside.diagnostics.prompt(question, cast(TextIO, lines))
            outside.diagnostics.note("")
            said.append(answer)
            if not answer or any(mark in answer for mark in "; ="):
                break
    return "\n".join(said)


def _can_be_asked(outside: Invocation) -> bool:
    return outside.terminal.interactive and not outside.flags.no_input


def _piped(outside: Invocation) -> str:
    """What stdin holds; a terminal would show it, so there it is nothing."""
    return "" if outside.stdin.isatty() else outside.stdin.read(LARGEST)
