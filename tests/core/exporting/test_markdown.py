"""The readable log."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from maang.core.exporting.markdown import pages
from tests.core.exporting.attempts import AGAIN, OWN, SOLVED


def test_a_problem_has_one_heading_and_its_attempts_below() -> None:
    text = b"".join(pages([SOLVED, AGAIN, OWN], zone=ZoneInfo("UTC"))).decode()

    assert text.count("## ") == 2
    assert "## 1. Two Sum (easy, Arrays & Hashing)\n\n<https://leetcode.com" in text
    assert "- 2026-03-01 23:30 solved with hints in 18 min (1 hint) at acme" in text
    assert "## Ring\n" in text
    assert "  > first\n  >\n  > second" in text


def test_code_is_fenced_by_more_than_it_holds() -> None:
    text = b"".join(pages([replace(SOLVED, note=None)], zone=ZoneInfo("UTC"))).decode()

    assert text.count("````") == 2
    assert "  ````python\n  if a:\n      pass  # ```\n  ````" in text
