"""`MAANG_TEST_REQUIRE=strace,git`: a test that skips for want of one of these fails instead.

The reason of a skip begins with what is missing, or names it as a word; CI names all it installs.
"""

import os
import re
from collections.abc import Generator

import pytest

NAMED = frozenset(os.environ.get("MAANG_TEST_REQUIRE", "").replace(",", " ").lower().split())


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn the skip of a required test into a failure that says why."""
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple):
        reason = report.longrepr[2]
        wanted = wanted_by(reason)
        if wanted:
            report.outcome = "failed"
            report.longrepr = f"{', '.join(wanted)} may not be missing here: {reason}"
    return report


def wanted_by(reason: str) -> list[str]:
    """The required things that a reason names."""
    return sorted(NAMED.intersection(re.findall(r"[a-z0-9][a-z0-9-]*", reason.lower())))
