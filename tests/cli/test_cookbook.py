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
    done = person.shell(recipe)
    assert (done.code, "error:" in done.err) == (0, False), done.err
    assert TOKEN not in done.out + done.err


def test_the_prompt_shows_a_number(person: Program) -> None:
    recipe = next(each for each in RECIPES if " due" in each)
    assert re.fullmatch(r"\d+ due\n", person.shell(recipe).out)


def test_the_feed_is_read(person: Program) -> None:
    feed, history = (next(each for each in RECIPES if word in each) for word in ("feed", "history"))
    person.shell(feed.replace('"1"', '"2"'))
    assert person.shell(history).out.splitlines()[0] == "1"
