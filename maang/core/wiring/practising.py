"""What one does and how one stands: the catalogue, the log, reviews, figures."""

from functools import cached_property
from typing import TYPE_CHECKING

from maang.core.wiring.ground import Ground

if TYPE_CHECKING:
    from maang.core.forecasts.service import Forecasts
    from maang.core.practice.service import Practice
    from maang.core.problems.service import Problems
    from maang.core.reviews.service import Reviews
    from maang.core.standing.service import Standing
    from maang.core.stats.service import Stats
    from maang.core.timers.service import Timers
    from maang.core.today.service import Today
    from maang.core.tuning.service import Tuning


class Practising(Ground):
    """The daily work."""

    @cached_property
    def problems(self) -> "Problems":
        """What there is to solve."""
        from maang.core.problems.service import Problems

        return Problems(self.db, self.now)

    @cached_property
    def standing(self) -> "Standing":
        """Where one stands with the problems and the lists."""
        from maang.core.standing.service import Standing

        return Standing(self.db, self.now, self.settings.list)

    @cached_property
    def practice(self) -> "Practice":
        """What was tried."""
        from maang.core.practice.service import Practice

        cap = self.settings.timer.cap
        return Practice(self.db, self.now, self.scheduler, self._retention, self._targets, cap)

    @cached_property
    def timers(self) -> "Timers":
        """The clock of a sitting."""
        from maang.core.timers.service import Timers

        return Timers(self.db, self.now, self.settings.timer.cap)

    @cached_property
    def reviews(self) -> "Reviews":
        """When to see it again."""
        from maang.core.reviews.service import Reviews

        return Reviews(self.db, self.now, self.scheduler, self._retention, self._targets)

    @cached_property
    def forecasts(self) -> "Forecasts":
        """What is coming."""
        from maang.core.forecasts.service import Forecasts

        return Forecasts(self.db, self.now, self.scheduler, self._targets)

    @cached_property
    def tuning(self) -> "Tuning":
        """What one's reviews say of one's memory."""
        from maang.core.tuning.service import Tuning

        return Tuning(self.db, self.now, self.scheduler)

    @cached_property
    def stats(self) -> "Stats":
        """Where one stands."""
        from maang.core.stats.service import Stats

        return Stats(self.db, self.now, self.scheduler, self._targets)

    @cached_property
    def today(self) -> "Today":
        """The page of the day."""
        from maang.core.today.service import Today

        asked = self.settings
        goal = asked.list, asked.interview_date, asked.company
        return Today(self.db, self.now, self.scheduler, self._targets, *goal)
