"""After a folder of notes and a year of attempts: facts are found by other words, with sources."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from maang.core.embedding.service import Embedding
from tests.conftest import Cli

VAULT = Path(__file__).parent / "vault"

FACTS = {
    "which loop condition do I use so that the right border is excluded?": "binary-search.md",
    "how do I count subarrays with precisely k different values?": "sliding-window.md",
    "why does shrinking fail when some values are below zero?": "sliding-window.md",
    "running middle value of incoming numbers": "heaps.md",
    "how expensive is turning a whole array into a heap at once?": "heaps.md",
    "when should a vertex count as visited in breadth first search?": "graphs.md",
    "how can I tell that prerequisites form a circle?": "graphs.md",
    "shortest path with edges below zero": "graphs.md",
    "in which direction do I fill the table when every item may be taken one time only?": (
        "dynamic-programming.md"
    ),
    "why were all my collected permutations empty?": "backtracking.md",
    "tell me about a time production was down": "behavioural.md",
    "what did I do when my boss and I had different opinions?": "behavioural.md",
    "what feedback did I get about talking while thinking?": "mocks.md",
    "what should I ask first in an architecture round?": "mocks.md",
    "how do I answer when they ask for my salary expectation?": "offer.md",
    "why is concatenating text in a loop slow?": "python.md",
    "how large may the input be for a brute force over subsets?": "complexity.md",
}
"""What is asked, in other words than the note's, and the file that knows."""

MISTAKES = {
    "two-sum": "looked the complement up after putting the number in, so it paired with itself",
    "merge-intervals": "forgot to order by start, so overlapping ones stayed apart",
    "word-ladder": "built every pair of words first; wildcards as buckets are far quicker",
    "lru-cache": "the tail pointer still showed to the evicted node",
    "coin-change": "greedy takes the biggest piece and misses the best sum",
    "trapping-rain-water": "moved the taller side inwards; it must be the lower wall",
}
LEARNED = {
    "why did an element match with its own value?": "two-sum",
    "what did I forget before joining ranges?": "merge-intervals",
    "how did I speed up finding words that differ by one letter?": "word-ladder",
    "what pointed at something that had been thrown out?": "lru-cache",
    "why is always choosing the largest denomination wrong?": "coin-change",
    "which of the two walls do I walk from?": "trapping-rain-water",
}
"""What is asked of the log, and the problem whose attempt knows."""

SEARCHED, ANSWERED = 20, 18
"""Of the 23, what must be among the first five passages, and cited in an answer of own sentences.
It was 21 and 19 when this was written."""

AMONG = 5


@pytest.fixture(scope="module")
def embedding() -> Embedding:
    return Embedding()


@pytest.fixture
def known(cli: Cli, embedding: Embedding) -> Cli:
    """Somebody who has a folder of notes and a year of attempts."""
    cli.core.__dict__["embedding"] = embedding
    shutil.copytree(VAULT, cli.cwd / "notes")
    (cli.cwd / "year.csv").write_text("\n".join(["problem,date,outcome,minutes,note", *a_year()]))
    assert cli("import", "csv", "year.csv", "--yes").code == 0
    assert json.loads(cli("memory", "remember", "notes", "--json").out)["new"] == 11
    assert cli("memory", "index").code == 0
    return cli


def a_year() -> list[str]:
    """An attempt on each other day up to the last one; some of them with something learned."""
    slugs = ["3sum", "valid-anagram", "climbing-stairs", "number-of-islands", "jump-game"]
    first, lines = date(2025, 3, 9), []
    for number in range(182):
        slug, note = slugs[number % len(slugs)], ("", "went well", "too slow")[number % 3]
        if number % 30 == 7:
            slug, note = list(MISTAKES.items())[number // 30 % len(MISTAKES)]
        day = first + timedelta(days=2 * number)
        lines.append(f'{slug},{day},{("solved", "failed")[number % 2]},{20 + number % 40},"{note}"')
    return lines


def test_facts_are_found_by_other_words_with_their_sources(known: Cli) -> None:
    log = json.loads(known("stats", "--json").out)
    assert log["attempts"] == 182

    searched, answered = [], []
    for question, place in (FACTS | LEARNED).items():
        found = json.loads(known("memory", "search", question, "--limit", "5", "--json").out)
        searched += [question] if place in map(source, found["passages"][:AMONG]) else []
        answer = json.loads(known("ask", question, "--json").out)
        cited = {number for sentence in answer["sentences"] for number in sentence["citations"]}
        named = {source(each) for each in answer["passages"] if each["number"] in cited}
        answered += [question] if place in named else []

    asked = set(FACTS | LEARNED)
    assert len(searched) >= SEARCHED, f"not found: {asked - set(searched)}"
    assert len(answered) >= ANSWERED, f"not answered: {asked - set(answered)}"


def source(passage: dict[str, str]) -> str:
    """The file's name, or the problem of an attempt."""
    if passage["source"] == "files":
        return Path(passage["handle"].rpartition(":")[0]).name
    return str(passage["problem"])
