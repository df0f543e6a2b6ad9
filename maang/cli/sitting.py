"""A sitting of reviews in a plain terminal: recall, reveal, one key."""

from dataclasses import dataclass, field

from maang.cli.context import Invocation
from maang.cli.keys import ESCAPE, Keys, single_keys
from maang.core.errors import NotFound
from maang.core.practice.models import Attempt
from maang.core.reviews.models import Answer, Due, Rating
from maang.words import reviews as words

RATINGS = dict(zip("1234", Rating, strict=True))
"""Key → rating; space and Enter are GOOD as well."""

QUIT = ("q", ESCAPE)


@dataclass
class Sitting:
    """Goes through what is due, card by card. Every answer is saved at once."""

    outside: Invocation
    answers: list[Answer] = field(default_factory=list)

    def run(self, due: list[Due]) -> list[Answer]:
        """Ask every card, until the end or `q`; what was answered stands."""
        with single_keys(self.outside.stdin) as keys:
            place = 0
            while 0 <= place < len(due):
                step = self._card(due[place], f"{place + 1} of {len(due)}", keys)
                if step is None:
                    break
                place += step
        return self.answers

    def _card(self, item: Due, where: str, keys: Keys) -> int | None:
        """How many cards to move on: 1, -1 after an undo, None to stop."""
        self._say(words.question(item, where))
        if (key := keys.next()) in QUIT:
            return None
        if key == "s":
            return 1
        if key == "u":
            return self._take_back()
        card = self.outside.core.reviews.card(
            self.outside.core.problems.get(item.problem.slug).id, kind=item.kind
        )
        preview = self.outside.core.reviews.preview(card)
        self._say(words.revealed(item, self._last_attempt(item), self._best_known(item)))
        self._say(words.choices(preview, self.outside.core.calendar, self.outside.clock()))
        return self._grade(item, keys)

    def _grade(self, item: Due, keys: Keys) -> int | None:
        while True:
            key = keys.next()
            if key in QUIT:
                return None
            if key == "s":
                return 1
            if key == "u":
                return self._take_back()
            rating = Rating.GOOD if key in (" ", "\n", "\r") else RATINGS.get(key)
            if rating is None:
                continue
            answer = self.outside.core.reviews.answer(item.card, rating)
            self.answers.append(answer)
            self._say(words.answered(answer) + "\n")
            return 1

    def _take_back(self) -> int:
        if not self.answers:
            self._say("nothing was answered in this sitting yet\n")
            return 0
        self.outside.core.activity.undo(verb="review")
        answer = self.answers.pop()
        self._say(f"taken back: {answer.card.problem.slug}\n")
        return -1

    def _last_attempt(self, item: Due) -> Attempt | None:
        try:
            return self.outside.core.practice.attempt(item.problem.slug)
        except NotFound:
            return None

    def _best_known(self, item: Due) -> str:
        problem = self.outside.core.problems.get(item.problem.slug)
        return words.best_known(problem)

    def _say(self, text: str) -> None:
        self.outside.printer.text(text)
        self.outside.printer.flush()
