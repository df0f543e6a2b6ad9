"""Memory in the full screen: found as one types, read beside the list, narrowed down."""

import threading
from dataclasses import replace

import pytest
from textual.widgets import Markdown

from maang.core.bootstrap import Core
from maang.core.embedding.ports import Embedder
from maang.core.errors import Unavailable
from maang.tui.screens.home import HomeScreen
from maang.tui.screens.memory import MemoryScreen
from maang.tui.screens.problems import ProblemsScreen
from maang.tui.screens.source import AttemptScreen
from maang.tui.widgets.tall_list import TallList
from tests.tui.playing import Player, play

WIDE = (120, 36)


def picture(player: Player) -> str:
    return "\n".join(player.picture)


async def settled(player: Player, how: str = "by words and meaning") -> None:
    """Wait until it was searched in that way, and the text under the cursor is drawn."""
    await player.until(lambda: how in player.line("#how"))
    await player.pilot.pause(0.3)
    await player.rest()


async def search(player: Player, words: str) -> None:
    """Look for some words and wait until their meaning was compared too."""
    await player.press("7", "slash")
    await player.type(words)
    await player.press("enter")
    await settled(player)


def test_without_a_question_it_lists_what_is_remembered_newest_first(remembered: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("7")
        await settled(player, "3 texts, newest first")
        lines = [line.strip() for line in player.picture[2:8]]
        assert lines[0] == "Sliding windows  note · 2026-03-10 · minimum-window-substring"
        assert lines[1].startswith("Shrink from the left")
        assert lines[2].startswith("Heaps  note")
        assert lines[4].startswith("Two Sum (two-sum), solved  attempt · 2026-01-29 · two-sum")
        assert player.app.screen.query_one(Markdown).source.startswith("# Sliding windows")
        assert "total -= values[left]" in picture(player)

    play(remembered, steps, size=(80, 30))


def test_a_paraphrase_finds_the_text_that_shares_no_word_with_it(remembered: Core) -> None:
    async def steps(player: Player) -> None:
        await search(player, "why did I use one item two times")
        assert "Two Sum (two-sum)" in player.picture[2]
        assert player.app.screen.problem == "two-sum"

    play(remembered, steps)


def test_words_are_found_before_the_model_is_open(remembered: Core) -> None:
    def never(_: str | None) -> None:
        raise Unavailable("no model here")

    remembered.__dict__["search"] = replace(remembered.search, embedders=never)

    async def steps(player: Player) -> None:
        await player.press("7", "slash")
        await player.type("heapq")
        await settled(player, "1 passage by words only: no model here")
        assert "Heaps" in player.picture[2]

    play(remembered, steps)


def test_the_first_letter_does_not_wait_for_the_model(remembered: Core) -> None:
    go_on, opens = threading.Event(), remembered.search.embedders

    def late(name: str | None) -> Embedder:
        go_on.wait(60)
        return opens(name)

    remembered.__dict__["search"] = replace(remembered.search, embedders=late)

    async def steps(player: Player) -> None:
        await player.pilot.press("7", "slash", *"heapq")
        await player.until(lambda: "once the model is open" in player.line("#how"))
        assert "Heaps" in player.picture[2]
        go_on.set()
        await settled(player)

    try:
        play(remembered, steps)
    finally:
        go_on.set()


def test_what_is_irrelevant_finds_nothing_and_says_what_clears_it(remembered: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("7", "slash")
        await player.type("the weather in Lisbon")
        await player.until(lambda: "Nothing relevant found" in picture(player))
        assert "x clears the words and the filters" in picture(player)
        await player.press("enter", "x")
        await settled(player, "3 texts")
        assert "Sliding windows" in player.picture[2]

    play(remembered, steps)


@pytest.mark.parametrize("size", [(40, 12), (80, 24), WIDE], ids=lambda size: f"{size[0]}")
def test_an_empty_memory_says_how_to_begin(core: Core, size: tuple[int, int]) -> None:
    async def steps(player: Player) -> None:
        await player.press("m")
        assert "Nothing is remembered yet" in picture(player)
        assert "maang memory remember" in picture(player)
        await player.press("escape")
        assert isinstance(player.app.screen, HomeScreen)

    play(core, steps, size=size)


def test_filters_narrow_the_list_down_and_one_key_clears_them(remembered: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("7", "N")
        assert (player.line("#how"), "note" in player.picture[1]) == ("2 texts, newest first", True)
        await player.press("N", "s")
        assert "today" in player.picture[1]
        assert player.line("#how") == "2 texts, newest first"
        await player.press("x", "C")
        await player.type("acme")
        await player.press("enter")
        assert player.line("#how") == "1 text, newest first"
        await player.press("x", "B")
        await player.type("window")
        await player.press("enter")
        assert "Sliding windows" in player.picture[2]
        await player.press("N", "K")
        await player.type("attempt")
        await player.press("enter")
        assert "Nothing relevant found" in picture(player)

    play(remembered, steps)


def test_words_and_filters_count_together(remembered: Core) -> None:
    async def steps(player: Player) -> None:
        await search(player, "element")
        await player.press("N")
        await player.until(lambda: "Two Sum" not in picture(player))
        await player.press("N")
        await player.until(lambda: "Two Sum" in picture(player))

    play(remembered, steps)


def test_why_a_passage_was_found_is_told_when_asked(remembered: Core) -> None:
    async def steps(player: Player) -> None:
        await search(player, "heapq")
        assert "words 0." not in picture(player)
        await player.press("e")
        await player.until(lambda: "words 0." in picture(player))
        await player.press("e")
        await player.until(lambda: "words 0." not in picture(player))

    play(remembered, steps, size=WIDE)


def test_an_attempt_opens_whole_leads_to_its_problem_and_back(remembered: Core) -> None:
    async def steps(player: Player) -> None:
        await search(player, "same element twice")
        await player.press("enter")
        assert isinstance(player.app.screen, AttemptScreen)
        assert "outcome   solved" in player.line("#whole")
        await player.press("escape")
        assert isinstance(player.app.screen, MemoryScreen)
        await player.press("enter", "enter")
        assert isinstance(player.app.screen, ProblemsScreen)
        await player.until(lambda: "1 two-sum" in player.line("#page"))
        await player.press("escape")
        assert isinstance(player.app.screen, MemoryScreen)
        assert player.app.screen.query_one("Input").value == "same element twice"
        await player.press("b")
        assert isinstance(player.app.screen, ProblemsScreen)

    play(remembered, steps)


def test_on_forty_columns_enter_opens_the_text_and_escape_closes_it(remembered: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("7")
        await settled(player, "3 texts")
        assert "Heaps" in picture(player)
        await player.press("enter")
        await settled(player, "3 texts")
        assert "Heaps" not in picture(player)
        assert "window is too large" in picture(player)
        await player.press("j")
        await player.until(lambda: "A pop sifts down" in picture(player))
        await player.press("escape")
        assert "Two Sum" in picture(player)

    play(remembered, steps, size=(40, 12))


def test_the_mouse_moves_by_items_of_two_lines(remembered: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("7")
        await player.pilot.click(TallList, offset=(10, 3))
        await settled(player, "3 texts")
        assert player.app.screen.query_one(TallList).cursor == 1
        assert player.app.screen.query_one(Markdown).source.startswith("# Heaps")

    play(remembered, steps)


def test_what_is_written_elsewhere_is_there_and_the_cursor_stays(remembered: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("7", "j")
        remembered.notes.add("# Tries\n\nOne node a letter.")
        player.app.screen.reload()
        await player.until(lambda: "4 texts" in player.line("#how"))
        await player.rest()
        assert "Tries" in player.picture[2]
        assert player.app.screen.query_one(TallList).cursor == 2
        await search(player, "prefix tree")
        assert "Tries" in player.picture[2]

    play(remembered, steps)


def test_signs_on_the_way_to_a_phrase_are_no_failure(remembered: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("7", "slash", "minus", *"heaps")
        assert player.toasts == []

    play(remembered, steps)
