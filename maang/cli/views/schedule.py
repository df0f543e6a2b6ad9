"""(rules) When sync runs by itself → what the person reads."""

from collections.abc import Sequence

from maang.core.sync.schedule import Schedule


def draft(value: Schedule) -> str:
    """The entry alone, to be put where it belongs."""
    return value.entry


def installed(value: Schedule) -> str:
    """What was written, and how to look after it."""
    return (
        f"{value.kind} runs sync from now on:\n{value.entry}\n"
        f"its log: {value.log}\nto end it: maang sync schedule --remove"
    )


def current(value: Schedule | None) -> str:
    """What stands there now."""
    if value is None:
        return "nothing is scheduled: maang sync schedule --every 4h"
    return f"{value.kind}:\n{value.entry}\nits log: {value.log}"


def removed(values: Sequence[Schedule]) -> str:
    """What was taken away."""
    if not values:
        return "nothing was scheduled"
    return "\n".join(f"removed from {value.kind}:\n{value.entry}" for value in values)
