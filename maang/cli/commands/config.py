"""Settings, and where each value comes from."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from maang.cli.context import Invocation
from maang.cli.editor import edited
from maang.cli.exits import Exit
from maang.cli.framework import App, Context, invocation
from maang.cli.views import config as views
from maang.core.config.facts import NOTHING
from maang.core.config.listing import Shown, listing, one
from maang.core.config.loader import load
from maang.core.config.models import Loaded, Source
from maang.core.config.settings import SETTINGS, find_setting
from maang.core.config.writer import set_setting, unset_setting, write_atomically
from maang.core.errors import Invalid, MaangError, NotFound, Unavailable
from maang.core.problems.catalogue import LIST_NAMES

app = App(help=__doc__, default="show")

LIST = "list"
"""The setting that names a list."""

NOWHERE = Path("/nowhere")


def names(incomplete: str) -> Iterator[str]:
    """Names of settings that begin so."""
    return (name for name in SETTINGS if name.startswith(incomplete))


Name = Annotated[
    str, typer.Argument(metavar="NAME", help="As `show` lists it.", autocompletion=names)
]


@app.command("show", epilog="Example: maang config show --json")
def show(ctx: Context) -> None:
    """Every setting: its value, and where that comes from; passwords are masked."""
    outside = invocation(ctx)
    outside.printer.result(listing(outside.loaded), views.settings)


@app.command("get", epilog="Example: maang config get zone")
def get(ctx: Context, name: Name) -> None:
    """One value, bare; exits 1 when it is not set."""
    outside = invocation(ctx)
    shown = one(outside.loaded, name=name)
    if shown.value is None and not outside.flags.json:
        outside.diagnostics.note(f"{name} is not set")
    else:
        outside.printer.result(shown, views.value)
    if shown.value is None:
        raise typer.Exit(Exit.NO)


@app.command("set", epilog="Example: maang config set day_start 5")
def set_(
    ctx: Context,
    name: Name,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="As one would write it.")],
) -> None:
    """Write a setting into your file, - clears it; the comments in it stay."""
    if value == NOTHING:
        unset(ctx, name)
        return
    outside = invocation(ctx)
    if find_setting(name).name == LIST:
        _refuse_unknown_list(outside, value)
    if not outside.flags.dry_run:
        set_setting(outside.paths.config_file, name=name, text=value)
        _tell(outside, name, written=True)
        return
    flags = {find_setting(name).name: value}
    tried = load(outside.env, cwd=outside.cwd, paths=outside.paths, flags=flags)
    _only_tried(outside, one(tried, name=name))


@app.command("unset", epilog="Example: maang config unset company")
def unset(ctx: Context, name: Name) -> None:
    """Take a setting out of your file, so that its default holds."""
    outside = invocation(ctx)
    find_setting(name)
    if outside.flags.dry_run:
        _only_tried(outside, one(_without_file(outside), name=name))
        return
    if not unset_setting(outside.paths.config_file, name=name):
        outside.diagnostics.note(f"{name} was not in {outside.paths.config_file}")
    _tell(outside, name, written=False)


@app.command("edit", epilog="Example: EDITOR=nano maang config edit")
def edit(ctx: Context) -> None:
    """Open your file in your editor; what does not hold together is not taken over."""
    outside = invocation(ctx)
    file = outside.paths.config_file
    before = _text(file)
    _stand_in(outside)
    after = edited(outside, before, instead="maang config set")
    if after == before.strip():
        outside.diagnostics.note("nothing was changed")
    else:
        _take_over(outside, f"{after}\n")
    outside.printer.result(file, views.path)


@app.command("path", epilog='Example: cat "$(maang config path)"')
def path(ctx: Context) -> None:
    """Where your file is, or will be."""
    outside = invocation(ctx)
    outside.printer.result(outside.paths.config_file, views.path)


def _refuse_unknown_list(outside: Invocation, said: str) -> None:
    """A shipped list is known by heart; only for one's own is the database asked."""
    if said in LIST_NAMES:
        return
    try:
        outside.core.standing.list_page(said)
    except NotFound as error:
        raise Invalid(error.message, hint=error.hint) from error
    except Unavailable as error:
        outside.diagnostics.note(f"whether there is such a list could not be seen: {error.message}")


def _tell(outside: Invocation, name: str, *, written: bool) -> None:
    shown: Shown = one(outside.loaded, name=name)
    if written and shown.source is not Source.USER:
        outside.diagnostics.note(f"written, but {shown.where or shown.source} says otherwise")
    outside.printer.result(shown, views.changed)


def _only_tried(outside: Invocation, shown: Shown) -> None:
    outside.diagnostics.note("only tried: nothing was written")
    outside.printer.result(shown, views.changed)


def _without_file(outside: Invocation) -> Loaded:
    """What would hold without the person's file."""
    return load(outside.env, cwd=outside.cwd, paths=replace(outside.paths, config_file=NOWHERE))


def _stand_in(outside: Invocation) -> None:
    """Where the file is broken, the editor is found without it: it is the way to mend it."""
    try:
        outside.loaded  # noqa: B018
    except MaangError as error:
        outside.diagnostics.note(error.message)
        outside.loaded = _without_file(outside)


def _take_over(outside: Invocation, text: str) -> None:
    """Put the draft in the file's place if it holds together, else keep it beside."""
    paths = outside.paths
    draft = paths.config_file.with_name("config.draft.toml")
    try:
        write_atomically(draft, content=text.encode())
        load(outside.env, cwd=outside.cwd, paths=replace(paths, config_file=draft))
        write_atomically(paths.config_file, content=text.encode())
        draft.unlink()
    except OSError as error:
        raise Unavailable(
            f"{paths.config_file} cannot be written: {error.strerror}",
            hint=f"what you wrote is in {draft}, if there was room",
        ) from error
    except MaangError as error:
        raise Invalid(
            error.message, hint=f"{paths.config_file} is as it was; what you wrote is in {draft}"
        ) from error


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""
