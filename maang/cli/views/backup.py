"""(rules) Backups made, proved and put back → what the person reads."""

from datetime import tzinfo

from maang.core.backup.models import Backup, Restored, Verified
from maang.words.common import moment, plural


def made(value: Backup) -> str:
    """Where the backup is and what it holds."""
    held = f"{plural(value.rows, 'row')} in {plural(value.tables, 'table')}"
    if not value.saved:
        return f"would back up {held} to {value.file}"
    size = f"{(value.bytes or 0) / (1 << 20):.1f} MiB"
    return f"{held}, {size}: {value.file}\nprove it: maang db verify '{value.file}'"


def daily(value: Verified | None) -> str:
    """What the day's run did."""
    return "nothing to do" if value is None else f"made and verified: {value.file}"


def verified(value: Verified, zone: tzinfo) -> str:
    """That a backup can be relied on."""
    held = f"{plural(value.rows, 'row')} in {plural(value.tables, 'table')}"
    made_at = moment(value.made_at, zone)
    return f"good: restored and compared, {held}, as they were on {made_at}"


def restored(value: Restored, zone: tzinfo) -> str:
    """What was put back, and where the data before it is."""
    held = f"{plural(value.rows, 'row')} in {plural(value.tables, 'table')}"
    what = f"{held}, as they were on {moment(value.made_at, zone)}"
    if not value.replaced:
        return f"would restore {what}; it was restored beside the data and compared"
    lines = [f"restored {what}"]
    if value.schema_then != value.schema:
        lines.append(f"schema {value.schema_then} → {value.schema}")
    if value.kept is not None:
        lines.append(f"the data before: maang db restore '{value.kept}'  (undo does not reach it)")
    return "\n".join(lines)
