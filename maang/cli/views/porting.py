"""(rules) What was exported and imported → what the person reads."""

from maang.core.porting.kinds import counted
from maang.core.porting.models import Exported, Ported
from maang.words.common import plural


def exported(value: Exported) -> str:
    """Where an export is."""
    return f"{value.format.value}, {value.bytes / 1024:.1f} KiB: {value.file}"


def ported(value: Ported, *, dry: bool) -> str:
    """What became of an import, and how it is taken back."""
    new, known = counted(value.new), counted(value.known)
    would = "would bring" if dry else "brought"
    lines = [f"{value.file}: {would} {new}" if new else f"{value.file}: nothing new"]
    if value.replaced:
        lines[0] += ", in the place of all that was here"
    if known:
        lines.append(f"here already: {known}")
        if "attempt" in value.known and not value.new.get("attempt"):
            lines.append("an attempt that was taken back here stays so")
    if value.days is not None:
        lines.append(
            f"from {value.days[0]} to {value.days[1]}; {plural(value.due, 'card')} due now"
        )
    if value.bad:
        left = "cannot be used" if dry else "left out"
        lines.append(f"{plural(len(value.bad), 'row')} {left}:")
        lines += [row.said for row in value.bad]
    if value.replaced and value.backup is not None:
        lines.append(f"the data before: maang db restore '{value.backup}'  (undo cannot reach it)")
    elif value.changed and not dry:
        lines.append("take it out again: maang undo")
    return "\n".join(lines)
