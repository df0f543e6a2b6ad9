"""Which platforms there are, which are set up, and how each is opened."""

from pathlib import Path

import pytest

from maang.core.accounts.models import Login, Shown
from maang.core.bootstrap import Core
from maang.core.errors import NotConfigured, NotFound, Unavailable
from maang.core.sync.platforms.leetcode import LeetCode
from maang.core.sync.sources import Installed
from tests.conftest import FrozenClock
from tests.core.accounts.test_service import GOOD

OURS = {"atcoder", "codeforces", "github", "jsonlines", "leetcode"}


@pytest.fixture
def sources(core: Core) -> Installed:
    return Installed(core.logins, None, core.now)


@pytest.fixture
def fed(core: Core, tmp_path: Path) -> Installed:
    """The same with a folder of JSON Lines."""
    return Installed(core.logins, None, core.now, {"jsonlines": {"folder": str(tmp_path)}})


def test_ours_are_there_like_anybodys(sources: Installed) -> None:
    assert set(sources.all()) >= OURS


def test_without_logins_nothing_is_set_up(sources: Installed) -> None:
    assert sources.names() == []


def test_a_user_name_sets_a_platform_up(core: Core, sources: Installed) -> None:
    core.logins.login("leetcode", {}, user="ada")
    assert sources.names() == ["leetcode"]


def test_a_setting_sets_a_platform_up(fed: Installed) -> None:
    assert fed.names() == ["jsonlines"]


def test_options_of_a_platform_that_is_not_installed_set_nothing_up(core: Core) -> None:
    assert Installed(core.logins, None, core.now, {"topcoder": {"a": "b"}}).names() == []


def test_what_is_set_up_is_opened(core: Core, sources: Installed) -> None:
    core.logins.login("leetcode", {}, user="ada")
    assert isinstance(sources.open("leetcode"), LeetCode)


def test_what_is_not_set_up_says_how(sources: Installed) -> None:
    with pytest.raises(NotConfigured) as refused:
        sources.open("leetcode")
    assert refused.value.hint == "maang login leetcode"


def test_what_does_not_exist_says_what_does(sources: Installed) -> None:
    with pytest.raises(NotFound) as refused:
        sources.open("topcoder")
    assert refused.value.hint is not None
    assert "atcoder, codeforces" in refused.value.hint


def test_a_platform_without_a_login_is_listed_with_what_it_reads(
    fed: Installed, tmp_path: Path
) -> None:
    assert fed.logins() == [Shown("jsonlines", None, None, str(tmp_path), None, None)]


def test_a_platform_that_knows_no_logins_cannot_say_whose_one_is(fed: Installed) -> None:
    assert fed.who(Login("jsonlines", None)) is None


def test_a_platform_that_cannot_be_reached_says_so_and_that_it_is_asked_again(
    core: Core, clock: FrozenClock
) -> None:
    closed, told = {"leetcode": "http://127.0.0.1:9"}, list[str]()

    def sleep(seconds: float) -> None:
        clock.forward(seconds=seconds)

    sources = Installed(core.logins, None, clock, base_urls=closed, sleep=sleep, told=told.append)
    with pytest.raises(Unavailable):
        sources.who(Login("leetcode", None, GOOD))

    assert len(told) == 3
    assert all(line.startswith("leetcode: asking again in ") for line in told)
