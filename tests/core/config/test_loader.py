"""Which source counts, what each may say, and how a mistake is heard."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from maang.core.config.models import Loaded, Origin, Source
from maang.core.config.paths import Paths
from maang.core.config.secret import Secret
from maang.core.errors import Denied, Invalid, NotConfigured, NotFound

Load = Callable[..., Loaded]
Write = Callable[[str], Path]


# What holds


def test_without_anything_said_the_defaults_hold(loaded: Load, home: Path) -> None:
    settings = loaded().settings
    assert (
        settings.zone,
        settings.day_start,
        settings.language,
        settings.list,
        settings.workspace,
        settings.interview_date,
        settings.database.url,
        settings.redis.enabled,
        settings.review.minutes.medium,
        settings.review.retention.problem,
        settings.timer.cap,
        settings.deadline.connect,
        settings.editor,
    ) == (
        *("Europe/Paris", 4, "python", "blind-75", home / "maang", None, None, True),
        *(35, 0.9, 90, 3.0, "vi"),
    )


def test_each_source_counts_before_the_next(
    loaded: Load, user_file: Write, project_file: Write
) -> None:
    rising = [loaded().settings.language]
    user_file('language = "java"')
    rising.append(loaded().settings.language)
    project_file('language = "go"')
    rising.append(loaded().settings.language)
    rising.append(loaded(MAANG_LANGUAGE="rust").settings.language)
    rising.append(loaded(MAANG_LANGUAGE="rust", flags={"language": "c"}).settings.language)
    assert rising == ["python", "java", "go", "rust", "c"]


def test_each_value_knows_where_it_comes_from(
    loaded: Load, user_file: Write, project_file: Write
) -> None:
    user = user_file("day_start = 5")
    project = project_file('list = "grind-75"')
    origins = loaded(MAANG_TIMER_CAP="60", flags={"language": "go"}).origins
    assert [origins[name] for name in ("day_start", "list", "timer.cap", "language", "color")] == [
        Origin(Source.USER, str(user)),
        Origin(Source.PROJECT, str(project)),
        Origin(Source.ENVIRONMENT, "MAANG_TIMER_CAP"),
        Origin(Source.FLAG),
        Origin(Source.DEFAULT),
    ]


def test_the_systems_zone_says_where_it_was_found(loaded: Load) -> None:
    assert loaded().origins["zone"] == Origin(Source.DEFAULT, "TZ")


def test_a_flag_that_was_not_given_does_not_count(loaded: Load) -> None:
    assert loaded(flags={"language": None}).settings.language == "python"


def test_a_flag_may_be_of_the_settings_own_type(loaded: Load) -> None:
    assert loaded(flags={"day_start": 6}).settings.day_start == 6


def test_an_empty_variable_does_not_count(loaded: Load) -> None:
    assert loaded(MAANG_LANGUAGE=" ").settings.language == "python"


def test_a_date_may_be_written_in_tomls_own_way(loaded: Load, user_file: Write) -> None:
    user_file("interview_date = 2026-12-01")
    assert loaded().settings.interview_date == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("variables", "editor"),
    [
        ({"EDITOR": "nano"}, "nano"),
        ({"EDITOR": "nano", "VISUAL": "code -w"}, "code -w"),
        ({"EDITOR": "nano", "MAANG_EDITOR": "hx"}, "hx"),
        ({"EDITOR": "na\nno"}, "vi"),
    ],
)
def test_other_programs_variables_count_before_the_default_only(
    loaded: Load, variables: dict[str, str], editor: str
) -> None:
    assert loaded(**variables).settings.editor == editor


def test_our_own_file_counts_before_other_programs_variables(
    loaded: Load, user_file: Write
) -> None:
    user_file('editor = "hx"')
    assert loaded(EDITOR="nano").settings.editor == "hx"


# Directories


def test_a_directory_in_the_environment_is_relative_to_where_one_stands(
    loaded: Load, home: Path
) -> None:
    assert loaded(MAANG_WORKSPACE="code").settings.workspace == home / "project/code"


def test_a_directory_in_a_file_is_relative_to_the_file(
    loaded: Load, home: Path, project_file: Write
) -> None:
    project_file('workspace = "code"')
    assert loaded().settings.workspace == home / "project/code"


def test_a_directory_may_start_at_home(loaded: Load, home: Path, user_file: Write) -> None:
    user_file('workspace = "~/code"')
    assert loaded().settings.workspace == home / "code"


@pytest.mark.parametrize("outside", ["..", "~/.ssh", "/etc", "link"])
def test_a_project_file_cannot_send_solutions_out_of_the_project(
    loaded: Load, home: Path, project_file: Write, outside: str
) -> None:
    (home / "project/link").symlink_to("/etc")
    project_file(f'workspace = "{outside}"')
    with pytest.raises(Denied, match="workspace is outside the project"):
        loaded()


# Mistakes


def test_an_unknown_name_in_a_file_names_the_file_and_the_nearest(
    loaded: Load, user_file: Write
) -> None:
    file = user_file("[review.minutes]\neazy = 10")
    with pytest.raises(Invalid) as caught:
        loaded()
    assert (caught.value.message, caught.value.hint) == (
        f"{file}: there is no setting 'review.minutes.eazy'",
        "did you mean review.minutes.easy?",
    )


def test_a_group_given_a_value_lists_what_is_in_it(loaded: Load, user_file: Write) -> None:
    user_file("timer = 5")
    with pytest.raises(Invalid) as caught:
        loaded()
    assert caught.value.hint == "it is a group: timer.cap"


def test_a_wrong_type_says_what_is_expected(loaded: Load, user_file: Write) -> None:
    file = user_file('day_start = "4"')
    with pytest.raises(Invalid) as caught:
        loaded()
    assert (
        caught.value.message == f"{file}: day_start: expected a whole number from 0 to 12, not '4'"
    )


def test_a_wrong_variable_is_named(loaded: Load) -> None:
    with pytest.raises(Invalid) as caught:
        loaded(MAANG_ZONE="Paris")
    assert (caught.value.message, caught.value.hint) == (
        'MAANG_ZONE: expected a time zone such as "Europe/Paris" or "UTC", not \'Paris\'',
        "correct MAANG_ZONE or unset it",
    )


def test_a_mistake_is_heard_even_where_another_source_counts(
    loaded: Load, user_file: Write
) -> None:
    user_file("day_start = 25")
    with pytest.raises(Invalid, match="day_start"):
        loaded(MAANG_DAY_START="5")


def test_a_wrong_flag_is_named(loaded: Load) -> None:
    with pytest.raises(Invalid, match="color: expected one of auto, always, never, not 'blue'"):
        loaded(flags={"color": "blue"})


def test_a_flag_for_no_setting_is_not_found(loaded: Load) -> None:
    with pytest.raises(NotFound, match="colour"):
        loaded(flags={"colour": "never"})


@pytest.mark.parametrize(
    "line", ['zone = "UTC"', 'editor = "rm -rf ~"', 'database.url = "postgresql://evil/x"']
)
def test_a_project_file_may_not_set_what_is_the_persons(
    loaded: Load, project_file: Write, line: str
) -> None:
    project_file(line)
    with pytest.raises(Denied, match="a project file may not set") as caught:
        loaded()
    assert str(caught.value.hint).startswith("it may set language, list, workspace;")


def test_an_unknown_variable_is_a_notice_and_no_error(loaded: Load) -> None:
    assert loaded(MAANG_DAYSTART="5").notices == (
        "MAANG_DAYSTART means nothing here: did you mean MAANG_DAY_START?",
    )


def test_a_tz_without_a_name_is_a_notice(loaded: Load) -> None:
    notice = loaded(TZ="CET-1CEST,M3.5.0").notices[0]
    assert notice.startswith("TZ names no zone of the IANA database: days are counted in ")


def test_a_tz_without_a_name_does_not_matter_to_who_set_the_zone(loaded: Load) -> None:
    assert loaded(TZ="CET-1CEST,M3.5.0", MAANG_ZONE="Europe/Paris").notices == ()


# Secrets

URL = "postgresql://u:hunter2@db.example/maang"


def test_an_address_from_the_environment_is_a_secret(loaded: Load) -> None:
    assert loaded(MAANG_DATABASE_URL=URL).settings.database.url == Secret(URL)


def test_no_secret_is_in_what_settings_look_like(loaded: Load) -> None:
    assert "hunter2" not in repr(loaded(MAANG_DATABASE_URL=URL))


def test_an_address_may_be_held_by_a_file(loaded: Load, home: Path) -> None:
    (home / "secret").write_text(f"{URL}\n")
    read = loaded(MAANG_DATABASE_URL_FILE="~/secret")
    assert (read.settings.database.url, read.origins["database.url"].where) == (
        Secret(URL),
        "MAANG_DATABASE_URL_FILE",
    )


def test_the_variable_counts_before_the_file(loaded: Load, home: Path) -> None:
    (home / "secret").write_text("redis://other")
    read = loaded(MAANG_REDIS_URL="redis://one", MAANG_REDIS_URL_FILE=str(home / "secret"))
    assert read.settings.redis.url == Secret("redis://one")


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe"])
def test_a_file_that_holds_no_address_is_not_configured(
    loaded: Load, home: Path, content: bytes | None
) -> None:
    if content is not None:
        (home / "secret").write_bytes(content)
    with pytest.raises(NotConfigured, match=r"MAANG_REDIS_URL_FILE names .*secret"):
        loaded(MAANG_REDIS_URL_FILE=str(home / "secret"))


def test_a_password_in_a_file_is_refused_and_not_repeated(loaded: Load, user_file: Write) -> None:
    user_file(f'database.url = "{URL}"')
    with pytest.raises(Denied) as caught:
        loaded()
    assert "MAANG_DATABASE_URL_FILE" in str(caught.value.hint)
    assert "hunter2" not in caught.value.message


def test_an_address_without_a_password_may_stand_in_a_file(loaded: Load, user_file: Write) -> None:
    user_file('database.url = "postgresql://db.example/maang"')
    assert loaded().settings.database.url == Secret("postgresql://db.example/maang")


def test_a_password_on_the_command_line_is_refused(loaded: Load) -> None:
    with pytest.raises(Denied, match="the command line is no place for the password"):
        loaded(flags={"database.url": URL})


def test_a_wrong_address_is_not_repeated(loaded: Load) -> None:
    with pytest.raises(Invalid) as caught:
        loaded(MAANG_DATABASE_URL="mysql://u:hunter2@db")
    assert "hunter2" not in caught.value.message


def test_paths_decide_where_the_users_file_is(loaded: Load, paths: Paths, home: Path) -> None:
    assert paths.config_file == home / ".config/maang/config.toml"
