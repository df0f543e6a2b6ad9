"""Entry points, found without importing them, from packages that really lie on the path."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from maang.core import plugins
from maang.core.errors import NotConfigured

GROUP = "maang.platforms"
OURS = ("atcoder", "codeforces", "github", "jsonlines", "leetcode")

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Puts a package of one module on the path, as an installer would."""
    monkeypatch.syspath_prepend(tmp_path)

    def put(package: str, *, code: str, name: str) -> None:
        monkeypatch.delitem(sys.modules, package, raising=False)
        (tmp_path / f"{package}.py").write_text(code)
        info = tmp_path / f"{package}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[{GROUP}]\n{name} = {package}:Site\n")

    return put


def test_our_own_platforms_are_installed_like_anyones() -> None:
    assert set(OURS) <= set(plugins.names(GROUP))


def test_names_imports_nothing(install: Install) -> None:
    install("noisy_site", code="raise RuntimeError('imported')", name="noisy")
    assert "noisy" in plugins.names(GROUP)
    assert "noisy_site" not in sys.modules


def test_a_strangers_platform_is_loaded_by_its_name(install: Install) -> None:
    install("quiet_site", code="class Site:\n    name = 'quiet'\n", name="quiet")
    assert plugins.load(GROUP, "quiet").name == "quiet"


def test_a_name_that_is_not_installed_says_what_is() -> None:
    with pytest.raises(NotConfigured) as caught:
        plugins.load(GROUP, "topcoder")
    assert all(name in (caught.value.hint or "") for name in OURS)


def test_a_group_with_nothing_in_it_says_so() -> None:
    with pytest.raises(NotConfigured) as caught:
        plugins.load("maang.nothing", "x")
    assert caught.value.hint == "nothing is installed there"


@pytest.mark.parametrize(
    "code", ["import a_module_nobody_has", "class Other: ...", "x = (", "raise ValueError('no')"]
)
def test_one_that_cannot_be_imported_is_named_with_its_package(install: Install, code: str) -> None:
    install("broken_site", code=code, name="broken")
    with pytest.raises(NotConfigured, match="'broken' is installed but cannot be loaded") as caught:
        plugins.load(GROUP, "broken")
    assert "broken_site:Site" in (caught.value.hint or "")


def test_two_packages_that_claim_a_name_are_both_refused(install: Install) -> None:
    install("first_site", code="class Site: ...", name="shared")
    install("second_site", code="class Site: ...", name="shared")
    with pytest.raises(NotConfigured, match="first_site:Site and second_site:Site"):
        plugins.load(GROUP, "shared")


def test_doctor_sees_the_broken_one_and_the_good_ones(install: Install) -> None:
    install("broken_site", code="import a_module_nobody_has", name="broken")
    found = {each.name: each for each in plugins.load_all(GROUP)}
    assert "a_module_nobody_has" in (found["broken"].problem or "")
    assert all(found[name].problem is None for name in OURS)
