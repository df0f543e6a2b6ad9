"""Drafts: what was being written is there again, by the place it was written in."""

from maang.core.bootstrap import Core


def test_nothing_was_written_in_a_new_place(core: Core) -> None:
    assert core.practice.draft("here") == ""


def test_the_last_words_are_the_ones_kept(core: Core) -> None:
    core.practice.keep_draft("here", "first")
    core.practice.keep_draft("here", "second")

    assert core.practice.draft("here") == "second"


def test_places_keep_their_own_words(core: Core) -> None:
    core.practice.keep_draft("here", "mine")

    assert core.practice.draft("there") == ""
