"""The recipes of docs/cron.md, each run as it stands, one after the other in one directory."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.programs import Program
from tests.servers_fixture import short_directory
from tests.stubs import CRONTAB, SYSTEMCTL, a_program

pytestmark = pytest.mark.xdist_group("cookbook")

COOKBOOK = Path(__file__).parents[2] / "docs/cron.md"

RECIPES = re.findall(r"^```sh\n(.*?)^```$", COOKBOOK.read_text(), re.DOTALL | re.MULTILINE)

FEED = next(each for each in RECIPES if "feed" in each)

TOKEN = "ghp_0123456789abcdefghij"


@pytest.fixture(scope="module")
def person() -> Iterator[Program]:
    with short_directory() as home:
        # the crontab and the timers of whoever runs the tests are not ours to touch
        a_program(home / "bin", "crontab", CRONTAB)
        a_program(home / "bin", "systemctl", SYSTEMCTL)
        path = f"{home / 'bin'}:{os.environ['PATH']}"
        env = {"TOKEN": TOKEN, "XDG_CONFIG_HOME": str(home), "PATH": path}
        person = replace(Program(home), env=env)
        try:
            yield person
        finally:
            person("down")


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.splitlines()[0][:60])
def test_the_recipe_works_as_it_stands(person: Program, recipe: str) -> None:
    if "history" in recipe:  # it looks at what a feed brought; each recipe may stand alone
        brought = person.shell(FEED.replace('"1"', '"3"'))
        assert brought.code == 0, brought.err
    done = person.shell(recipe)
    assert (done.code, "error:" in done.err) == (0, False), done.err
    assert TOKEN not in done.out + done.err


def test_the_prompt_shows_a_number(person: Program) -> None:
    recipe = next(each for each in RECIPES if " due" in each)
    assert re.fullmatch(r"\d+ due\n", person.shell(recipe).out)


def test_the_feed_is_read(person: Program) -> None:
    history = next(each for each in RECIPES if "history" in each)
    person.shell(FEED.replace('"1"', '"2"'))
    assert person.shell(history).out.splitlines()[0] == "1"
