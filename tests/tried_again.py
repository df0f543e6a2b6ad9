"""What a test that was tried again had said: without it, its cause is gone with the retry."""

import pytest
from _pytest.terminal import TerminalReporter


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Print every failure that was followed by another try."""
    reports: list[pytest.TestReport] = terminalreporter.stats.get("rerun", [])
    if reports:
        terminalreporter.section("failed, and tried again")
    for report in reports:
        terminalreporter.section(report.nodeid, sep="_")
        terminalreporter.line(report.longreprtext)
