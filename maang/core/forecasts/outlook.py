"""(rules) Cards as they stand → what falls due day by day."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from maang.core.forecasts.models import ForecastDay
from maang.core.reviews.models import Card, Recall, Targets
from maang.core.reviews.scheduler import Scheduler


def outlook(
    cards: Iterable[Card], *, scheduler: Scheduler, targets: Targets, now: datetime, days: int
) -> list[ForecastDay]:
    """So many days from today on. Cards nobody answered, or due later, are left out."""
    today = scheduler.calendar.day_of(now)
    due: dict[date, list[tuple[int, float]]] = defaultdict(list)
    for card in cards:
        if card.recall is None:
            continue
        day = max(today, scheduler.calendar.day_of(card.recall.due_at))
        minutes = targets.of(card.problem.difficulty)
        due[day].append((minutes, _chance(card.recall, scheduler, day)))
    return [_day(day, due[day]) for day in (today + timedelta(days=at) for at in range(days))]


def _chance(recall: Recall, scheduler: Scheduler, day: date) -> float:
    elapsed = (day - scheduler.calendar.day_of(recall.reviewed_at)).days
    return scheduler.chance(recall.stability, days=max(0, elapsed))


def _day(day: date, due: list[tuple[int, float]]) -> ForecastDay:
    minutes = sum(each for each, _ in due)
    recall = round(sum(chance for _, chance in due) / len(due), 4) if due else None
    return ForecastDay(day, len(due), minutes, recall)
