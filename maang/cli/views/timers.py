"""(rules) What a timer shows → what the person reads."""

from maang.core.timers.models import Reading
from maang.words.common import named


def reading(value: Reading | None) -> str:
    """One line: the time, for what, and whether it runs."""
    if value is None:
        return "no timer is open; `maang timer start PROBLEM` starts one"
    state = "stopped" if value.stopped else "running" if value.running else "paused"
    parts = [_clock(value.seconds), state]
    if value.problem is not None:
        parts.append(f"for {named(value.problem)}")
    if value.capped:
        parts.append("(cut there: it ran on after you walked away)")
    line = "  ".join(parts[:2]) + "".join(f" {part}" for part in parts[2:])
    if not value.stopped:
        return line
    slug = value.problem.slug if value.problem else "PROBLEM"
    return f"{line}\n`maang log {slug}` takes its {value.minutes} min"


def _clock(seconds: int) -> str:
    """65 → `1:05`, 3700 → `1:01:40`."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
