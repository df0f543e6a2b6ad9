"""Draw the screens of `docs/screens/*.svg`, from a made-up month of practice.

python scripts/screenshots.py          # needs nothing but the repository's own environment
"""

import asyncio
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from maang.core.bootstrap import Core, open_core
from maang.core.config.loader import load
from maang.core.config.paths import find_paths
from maang.core.config.preferences import Preferences
from maang.core.config.writer import set_setting
from maang.core.practice.models import Entry, Outcome
from maang.core.reviews.models import Rating
from maang.tui.adopting import adopt
from maang.tui.app import MaangApp

SCREENS = Path(__file__).parent.parent / "docs" / "screens"
SIZE = (100, 30)
NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)

SHOTS = {
    "today": (),
    "today-light": ("t",),
    "problems": ("2", "d", "d", "L", *"blind", "enter", "j", "j"),
    "review": ("3", "space"),
    "stats": ("4",),
    "stats-light": ("4", "t"),
    "sync": ("5",),
    "settings": ("6", "j", "j"),
    "log": ("l", *"coin"),
    "memory": ("7", "slash", *"which end moves when it is too large", "enter"),
    "memory-answer": ("7", "slash", *"?why did I use an element twice", "enter"),
}
"""Picture → the keys that lead to it. Each begins in the dark theme."""

NAMES = {" ": "space", "?": "question_mark"}

NOTES = {
    "two-sum-ii-input-array-is-sorted": """\
# Two pointers

Sorted, so the ends decide: too large, and the right one comes in; too small: the left.

```python
while left < right:
    total = values[left] + values[right]
```
""",
    "two-sum": "I stored a value before looking for its partner, and paired it with itself.",
    "minimum-window-substring": "# Windows\n\nShrink while it is valid: `while`, not `if`.",
    "merge-k-sorted-lists": "A heap of the k heads: O(n log k). The list's number breaks ties.",
}
"""What was noted of some problems."""

RECALLED = (Rating.AGAIN, Rating.HARD, Rating.GOOD, Rating.GOOD, Rating.GOOD, Rating.EASY)
"""How an evening's recalls go."""

LINES = """\
{"id": "1", "problem": "ring-buffer", "verdict": "accepted", "at": "2026-11-19T18:00:00Z"}
{"id": "2", "problem": "rate-limiter", "verdict": "wrong_answer", "at": "2026-11-19T19:00:00Z"}
{"id": "3", "problem": "rate-limiter", "verdict": "accepted", "at": "2026-11-19T19:20:00Z"}
"""
"""What another program has written, for `sync jsonlines`."""


HOME = "/home/ada"
"""What the home of a moment is called in a picture."""


def main() -> None:
    """Live a month, then draw."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="maang-shots-", dir="/tmp") as home:
        env = {"MAANG_HOME": home, "HOME": home, "TZ": "UTC"}
        paths = find_paths(env)
        folder = Path(home) / "judge"
        folder.mkdir()
        (folder / "solved.jsonl").write_text(LINES)
        set_setting(paths.config_file, name="jsonlines.folder", text="~/judge")
        settings = load(env, cwd=Path(home), paths=paths).settings
        wall = Wall()
        core = open_core(
            settings, paths, clock=lambda: wall.now, progress=lambda _: None, connections=5, env=env
        )
        try:
            live(core, wall)
            core.sync.run("jsonlines")
            for name, keys in SHOTS.items():
                set_setting(paths.config_file, name="theme", text="dark")
                adopt(core, load(env, cwd=Path(home), paths=paths).settings)
                asyncio.run(draw(core, name, keys))
        finally:
            core.close()
            core.servers.down()


@dataclass
class Wall:
    """The clock on it."""

    now: datetime = NOW


def live(core: Core, wall: Wall) -> None:
    """A month of evenings: some of what is due, most of it recalled; then a problem or two of the
    list, most of them solved."""
    random = Random(7)
    problems = iter(core.standing.upcoming("blind-75", limit=75))
    for back in range(33, 0, -1):
        wall.now = NOW - timedelta(days=back, minutes=random.randint(0, 240))
        for due in core.reviews.due(limit=random.choice((0, 3, 5))):
            core.reviews.answer(due.card, random.choice(RECALLED))
        for _ in range(random.choice((0, 1, 1, 2))):
            outcome = random.choice((None, None, None, Outcome.FAILED))
            entry = Entry(outcome=outcome, minutes=random.randint(12, 45))
            core.practice.log(next(problems).problem.slug, entry)
    wall.now = NOW
    for problem, note in NOTES.items():
        core.notes.add(note, problem=problem)
    core.indexing.index()


async def draw(core: Core, name: str, keys: tuple[str, ...]) -> None:
    """One picture."""
    app = MaangApp(lambda: core, Preferences(core.env, SCREENS, core.paths))
    async with app.run_test(size=SIZE) as pilot:
        for key in keys:
            await pilot.press(NAMES.get(key, key))
            await pilot.pause(0.1 if len(key) == 1 else 0.4)
            await app.workers.wait_for_complete()
        await pilot.pause(1.0)
        drawn = app.export_screenshot().replace(str(core.paths.home), HOME)
        (SCREENS / f"{name}.svg").write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
