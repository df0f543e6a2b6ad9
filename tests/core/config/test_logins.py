"""The variables of logins: named after platform and part, all told, secrets told apart."""

import pytest

from maang.core.config.logins import (
    LOGINS,
    login_variables,
    parts_of,
    secret_variables,
    variable,
)
from maang.core.config.settings import unknown_variables


@pytest.mark.parametrize("name", login_variables())
def test_each_is_known_and_no_typo(name: str) -> None:
    assert unknown_variables({name: "x"}) == ()


def test_a_typo_is_told_with_the_nearest() -> None:
    assert unknown_variables({"MAANG_LEETCODE_SESION": "x"}) == (
        "MAANG_LEETCODE_SESION means nothing here: did you mean MAANG_LEETCODE_SESSION?",
    )


def test_a_name_with_a_dash_makes_a_variable() -> None:
    assert variable("code-golf", "token") == "MAANG_CODE_GOLF_TOKEN"


def test_a_platform_of_somebody_else_has_a_token() -> None:
    assert [part.name for part in parts_of("elsewhere")] == ["token"]


def test_every_secret_has_a_variable_and_one_for_a_file() -> None:
    told = login_variables()
    assert [name for name in secret_variables() if name + "_FILE" not in told] == []
    assert len(secret_variables()) == sum(len(parts) for parts in LOGINS.values())


@pytest.mark.parametrize("part", ["USER", "TOKEN", "TOKEN_FILE"])
def test_the_variables_of_an_installed_platform_of_somebody_else_are_no_typo(part: str) -> None:
    env = {f"MAANG_ELSE_WHERE_{part}": "x"}
    assert unknown_variables(env, lambda: ["else-where"]) == ()
    assert len(unknown_variables(env, lambda: ["leetcode"])) == 1


def test_the_platforms_are_not_looked_up_where_all_is_known() -> None:
    def never() -> list[str]:
        raise AssertionError("looked up")

    assert unknown_variables({"MAANG_ZONE": "UTC", "PATH": "/bin"}, never) == ()
