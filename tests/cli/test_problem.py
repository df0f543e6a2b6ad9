"""`maang problem`: the catalogue at the prompt, for people and for scripts."""

import json
from typing import Any

import pytest

from tests.conftest import Cli, FrozenClock
from tests.hostile import HOSTILE


def value(cli: Cli, *arguments: str) -> Any:
    return json.loads(cli(*arguments, "--json").out)


def slugs(cli: Cli, *arguments: str) -> list[str]:
    return [one["problem"]["slug"] for one in value(cli, *arguments)]


def test_a_search_prints_the_best_first(cli: Cli) -> None:
    result = cli("problem", "search", "two", "sum", "-n", "2")

    assert result.code == 0
    heading, first, _ = result.out.splitlines()
    assert heading.split() == ["no", "problem", "difficulty", "pattern", "status"]
    assert first.split() == ["1", "two-sum", "easy", "Arrays", "&", "Hashing", "todo"]
    assert "more; --limit" in result.err


def test_the_json_of_a_hit_says_why_and_where_one_stands(cli: Cli) -> None:
    cli("log", "two-sum", "-m", "9")

    hit = value(cli, "problem", "search", "1")[0]

    assert list(hit) == ["problem", "match", "status", "due"]
    assert (hit["match"], hit["status"], hit["problem"]["number"]) == ("exact", "solved", 1)


def test_nothing_found_exits_1_and_says_so_on_stderr(cli: Cli) -> None:
    result = cli("problem", "search", "qqxyzz")

    assert (result.code, result.out) == (1, "")
    assert "nothing found for 'qqxyzz'" in result.err


def test_nothing_found_is_an_empty_list_in_json(cli: Cli) -> None:
    result = cli("problem", "search", "qqxyzz", "--json")

    assert (result.code, result.out, result.err) == (1, "[]\n", "")


def test_what_looks_alike_is_marked(cli: Cli) -> None:
    result = cli("problem", "search", "bianry", "serach", "-n", "1")

    assert "looks alike" in result.out
    assert "nothing is called 'bianry serach'" in result.err


def test_a_search_without_words_is_a_mistake_of_usage(cli: Cli) -> None:
    assert cli("problem", "search").code == 2


def test_a_list_stops_at_fifty_and_says_how_many_more(cli: Cli) -> None:
    result = cli("problem", "list")

    assert len(result.out.splitlines()) == 51
    assert result.err == "and 3979 more; --limit 4029 shows all\n"


def test_quiet_keeps_the_note_to_itself(cli: Cli) -> None:
    assert cli("problem", "list", "-q").err == ""


def test_filters_join(cli: Cli) -> None:
    found = slugs(
        cli, "problem", "list", "--list", "Blind 75", "--pattern", "trees", "--difficulty", "hard"
    )
    assert found == ["binary-tree-maximum-path-sum", "serialize-and-deserialize-binary-tree"]


def test_status_and_due_are_filters_too(cli: Cli, clock: FrozenClock) -> None:
    cli("log", "two-sum", "--outcome", "failed")
    cli("log", "3sum")
    clock.forward(days=1)

    assert slugs(cli, "problem", "list", "--status", "attempted") == ["two-sum"]
    assert slugs(cli, "problem", "list", "--status", "solved") == ["3sum"]
    assert slugs(cli, "problem", "list", "--due") == ["two-sum"]
    assert "attempted, due" in cli("problem", "list", "--due").out


def test_free_and_premium_part_the_catalogue(cli: Cli) -> None:
    paid = value(cli, "problem", "list", "--premium", "--limit", "9999")
    free = value(cli, "problem", "list", "--free", "--limit", "9999")
    assert (len(paid), len(free)) == (725, 4029 - 725)


def test_a_list_in_which_nothing_is_says_so_and_is_no_failure(cli: Cli) -> None:
    result = cli("problem", "list", "--status", "solved")
    assert (result.code, result.out) == (0, "no problem is like that\n")


@pytest.mark.parametrize("option", ["--pattern", "--topic", "--technique", "--list"])
def test_a_filter_nothing_is_called_exits_3(cli: Cli, option: str) -> None:
    result = cli("problem", "list", option, "qqqq")

    assert result.code == 3
    assert "qqqq" in result.err


def test_show_tells_everything_known_and_where_one_stands(cli: Cli, clock: FrozenClock) -> None:
    cli("log", "two-sum", "-m", "18")
    clock.forward(hours=1)

    assert cli("problem", "show", "1").out == (
        "problem     1 two-sum  Two Sum\n"
        "difficulty  easy\n"
        "pattern     Arrays & Hashing\n"
        "topics      Array, Hash Table\n"
        "best known  O(n) time, O(n) space\n"
        "platform    leetcode\n"
        "page        https://leetcode.com/problems/two-sum/\n"
        "lists       blind-75, grind-169, grind-75, neetcode-150, neetcode-250\n"
        "you         solved, 1 of 1 attempt solved, best 18 min\n"
        "last        2026-03-10 12:00 solved in 18 min\n"
        "card        due 2026-03-12 04:00, stability 2.3 days\n"
    )


