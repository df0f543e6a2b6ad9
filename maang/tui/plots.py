"""(rules) Values → plots made of text; each is told its width and keeps to it."""

from collections.abc import Mapping, Sequence

from rich.text import Text

from maang.core.forecasts.models import ForecastDay
from maang.core.stats.models import FEW, DayTotals, Standing
from maang.words.common import minutes

HEAT = (("·", "dim"), ("▪", "green"), ("▪", "bold green"), ("■", "green"), ("■", "bold green"))
"""No attempts, one, two, three or four, more: shape and weight differ, not the colour alone."""

LEGEND = "  · 0  ▪ 1-2  ■ 3+"
"""What the shapes mean, in attempts a day."""

WEEKDAYS = ("Mon", "", "Wed", "", "Fri", "", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

EIGHTHS = "▏▎▍▌▋▊▉"


def heat_map(days: Sequence[DayTotals], *, width: int) -> Text:
    """A column for each week, a row for each weekday; as many weeks as fit, the newest last. What
    the shapes mean stands beside them, where there is room."""
    weeks: list[dict[int, DayTotals]] = []
    for day in days:
        if not weeks or day.date.weekday() == 0:
            weeks.append({})
        weeks[-1][day.date.weekday()] = day
    weeks = weeks[-max(1, width - 4) :]
    lines = [Text(f"    {_months(weeks)}", style="dim")]
    for weekday, name in enumerate(WEEKDAYS):
        line = Text().append(f"{name:<4}", style="dim")
        for week in weeks:
            line.append(*(_heat(week[weekday]) if weekday in week else (" ", "")))
        lines.append(line)
    if 4 + len(weeks) + len(LEGEND) <= width:
        lines[1].append(" " * (4 + len(weeks) - lines[1].cell_len) + LEGEND, style="dim")
    return _joined(lines)


def bars(values: Mapping[str, Standing], *, width: int) -> Text:
    """A line for each: name, a bar of the share that was solved (dim where it rests on few
    attempts), and the counts behind it."""
    name_width = min(max(map(len, values), default=0), max(8, width - 22))
    room = max(4, width - name_width - 12)
    lines = []
    for name, one in values.items():
        line = Text(name)
        line.truncate(name_width, overflow="ellipsis", pad=True)
        line.append(" ")
        share = one.solved / one.attempted if one.attempted else 0.0
        line.append(bar(share, room).ljust(room), style="dim" if one.n < FEW else "green")
        line.append(f" {one.solved:>4} of {one.attempted}", style="dim")
        lines.append(line)
    return _joined(lines)


def load(days: Sequence[ForecastDay], *, width: int) -> Text:
    """A line for each coming day: a bar of its minutes, and how many reviews they are."""
    most = max((day.minutes for day in days), default=0)
    room = max(4, width - 20)
    lines = []
    for place, day in enumerate(days):
        name = "today" if place == 0 else f"{day.date:%a} {day.date.day:>2}"
        line = Text().append(f"{name:<7}", style="" if place == 0 else "dim")
        line.append(bar(day.minutes / most if most else 0.0, room), style="cyan")
        said = f" {day.reviews}, {minutes(day.minutes)}" if day.reviews else "-"
        line.append(said, style="dim")
        lines.append(line)
    return _joined(lines)


def bar(share: float, width: int) -> str:
    """A bar of `share` (0 to 1) of `width` columns, exact to an eighth of a column."""
    eighths = round(max(0.0, min(1.0, share)) * width * 8)
    full, rest = divmod(eighths, 8)
    return "█" * full + (EIGHTHS[rest - 1] if rest else "")


def _heat(day: DayTotals) -> tuple[str, str]:
    steps = (0, 1, 2, 4)
    return HEAT[next((place for place, most in enumerate(steps) if day.attempts <= most), 4)]


def _months(weeks: Sequence[Mapping[int, DayTotals]]) -> str:
    """The name of a month above the first week that begins in it. A month of which only the end is
    shown has one where it does not stand in the next one's place."""
    months = [min(day.date for day in week.values()).month for week in weeks]
    first = [place for place, month in enumerate(months) if months[place - 1 : place] != [month]]
    if len(first) > 1 and first[1] <= len("Jan"):
        first = first[1:]
    line = ""
    for place in first:
        if place <= len(weeks) - len("Jan"):
            line = line.ljust(place) + MONTHS[months[place] - 1]
    return line


def _joined(lines: Sequence[Text]) -> Text:
    return Text("\n", no_wrap=True, overflow="ellipsis").join(lines)
