"""(rules) What Typer says of a wrong command line, in the words of everything else we say."""

import re
from typing import Any

INSTEAD = {
    r"is not a valid int(eger)?( range)?": "is no whole number",
    r"is not a valid float( range)?": "is no number",
    r"is not in the range x>=(\S+?)(?=\.?$)": r"is less than \1",
    r"is not in the range (\S+)<=x<=(\S+?)(?=\.?$)": r"is not from \1 to \2",
    r"requires an argument": "needs a value",
    r"\(Possible options: (.*)\)": r"(there is \1)",
    r"\. Choose from:\s*": ": ",
    r"^Invalid value for ((?:'-[^']*'(?: / )?)+): ": r"\1: ",
    r"\.$": "",
}
"""Typer's words → ours."""


def plainly(said: str) -> str:
    """`Invalid value for '--minutes': 'x' is not a valid int.` → `'--minutes': 'x' is no whole
    number`."""
    for theirs, ours in INSTEAD.items():
        said = re.sub(theirs, ours, said)
    return said[:1].lower() + said[1:]


def how_to_go_on(ctx: Any, said: str) -> str:
    """The hint for a wrong line: where its help is, and what a word too many may have been."""
    help_on = f"{ctx.command_path} --help"
    if "unexpected extra argument" not in said:
        return help_on
    noun: Any = ctx.parent and ctx.parent.command
    if not getattr(noun, "default_verb", None):
        return f"several words go in quotes; {help_on}"
    verbs = ", ".join(noun.list_commands(ctx.parent))
    return f"several words go in quotes, a verb is one of {verbs}; {help_on}"
