"""Where a secret is looked for, and in which order."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from maang.core.accounts.file_store import FileStore
from maang.core.accounts.keyring_store import KeyringStore
from maang.core.accounts.models import Keep, Source
from maang.core.accounts.secrets import Secrets
from maang.core.config.secret import Secret
from maang.core.errors import Denied, Invalid, NotConfigured, Unavailable
from tests.fakes.platform_server.world import a_session
from tests.secret_service import a_secret_service

SESSION, CSRF = a_session("ada"), "csrf-token-0123456789abcdef"

Make = Callable[..., Secrets]


def a_token(of: str) -> dict[str, Secret]:
    return {"token": Secret(f"ghp_{of}_0123456789abcdef")}


@pytest.fixture(scope="module")
def desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    with a_secret_service(tmp_path_factory.mktemp("desktop")) as env:
        yield env


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def made(env: Mapping[str, str] | None = None, **more: str) -> Secrets:
        said = {**(env or {}), **more}
        return Secrets(
            said, tmp_path, KeyringStore(said, tmp_path, seconds=30), FileStore(tmp_path / "logins")
        )

    return made


def test_without_anything_there_is_none(make: Make) -> None:
    assert make().find("github") is None


def test_the_environment_comes_first(make: Make, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("ghp_in_the_named_file_0123")
    found = make(
        MAANG_GITHUB_TOKEN="ghp_in_the_environment_0123",
        MAANG_GITHUB_TOKEN_FILE=str(tmp_path / "token"),
    ).find("github")
    assert found is not None
    assert (found.values["token"].reveal(), found.source, found.where) == (
        "ghp_in_the_environment_0123",
        Source.ENVIRONMENT,
        "MAANG_GITHUB_TOKEN",
    )


def test_a_named_file_comes_before_what_was_kept(make: Make, tmp_path: Path) -> None:
    (tmp_path / "token").write_text("ghp_in_the_named_file_0123\n")
    secrets = make(MAANG_GITHUB_TOKEN_FILE="~/token")
    secrets.files.set("github", a_token("kept"))
    found = secrets.find("github")
    assert found is not None
    assert (found.values["token"].reveal(), found.source, found.where) == (
        "ghp_in_the_named_file_0123",
        Source.NAMED_FILE,
        "MAANG_GITHUB_TOKEN_FILE",
    )


def test_the_keyring_comes_before_our_file(make: Make, desktop: dict[str, str]) -> None:
    secrets = make(desktop)
    secrets.keyring.set("github", a_token("keyring"))
    secrets.files.set("github", a_token("file"))
    found = secrets.find("github")
    assert found is not None
    assert (found.values, found.source) == (a_token("keyring"), Source.KEYRING)


def test_our_file_comes_last(make: Make) -> None:
    secrets = make()
    secrets.files.set("github", a_token("file"))
    found = secrets.find("github")
    assert found is not None
    assert (found.values, found.source) == (a_token("file"), Source.FILE)


def test_keeping_in_the_file_empties_the_keyring(make: Make, desktop: dict[str, str]) -> None:
    secrets = make(desktop)
    secrets.keep("github", a_token("first"), to=Keep.KEYRING)
    secrets.keep("github", a_token("second"), to=Keep.FILE)
    assert secrets.keyring.get("github") is None


def test_keeping_in_the_keyring_removes_the_file(make: Make, desktop: dict[str, str]) -> None:
    secrets = make(desktop)
    secrets.keep("github", a_token("first"), to=Keep.FILE)
    secrets.keep("github", a_token("second"), to=Keep.KEYRING)
    assert secrets.files.get("github") is None


def test_without_a_keyring_nothing_is_kept_and_both_ways_out_are_named(make: Make) -> None:
    secrets = make()
    with pytest.raises(NotConfigured) as refused:
        secrets.keep("leetcode", a_token("x"), to=Keep.KEYRING)
    assert refused.value.hint is not None
    assert "--store file" in refused.value.hint
    assert "MAANG_LEETCODE_SESSION" in refused.value.hint


def test_what_was_kept_is_removed_from_both_places(make: Make, desktop: dict[str, str]) -> None:
    secrets = make(desktop)
    secrets.keyring.set("github", a_token("keyring"))
    secrets.files.set("github", a_token("file"))
    removed = secrets.remove("github", known=Keep.KEYRING)
    assert removed == ("the keyring", str(secrets.files.path("github")))
    assert secrets.find("github") is None


def test_a_silent_keyring_is_not_said_to_be_empty(make: Make) -> None:
    with pytest.raises(Unavailable, match="does not answer here"):
        make().remove("github", known=Keep.KEYRING)


def test_a_whole_cookie_header_may_stand_in_one_variable(make: Make) -> None:
    header = f"_ga=1; LEETCODE_SESSION={SESSION}; csrftoken={CSRF}"
    found = make(MAANG_LEETCODE_SESSION=header).find("leetcode")
    assert found is not None
    assert found.values == {"session": Secret(SESSION), "csrf": Secret(CSRF)}


def test_each_part_may_come_from_a_variable_or_a_file_of_its_own(
    make: Make, tmp_path: Path
) -> None:
    (tmp_path / "csrf").write_text(CSRF)
    found = make(
        MAANG_LEETCODE_SESSION=SESSION, MAANG_LEETCODE_CSRF_FILE=str(tmp_path / "csrf")
    ).find("leetcode")
    assert found is not None
    assert found.values == {"session": Secret(SESSION), "csrf": Secret(CSRF)}


def test_half_a_login_in_the_environment_is_said_and_not_shown(make: Make) -> None:
    with pytest.raises(Invalid) as refused:
        make(MAANG_CODEFORCES_KEY="k" * 40).find("codeforces")
    assert refused.value.message == "MAANG_CODEFORCES_KEY: codeforces: the API secret is missing"


@pytest.mark.parametrize(
    ("content", "why"), [(None, "No such file"), (b"", "empty"), (b"\xff\xfe", "not UTF-8")]
)
def test_a_named_file_that_is_no_use_is_said(
    make: Make, tmp_path: Path, content: bytes | None, why: str
) -> None:
    if content is not None:
        (tmp_path / "token").write_bytes(content)
    with pytest.raises(NotConfigured, match=why):
        make(MAANG_GITHUB_TOKEN_FILE=str(tmp_path / "token")).find("github")


def test_a_file_of_ours_that_others_can_read_stops_everything(make: Make) -> None:
    secrets = make()
    secrets.files.set("github", a_token("file"))
    secrets.files.path("github").chmod(0o644)
    with pytest.raises(Denied):
        secrets.find("github")


def test_a_platform_without_secrets_is_not_looked_for(make: Make) -> None:
    secrets = make(MAANG_ATCODER_USER="tourist")
    assert (secrets.find("atcoder"), secrets.user("atcoder")) == (None, "tourist")
