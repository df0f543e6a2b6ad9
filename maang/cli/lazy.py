"""The root command: it knows every command by its line of help and imports only the one chosen."""

import difflib
import importlib
from typing import Any

import typer
from typer.core import TyperGroup, TyperOption

from maang import __version__
from maang.cli.contents import CONTENTS, DEFAULT, ENTRIES
from maang.cli.context import Invocation
from maang.cli.framework import App, Command, Helpful, global_options, invocation
from maang.cli.variables import COMPLETE

ABOUT = "A training log and sparring partner for engineers who prepare for big-tech interviews."

EPILOG = (
    "`maang help COMMAND` shows one command; `maang help exit-codes` the codes scripts rely on."
)


class Root(Helpful, TyperGroup):
    """`maang` itself."""

    def __init__(self) -> None:
        super().__init__(
            name="maang",
            params=[*global_options(), _version_option()],
            help=ABOUT,
            epilog=EPILOG,
            rich_markup_mode=None,
            context_settings={"help_option_names": ["-h", "--help"]},
            callback=None,
        )
        for param in self.params:
            param.hidden = False  # type: ignore[attr-defined]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Without a command it is the page of the day."""
        rest = super().parse_args(ctx, args)
        if not ctx._protected_args and not ctx.resilient_parsing:  # completing knows better
            ctx._protected_args = [DEFAULT]
        return rest

    def complete(self, outside: Invocation) -> None:
        """Answer a shell that completes, and leave. Typer knows the shells only in its own apps."""
        if outside.env.get(COMPLETE):
            from typer._completion_classes import completion_init

            completion_init()
            self._main_shell_completion({"obj": outside}, "maang", COMPLETE)

    def list_commands(self, ctx: Any) -> list[str]:
        """Every command, in the order of the table of contents."""
        return list(ENTRIES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command, imported now."""
        entry = ENTRIES.get(cmd_name)
        if entry is None:
            return None
        module = importlib.import_module(f"maang.cli.commands.{entry.module}")
        app: App = module.app
        return typer.main.get_command(app)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As Typer does, with the nearest commands in the error."""
        if args[0] not in ENTRIES:
            near = difflib.get_close_matches(args[0], ENTRIES, n=3)
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"there is no command {args[0]!r}.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The table of contents; nothing is imported for it."""
        for section, entries in CONTENTS.items():
            with formatter.section(section):
                formatter.write_dl([(entry.name, entry.help) for entry in entries])

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Names of commands, without importing them."""
        from typer._click.shell_completion import CompletionItem

        names = [e for e in ENTRIES.values() if e.name.startswith(incomplete)]
        found = [CompletionItem(entry.name, help=entry.help) for entry in names]
        return (
            found
            if not incomplete.startswith("-")
            else Command.shell_complete(self, ctx, incomplete)
        )


def _version_option() -> TyperOption:
    return TyperOption(
        param_decls=["version", "--version", "-V"],
        is_flag=True,
        default=False,
        expose_value=False,
        callback=_show_version,
        help="Show the version and leave.",
    )


def _show_version(ctx: Any, param: Any, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        invocation(ctx).printer.result({"version": __version__}, lambda v: f"maang {v['version']}")
        ctx.exit()
