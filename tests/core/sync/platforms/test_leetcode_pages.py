"""LeetCode's rows, one at a time."""

import pytest

from maang.core.errors import BadReply
from maang.core.sync.models import RemoteSubmission, Verdict
from maang.core.sync.platforms.leetcode_pages import (
    LONGEST_CASE,
    recent_rows,
    signed_listing,
    with_details,
)
from maang.core.sync.platforms.leetcode_questions import RECENT


@pytest.mark.parametrize(
    ("runtime", "milliseconds"), [("4 ms", 4), ("1.2 s", 1200), ("N/A", None), ("fast", None)]
)
def test_a_runtime_is_milliseconds_or_unknown(runtime: str, milliseconds: int | None) -> None:
    assert a_row(runtime=runtime).runtime_ms == milliseconds


@pytest.mark.parametrize(("memory", "kilobytes"), [("16.5 MB", 16896), ("N/A", None)])
def test_memory_is_kilobytes_or_unknown(memory: str, kilobytes: int | None) -> None:
    assert a_row(memory=memory).memory_kb == kilobytes


def test_a_verdict_nobody_has_heard_of_keeps_its_word() -> None:
    row = a_row(statusDisplay="Judged By Moon")
    assert (row.verdict, row.said) == (Verdict.OTHER, "Judged By Moon")


def test_a_title_brings_no_escape_codes_along() -> None:
    assert a_row(title="Two\x1b[31m Sum").problem.title == "Two Sum"


def test_details_that_are_null_change_nothing() -> None:
    assert with_details(a_row(), {"data": {"submissionDetails": None}}) == a_row()


def test_a_signed_list_that_is_null_is_no_listing() -> None:
    assert signed_listing({"data": {"submissionList": None}}) is None


def test_a_failing_case_of_megabytes_is_shortened_and_says_so() -> None:
    details = {"data": {"submissionDetails": {"lastTestcase": "9" * (LONGEST_CASE + 50)}}}
    case = with_details(a_row(statusDisplay="Wrong Answer"), details).failing_case
    assert (case or "").endswith("9… (57 more characters)")


def test_code_is_kept_as_it_is() -> None:
    code = "if x:\r\n\treturn 1\n"
    details = {"data": {"submissionDetails": {"code": code}}}
    assert with_details(a_row(), details).code == code


def test_an_id_that_is_none_is_a_bad_reply() -> None:
    with pytest.raises(BadReply, match=r"recentSubmissionList\[0\]\.id"):
        a_row(id="seven")


def a_row(**changed: str) -> RemoteSubmission:
    """One row of the list that anyone may see, with these fields changed."""
    row = {
        "id": "7",
        "title": "Two Sum",
        "titleSlug": "two-sum",
        "timestamp": "1770000000",
        "statusDisplay": "Accepted",
        "lang": "python3",
    }
    rows = recent_rows({"data": {"recentSubmissionList": [{**row, **changed}]}}, RECENT)
    assert rows
    assert rows[0].submission
    return rows[0].submission
