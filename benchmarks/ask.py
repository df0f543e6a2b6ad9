"""`maang ask` and `memory search` from a cold process to the answer, against what they stand on.

Without a language model. The floors are the bare interpreter, the model opened for one question,
and a light command, so that it shows what a question adds to both. `in redis` tells what a command
would gain by looking there first: the share of searches that must be there for it to pay.
"""

import sys
from pathlib import Path

from benchmarks.home import Home, fresh_home
from benchmarks.measure import Command, in_turns

FLOORS = Path(__file__).parent / "floors"

NOTES = 300
"""Files that are remembered and indexed before."""

QUESTION = "what does pushing to a heap of note 77 cost?"

HOW = ("plain", "missed", "there")
"""A search as a command does it, and with a look into Redis that finds nothing, or the result."""

SUBJECTS = ("heap", "trie", "deque", "graph", "window", "stack")


def compare(*, rounds: int) -> dict[str, dict[str, float]]:
    """Seconds of each command, and how often it is each floor."""
    with fresh_home() as home:
        _fill(home)
        embedding = [sys.executable, str(FLOORS / "embedding.py"), "minilm"]
        commands = {
            "floor": Command([sys.executable, "-c", "pass"]),
            "model": Command(embedding),
            "light": home.command("log", "list"),
            "memory search": home.command("memory", "search", QUESTION),
            "ask": home.command("ask", QUESTION, "--model", "none"),
            **{f"search, {how}": home.script(FLOORS / "search.py", how) for how in HOW},
        }
        home.run("up")
        home.run_script(FLOORS / "search.py", "there")
        seconds = in_turns(commands, rounds=rounds)
    plain, missed, there = (seconds[f"search, {how}"] for how in HOW)
    floor, both = seconds["floor"], seconds["model"] + seconds["light"]
    return {"in redis": {"pays from a share of": round((missed - plain) / (missed - there), 2)}} | {
        name: {
            "seconds": round(median, 4),
            "floor": round(median / floor, 2),
            "light + model": round(median / both, 2),
        }
        for name, median in seconds.items()
    }


def _fill(home: Home) -> None:
    vault = home.path / "vault"
    vault.mkdir(parents=True)
    for number in range(NOTES):
        subject = SUBJECTS[number % len(SUBJECTS)]
        text = f"# Note {number}\n\nPushing to a {subject} costs log {number} on a good day.\n"
        (vault / f"{number}.md").write_text(text, encoding="utf-8")
    home.run("memory", "remember", str(vault))
    home.run("memory", "index")
