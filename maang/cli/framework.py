"""How commands are declared: `Group` for several verbs, `single` for one, global options on each.

Global options may stand before or after the command (`maang --json today`, `maang today --json`).
A group may name a default verb: `maang log two-sum` is `maang log add two-sum`.
"""

import difflib
from collections.abc import Callable
from typing import Any, TypeVar

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from maang.cli.context import Invocation
from maang.cli.journal import followed

Function = TypeVar("Function", bound=Callable[..., Any])

Context = typer.Context

LONGEST = 200
"""Characters of a verb's line of help that its group shows: no line of ours is longer."""


def invocation(ctx: Context) -> Invocation:
    """The invocation a command runs in."""
    found: Invocation = ctx.obj
    return found


def global_options() -> list[TyperOption]:
    """Fresh options that every command understands."""
    return [
        _flag("json", "--json", help="Print the bare value as JSON; errors as one JSON line."),
        _flag("quiet", "--quiet", "-q", help="Errors only on stderr.", hidden=True),
        TyperOption(
            param_decls=["verbose", "--verbose", "-v"],
            count=True,
            default=0,
            help="Say more in the log.",
            hidden=True,
            is_eager=True,
            expose_value=False,
            callback=_remember,
        ),
        _flag("debug", "--debug", help="Show tracebacks.", hidden=True),
        _flag("no_input", "--no-input", help="Never ask; fail with a hint.", hidden=True),
        _flag("yes", "--yes", "-y", help="Answer questions with yes.", hidden=True),
        _flag("dry_run", "--dry-run", help="Do it, show it, save nothing.", hidden=True),
        TyperOption(
            param_decls=["color", "--color"],
            default="auto",
            metavar="WHEN",
            help="auto, always or never.",
            hidden=True,
            is_eager=True,
            expose_value=False,
            callback=_color,
        ),
    ]


class Helpful:
    """Shows help through the printer, like every other answer."""

    def get_help_option(self, ctx: Any) -> Any:
        """Typer's option with our way of printing."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.callback = _show_help
        return option


class Command(Helpful, TyperCommand):
    """A command that understands the global options."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(global_options())

    def invoke(self, ctx: Any) -> Any:
        """Run it, followed in the log if the person asked for that."""
        with followed(invocation(ctx), ctx.command_path):
            return super().invoke(ctx)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """The options; below those of a default verb, the other verbs."""
        super().format_options(ctx, formatter)
        group = ctx.parent and ctx.parent.command
        if isinstance(group, Group) and group.default_verb == self.name:
            group.format_commands(ctx.parent, formatter)


class Group(Helpful, TyperGroup):
    """Verbs under one noun, with an optional default verb."""

    default_verb: str | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.extend(global_options())
        self.no_args_is_help = False

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Send what names no verb to the default one."""
        completing = ctx.resilient_parsing and not args  # then it may still become any verb
        if self.default_verb and not completing and not self._names_verb(args):
            args = [self.default_verb, *args]
        rest = super().parse_args(ctx, args)
        if not ctx._protected_args and not ctx.resilient_parsing:
            ctx.fail(f"name a verb: {', '.join(self.list_commands(ctx))}")
        return rest

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """As Typer does, with the verbs there are in the error."""
        if args[0] not in self.commands:
            verbs = self.list_commands(ctx)
            near = difflib.get_close_matches(args[0], verbs, n=3)
            meant = f"did you mean {' or '.join(near)}?" if near else f"name {', '.join(verbs)}"
            ctx.fail(f"{ctx.command_path} has no verb {args[0]!r}: {meant}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Each verb and its line of help, wrapped where Typer would cut it off."""
        verbs = [(name, self.commands[name]) for name in self.list_commands(ctx)]
        lines = [(name, verb.get_short_help_str(LONGEST)) for name, verb in verbs]
        with formatter.section("Commands"):
            formatter.write_dl(lines)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """Its verbs, and whatever its default verb could begin with."""
        found = super().shell_complete(ctx, incomplete)
        if self.default_verb is None:
            return found
        default = self.commands[self.default_verb]
        with default.make_context(self.default_verb, [], parent=ctx, resilient_parsing=True) as sub:
            first = next((each for each in default.params if isinstance(each, TyperArgument)), None)
            if first is None or incomplete.startswith("-"):
                return [*found, *default.shell_complete(sub, incomplete)]
            return [*found, *first.shell_complete(sub, incomplete)]

    def _names_verb(self, args: list[str]) -> bool:
        """Whether the first word is a verb; global options may stand before it."""
        known = {flag for param in self.params for flag in param.opts}
        words = iter(args)
        for word in words:
            if word == "--color":
                next(words, None)
            elif word not in known and not word.startswith("--color="):
                return word in self.commands
        return False


class App(typer.Typer):
    """A Typer whose commands understand the global options."""

    def __init__(self, *, help: str, default: str | None = None) -> None:  # noqa: A002 - Typer's word
        kind = type("DefaultGroup", (Group,), {"default_verb": default}) if default else Group
        super().__init__(
            cls=kind,
            help=help,
            add_completion=False,
            rich_markup_mode=None,
            pretty_exceptions_enable=False,
            context_settings={"help_option_names": ["-h", "--help"]},
        )

    def command(  # type: ignore[override]
        self, name: str | None = None, *, epilog: str | None = None, hidden: bool = False
    ) -> Callable[[Function], Function]:
        """Register a verb; `epilog` shows an example below its help."""
        return super().command(
            name,
            cls=Command,
            epilog=epilog,
            hidden=hidden,
            context_settings={"help_option_names": ["-h", "--help"]},
        )


def _flag(name: str, *flags: str, help: str, hidden: bool = False) -> TyperOption:  # noqa: A002
    return TyperOption(
        param_decls=[name, *flags],
        is_flag=True,
        default=False,
        help=help,
        hidden=hidden,
        is_eager=True,  # before whatever prints and leaves, such as --version
        expose_value=False,
        callback=_remember,
    )


def _show_help(ctx: Any, param: Any, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        invocation(ctx).printer.text(ctx.get_help())
        ctx.exit()


def _remember(ctx: Any, param: Any, value: Any) -> None:
    if value and not ctx.resilient_parsing:
        setattr(invocation(ctx).flags, param.name, value)


def _color(ctx: Any, param: Any, value: str) -> None:
    if value not in ("auto", "always", "never"):
        raise typer.BadParameter(f"{value!r} is not one of auto, always, never", ctx=ctx)
    if value != "auto" and not ctx.resilient_parsing:
        invocation(ctx).flags.color = value
