"""A question asked of memory in the full screen: sentence by sentence, stopped, its sources."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from maang.core.bootstrap import Core
from maang.tui.messages import LogChanged
from maang.tui.screens.memory import MemoryScreen
from maang.tui.screens.source import AttemptScreen
from tests.fakes.model_server import ModelServer, a_model_server
from tests.tui.playing import Player, play

WIDE = (120, 36)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with a_model_server() as played:
        yield played


def picture(player: Player) -> str:
    return "\n".join(player.picture)


async def ask(player: Player, words: str) -> None:
    """Ask by a question mark in front of the words."""
    await player.press("7", "slash", "question_mark")
    await player.type(words)
    await player.press("enter")


def test_without_a_model_ones_own_sentences_answer_and_lead_to_their_source(
    remembered: Core,
) -> None:
    async def steps(player: Player) -> None:
        await ask(player, "how did I use one element twice")
        await player.until(lambda: "your own sentences" in player.line("#state"))
        assert "found the same element twice. [1]" in player.line("#sentences")
        assert "[1] Two Sum (two-sum), solved" in picture(player)
        await player.press("enter")
        assert isinstance(player.app.screen, AttemptScreen)
        await player.press("escape")
        assert "found the same element twice. [1]" in player.line("#sentences")
        await player.press("escape")
        assert "your own sentences" not in picture(player)

    play(remembered, steps, size=WIDE)


def test_the_first_sentence_stays_in_sight_where_there_is_room_for_few(remembered: Core) -> None:
    async def steps(player: Player) -> None:
        await ask(player, "what does a trie share")
        await player.until(lambda: "your own sentences" in player.line("#state"))
        await player.rest()
        said = player.app.screen.query_one("#said-so")
        assert said.max_scroll_y > 0
        assert said.scroll_y == 0

    words = " of every word that was ever put into it, one letter after the other"
    shares = ("beginnings", "no ends", "its root", "each edge", "all prefixes")
    remembered.notes.add("\n\n".join(f"A trie shares {what}{words}." for what in shares))
    remembered.indexing.index()
    play(remembered, steps, size=(40, 12))


def test_a_question_that_found_nothing_is_answered_once_there_is_more_to_find(
    remembered: Core,
) -> None:
    async def steps(player: Player) -> None:
        await ask(player, "zygohistomorphic prepromorphisms")
        await player.until(lambda: "nothing relevant" in player.line("#state"))
        remembered.notes.add("Zygohistomorphic prepromorphisms fold twice.")
        player.app.post_message(LogChanged())
        await player.until(lambda: "fold twice. [1]" in player.line("#sentences"))

    play(remembered, steps, size=WIDE)


def test_a_number_in_the_answer_is_clicked(remembered: Core) -> None:
    async def steps(player: Player) -> None:
        await ask(player, "how did I use one element twice")
        await player.until(lambda: "your own sentences" in player.line("#state"))
        row = next(at for at, line in enumerate(player.picture) if "twice. [1]" in line)
        column = player.picture[row].index("[1]") + 1
        await player.pilot.click(offset=(column, row))
        await player.rest()
        assert isinstance(player.app.screen, AttemptScreen)

    play(remembered, steps, size=WIDE)


def test_what_is_typed_is_asked_by_a_key(remembered: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("7", "a")
        assert player.app.screen.query_one("Input").value == "? "
        await player.type("heaps")
        await player.press("escape", "a")
        await player.until(lambda: "your own sentences" in player.line("#state"))
        assert "sifts down" in picture(player)

    play(remembered, steps, size=(40, 24))


def test_what_nothing_answers_is_told_calmly(remembered: Core) -> None:
    async def steps(player: Player) -> None:
        await ask(player, "the weather in Lisbon")
        await player.until(lambda: "nothing relevant is remembered" in player.line("#state"))
        assert player.toasts == []

    play(remembered, steps)


def test_what_is_no_question_is_told_and_the_next_one_is_answered(remembered: Core) -> None:
    async def steps(player: Player) -> None:
        await player.press("7", "slash", "question_mark", "minus", *"heaps", "enter")
        await player.until(lambda: player.line("#state") == "no answer")
        assert "nothing is asked" in player.toasts[-1]
        await player.press("x", "slash", "question_mark")
        await player.type("heaps")
        await player.press("enter")
        await player.until(lambda: "your own sentences" in player.line("#state"))

    play(remembered, steps)


def test_a_model_words_the_answer_and_what_it_says_is_only_text(
    remembered: Core, server: ModelServer
) -> None:
    with_model(remembered, server)
    server.reply = lambda _: [
        "Look before you store [1]. ",
        "Then [@click=app.exit]press[/] \x1b[31mred [1]. ",
        "Nobody said this [9].",
    ]

    async def steps(player: Player) -> None:
        await ask(player, "how did I use one element twice")
        await player.until(lambda: "worded by" in player.line("#state"))
        assert "Look before you store. [1]" in player.line("#sentences")
        await player.rest()  # it is said before it is laid out
        assert "[@click=app.exit]press[/]" in picture(player)  # no action, no markup
        assert "Nobody said this" not in player.line("#sentences")
        assert "1 citation of nothing removed" in player.line("#state")

    play(remembered, steps, size=WIDE)


def test_escape_stops_an_answer_and_what_was_said_stays(
    remembered: Core, server: ModelServer
) -> None:
    go_on = threading.Event()

    def slowly(_: object) -> Iterator[str]:
        yield "This was said [1]. And "
        go_on.wait(60)
        yield "this came too late [1]. "

    with_model(remembered, server)
    server.reply = slowly

    async def steps(player: Player) -> None:
        await ask(player, "how did I use one element twice")
        await player.until(lambda: "This was said. [1]" in player.line("#sentences"))
        await player.press("escape")
        assert player.line("#state") == "stopped"
        go_on.set()
        await player.pilot.pause(0.3)
        assert "This was said. [1]" in player.line("#sentences")
        assert "too late" not in player.line("#sentences")
        assert isinstance(player.app.screen, MemoryScreen)

    try:
        play(remembered, steps, size=WIDE)
    finally:
        go_on.set()


def with_model(core: Core, server: ModelServer) -> None:
    """Let the settings name a model that the server plays."""
    core.settings = replace(
        core.settings, llm="openai-compatible", llm_model="tiny", llm_base_url=server.url
    )
