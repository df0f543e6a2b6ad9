"""(rules) Submissions → sittings, what a sitting says of recall, and which answers should stand.

Submissions of one problem, each at most an hour after the one before, are one sitting, and a
sitting is one recall. A rejection by the judge names a failing case, which is a hint: solved
after one it was recalled with effort (HARD), as `practice.grading` has it. A compile error says
nothing about the idea and does not count. The time before the first submission is unknown, so
there are no minutes and nothing is ever EASY. A rating the person gave any of its attempts, or an
outcome, minutes and hints that speak for one, stand in the place of all this.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from maang.core.ids import new_id
from maang.core.practice.models import Suggestion, Try, Verdict
from maang.core.reviews.models import Rating, Tied

GAP = timedelta(minutes=60)
"""Between two submissions of one sitting at most."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """Tries at one problem, oldest first, none far from the next."""

    tries: tuple[Try, ...]

    @property
    def first(self) -> Try:
        """The one it began with."""
        return self.tries[0]

    @property
    def last(self) -> Try:
        """The one it ended with."""
        return self.tries[-1]

    @property
    def solved(self) -> bool:
        """Whether it led to a solution."""
        return any(one.outcome.solved for one in self.tries)

    @property
    def rejections(self) -> int:
        """How often the judge showed a failing case before the first solution."""
        count = 0
        for one in self.tries:
            if one.outcome.solved:
                break
            count += one.verdict != Verdict.COMPILE_ERROR
        return count


def sittings(tries: Iterable[Try]) -> list[Sitting]:
    """The sittings of one problem's tries, oldest first. Of two at the same moment the one that
    solved it counts as the later: judges give whole seconds."""
    found: list[list[Try]] = []
    for one in sorted(tries, key=lambda each: (each.at, each.outcome.solved)):
        if found and one.at - found[-1][-1].at <= GAP:
            found[-1].append(one)
        else:
            found.append([one])
    return [Sitting(tuple(each)) for each in found]


def sitting_of(tries: Iterable[Try], attempt_id: UUID) -> Sitting:
    """The sitting of an attempt that a judge has seen; `tries` may be of several problems."""
    every = list(tries)
    (one,) = (each for each in every if each.id == attempt_id)
    same = (each for each in every if each.verdict and each.problem_id == one.problem_id)
    return next(sitting for sitting in sittings(same) if one in sitting.tries)


def suggest(sitting: Sitting) -> Suggestion:
    """The rating a sitting speaks for, and why."""
    if not sitting.solved:
        return Suggestion(Rating.AGAIN, "never accepted")
    wrong = sitting.rejections
    if wrong:
        return Suggestion(Rating.HARD, f"{wrong} rejected {'try' if wrong == 1 else 'tries'}")
    return Suggestion(Rating.GOOD, "accepted at the first try")


@dataclass(frozen=True, slots=True)
class Settled:
    """What has to be done so that every sitting has its one answer: take back, and give."""

    void: tuple[UUID, ...]
    give: tuple[Tied, ...]


def settle(
    tries: Iterable[Try],
    answers: Iterable[Tied],
    *,
    cards: Mapping[UUID, UUID],
    retention: float,
) -> Settled:
    """Hold the answers that stand against the sittings of all `tries` a judge has seen.

    `cards` are by problem. Where nothing has to be done, nothing is.
    """
    by_event: dict[UUID, list[Tied]] = {}
    for answer in answers:
        by_event.setdefault(answer.attempt_event_id, []).append(answer)
    void: list[UUID] = []
    give: list[Tied] = []
    judged: dict[UUID, list[Try]] = {}
    for one in tries:
        if one.verdict:
            judged.setdefault(one.problem_id, []).append(one)
    for problem_id, own in judged.items():
        for sitting in sittings(own):
            said = [answer for one in sitting.tries for answer in by_event.get(one.event, ())]
            wanted = suggest(sitting).rating
            drop, missing = _compare(sitting, said, wanted)
            void += drop
            if missing:
                give.append(_answer(sitting, wanted, cards[problem_id], retention))
    return Settled(tuple(void), tuple(give))


def own_answers(sitting: Sitting, answers: Iterable[Tied]) -> list[Tied]:
    """The answers that are the person's word on the sitting, not what the sitting speaks for.

    A statement of theirs can carry either: a mere note leaves the rating to the sitting, which
    suggests nothing to anybody.
    """
    spoken = {one.event for one in sitting.tries if one.spoken}
    return [
        answer
        for answer in answers
        if answer.attempt_event_id in spoken and answer.suggested is not None
    ]


def _compare(sitting: Sitting, said: list[Tied], wanted: Rating) -> tuple[list[UUID], bool]:
    """Which of a sitting's answers have to go, and whether one is missing."""
    own = own_answers(sitting, said)
    right = [
        answer
        for answer in said
        if answer.attempt_event_id == sitting.last.event
        and answer.rating is wanted
        and answer.reviewed_at == sitting.last.at
    ]
    kept = own or right[:1]
    return [answer.id for answer in said if answer not in kept], not kept


def _answer(sitting: Sitting, rating: Rating, card_id: UUID, retention: float) -> Tied:
    last = sitting.last
    return Tied(new_id(), card_id, last.event, rating, None, last.at, retention)
