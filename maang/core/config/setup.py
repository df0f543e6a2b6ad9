"""The few settings everybody has an opinion on: asked once, checked together, written together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from maang.core.config.facts import NOTHING
from maang.core.config.listing import Shown, one
from maang.core.config.loader import load
from maang.core.config.models import Loaded
from maang.core.config.paths import Paths
from maang.core.config.writer import set_setting, unset_setting
from maang.core.errors import Invalid

QUESTIONS: Mapping[str, str] = {
    "zone": "Time zone",
    "day_start": "Hour at which your day begins",
    "list": "List to work through",
    "language": "Language to solve in",
    "interview_date": "Date of the interview",
    "company": "Company",
}
"""Setting → how it is asked for, in this order."""

TYPE_TO_SET_UP = (
    "maang init --zone Europe/Paris --day-start 4 --list blind-75 --language python",
    "maang init --interview-date 2027-03-01 --company google",
)
"""For whoever was not asked: any of the options, in any order."""

TYPE_NEXT = (
    "maang today",
    "maang log two-sum --minutes 25",
    "maang problem search binary tree",
    "maang completion install",
)
"""For whoever is done."""


@dataclass(frozen=True, slots=True)
class WrittenSetup:
    """The settings in force after it, what was written and where, and what to type next."""

    settings: tuple[Shown, ...]
    written: tuple[str, ...]
    file: Path
    next: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setup:
    """Answers the questions on one machine: `env`, `cwd` and `paths` are its invocation's."""

    env: Mapping[str, str]
    cwd: Path
    paths: Paths

    def present(self) -> tuple[Shown, ...]:
        """What holds now, in the order of the questions."""
        loaded = self.tried({})
        return tuple(one(loaded, name=name) for name in QUESTIONS)

    def check(self, name: str, answer: str, *, today: date) -> None:
        """Raise Invalid, saying what is expected, unless the answer will do."""
        if answer == NOTHING:
            return
        loaded = self.tried({name: answer})
        planned = loaded.settings.interview_date
        if name == "interview_date" and planned is not None and planned < today:
            raise Invalid(
                f"{planned} is over", hint=f"a date from {today} on, or {NOTHING} for none"
            )

    def tried(self, answers: Mapping[str, str]) -> Loaded:
        """The settings as they would be. Raises Invalid."""
        flags = {name: said for name, said in answers.items() if said != NOTHING}
        return load(self.env, cwd=self.cwd, paths=self.paths, flags=flags)

    def write(
        self, answers: Mapping[str, str], *, then: tuple[str, ...], dry_run: bool = False
    ) -> WrittenSetup:
        """Write checked answers into the user's file. Raises Denied or Unavailable."""
        written = () if dry_run else tuple(self._save(answers))
        loaded = self.tried(answers if dry_run else {})
        shown = tuple(one(loaded, name=name) for name in QUESTIONS)
        return WrittenSetup(shown, written, self.paths.config_file, then)

    def _save(self, answers: Mapping[str, str]) -> Iterator[str]:
        """The names of what the file says otherwise from now on."""
        for name, answer in answers.items():
            if answer != NOTHING:
                set_setting(self.paths.config_file, name=name, text=answer)
                yield name
            elif unset_setting(self.paths.config_file, name=name):
                yield name