def test_show_of_the_untried_claims_nothing(cli: Cli) -> None:
    assert cli("problem", "show", "two-sum").out.splitlines()[-1] == "you         not tried yet"


def test_the_json_of_a_page_has_fixed_names(cli: Cli) -> None:
    assert list(value(cli, "problem", "show", "1")) == [
        *("problem", "status", "attempts", "solved", "best_minutes"),
        *("last", "recall", "suspended", "lists", "companies"),
    ]


def test_a_number_and_a_title_at_odds_are_asked_back(cli: Cli) -> None:
    result = cli("problem", "show", "2. Two Sum", "--json")

    assert result.code == 2
    error = json.loads(result.err)["error"]
    assert error["code"] == "ambiguous"
    assert [line.split()[1] for line in error["candidates"]] == ["add-two-numbers", "two-sum"]


def test_open_without_a_terminal_prints_the_page_and_opens_nothing(cli: Cli) -> None:
    assert cli("problem", "open", "1").out == "https://leetcode.com/problems/two-sum/\n"
    assert value(cli, "problem", "open", "1") == "https://leetcode.com/problems/two-sum/"


def test_open_of_what_has_no_page_exits_3_and_says_how_to_give_it_one(cli: Cli) -> None:
    cli("problem", "add", "Zyzzyva")

    result = cli("problem", "open", "zyzzyva")

    assert result.code == 3
    assert "maang problem edit zyzzyva --url" in result.err


def test_add_then_log_then_undo_twice_leaves_nothing(cli: Cli) -> None:
    added = cli("problem", "add", "Zyzzyva", "--pattern", "greedy", "--topic", "array")
    assert added.out == "zyzzyva: added (Zyzzyva, own)\n"
    assert cli("log", "zyzzyva").code == 0

    assert cli("undo").code == 0
    assert cli("undo").out == "taken back: problem add zyzzyva\n"
    assert cli("problem", "show", "zyzzyva").code == 3


def test_add_of_what_is_there_exits_4(cli: Cli) -> None:
    result = cli("problem", "add", "Two Sum")

    assert result.code == 4
    assert "maang problem show two-sum" in result.err


def test_a_number_that_is_taken_is_not_answered_with_a_slug(cli: Cli) -> None:
    result = cli("problem", "add", "Zyzzyva", "--number", "4")

    assert result.code == 4
    assert "give another --number, or none" in result.told


def test_a_dry_run_of_add_keeps_nothing(cli: Cli) -> None:
    cli.core.db.dry_run = True

    assert cli("problem", "add", "Zyzzyva").code == 0
    assert cli("problem", "show", "zyzzyva").code == 3


def test_edit_shows_the_problem_as_it_is_now_and_undo_puts_it_back(cli: Cli) -> None:
    cli("log", "two-sum")
    edited = value(cli, "problem", "edit", "last", "--title", "Sum of Two", "--topic", "")
    assert (edited["title"], edited["topics"], edited["number"]) == ("Sum of Two", [], 1)

    assert cli("undo").out == "taken back: problem edit two-sum\n"
    assert value(cli, "problem", "show", "1")["problem"]["title"] == "Two Sum"


def test_edit_without_a_change_exits_4(cli: Cli) -> None:
    assert cli("problem", "edit", "two-sum").code == 4


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_title_reaches_the_terminal_as_text(cli: Cli, text: str) -> None:
    added = cli("problem", "add", f"Ring {text}", "--slug", "ring", "--topic", text)
    assert added.code == 0

    shown = added.out + cli("problem", "show", "ring").out + cli("problem", "search", "ring").out

    assert not set(shown) & {"\x1b", "\x07", "\x08", "\r", "\x9b", "\x9d", "\u202e", "\u2066"}


def test_markup_in_a_title_stays_text(cli: Cli) -> None:
    cli("problem", "add", "Ring [red]x[/red]", "--slug", "ring")

    assert "ring  Ring [red]x[/red]" in cli("problem", "show", "ring").out


def test_forty_columns_are_enough(cli: Cli) -> None:
    cli.env["COLUMNS"] = "40"

    for arguments in (["search", "tree"], ["list", "-n", "20"]):
        lines = cli("problem", *arguments).out.splitlines()
        assert max(map(len, lines)) <= 40
