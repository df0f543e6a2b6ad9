"""(rules) Completion scripts, and where one was put → what the person reads."""

from maang.cli.shells import Place


def script(text: str) -> str:
    """A script is text already."""
    return text


def installed(place: Place) -> str:
    """Where the completion is, when it begins, and how to be rid of it."""
    lines = [f"{place.shell}: {place.file}"]
    if place.start_file is not None:
        lines.append(f"and a line in {place.start_file}: {place.line}")
    lines += ["it begins with the next shell you open; to undo it:"]
    return "\n".join([*lines, *(f"  {step}" for step in place.undo)])
