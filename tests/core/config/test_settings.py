"""The list of settings agrees with itself."""

import subprocess
import sys

import pytest

from maang.core.config.settings import (
    OTHER_VARIABLES,
    SETTINGS,
    Setting,
    find_setting,
    unknown_variables,
)
from maang.core.errors import NotFound

EACH = pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)


def test_the_list_holds_what_the_product_promises() -> None:
    promised = {
        *("zone", "day_start", "language", "list", "workspace", "interview_date", "company"),
        *(
            "theme",
            "editor",
            "pager",
            "color",
            "database.url",
            "redis.url",
            "redis.enabled",
            "timer.cap",
        ),
        *(f"review.retention.{kind}" for kind in ("problem", "concept", "behavioural", "design")),
        *(f"review.minutes.{difficulty}" for difficulty in ("easy", "medium", "hard")),
        *("deadline.connect", "deadline.light", "jsonlines.command", "jsonlines.folder"),
        *("embedder", "embedder_model", "embedder_threads"),
        *("llm", "llm_model", "llm_base_url", "deadline.llm"),
    }
    assert set(SETTINGS) == promised


def test_no_two_settings_share_a_variable() -> None:
    variables = [setting.variable for setting in SETTINGS.values()]
    assert len({*variables, *OTHER_VARIABLES}) == len(variables) + len(OTHER_VARIABLES)


@EACH
def test_each_is_documented_in_one_sentence(setting: Setting) -> None:
    assert setting.facts.about.endswith(".")
    assert setting.facts.about.count(". ") == 0


@EACH
def test_each_default_is_one_the_kind_accepts_or_is_said_in_words(setting: Setting) -> None:
    default = setting.facts.default
    if default is None:
        assert setting.facts.otherwise
    else:
        assert setting.facts.kind.from_toml(default) == default


def test_a_project_file_may_set_three_of_them() -> None:
    allowed = {name for name, setting in SETTINGS.items() if setting.facts.project}
    assert allowed == {"workspace", "language", "list"}


def test_the_addresses_are_secret() -> None:
    secret = {name for name, setting in SETTINGS.items() if setting.secret}
    assert secret == {"database.url", "redis.url"}


def test_a_name_becomes_a_variable() -> None:
    assert find_setting("review.minutes.easy").variable == "MAANG_REVIEW_MINUTES_EASY"


def test_an_unknown_name_is_not_found_and_the_nearest_is_the_hint() -> None:
    with pytest.raises(NotFound) as caught:
        find_setting("day_strat")
    assert caught.value.hint == "did you mean day_start?"


def test_a_name_like_no_other_is_sent_to_the_list() -> None:
    with pytest.raises(NotFound) as caught:
        find_setting("xyzzy")
    assert caught.value.hint == "`maang config show` lists every setting"


def test_a_mistyped_variable_is_noticed_with_the_nearest() -> None:
    assert unknown_variables({"MAANG_ZOME": "UTC"}) == (
        "MAANG_ZOME means nothing here: did you mean MAANG_ZONE?",
    )


def test_known_variables_and_those_of_others_are_not_noticed() -> None:
    env = {"MAANG_ZONE": "UTC", "MAANG_HOME": "/m", "MAANG_TEST_REQUIRE": "strace", "ZONE": "x"}
    assert unknown_variables(env) == ()


def test_loading_settings_brings_no_heavy_library() -> None:
    heavy = ["pydantic", "tomlkit", "tomllib", "platformdirs", "dateparser", "urllib.request"]
    program = f"""
import sys
from pathlib import Path
from maang.core.config.loader import load
from maang.core.config.paths import find_paths
load({{}}, cwd=Path("/"), paths=find_paths({{"MAANG_HOME": "/nonexistent"}}))
sys.exit(", ".join(name for name in {heavy!r} if name in sys.modules) or 0)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
