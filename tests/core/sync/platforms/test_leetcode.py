"""LeetCode, with and without a cookie, as it is and as it misbehaves."""

from collections.abc import Iterator

import pytest

from maang.core.errors import NotConfigured
from maang.core.sync.errors import (
    Blocked,
    RateLimited,
)
from maang.core.sync.models import RemotePage, Verdict
from maang.core.sync.platforms import leetcode
from maang.core.sync.platforms.leetcode import LeetCode
from tests.core.sync.platforms.sites import access_to, ids, notes, submissions, until_it_fails
from tests.fakes.platform_server import mischief
from tests.fakes.platform_server.history import a_history
from tests.fakes.platform_server.mischief import Mischief
from tests.fakes.platform_server.server import PlatformServer

NOTHING = mischief.nothing()


@pytest.fixture
def server() -> Iterator[PlatformServer]:
    with PlatformServer(a_history(90)) as running:
        yield running


def signed(server: PlatformServer) -> LeetCode:
    secrets = {"session": server.world.session, "csrf": server.world.csrf}
    return LeetCode(access_to(server, user=None, secrets=secrets))


def public(server: PlatformServer, *, user: str | None = "ada") -> LeetCode:
    return LeetCode(access_to(server, user=user))


def true_ids(server: PlatformServer) -> list[str]:
    return [str(one.id) for one in server.world.newest_first()]


def first_run(server: PlatformServer) -> list[RemotePage]:
    return list(signed(server).pages(cursor=None, full=False))


def test_with_a_cookie_the_whole_history_comes(server: PlatformServer) -> None:
    assert ids(first_run(server)) == true_ids(server)


def test_a_row_says_what_the_site_knows(server: PlatformServer) -> None:
    read = {each.external_id: each for each in submissions(first_run(server))}
    for one in server.world.history:
        row = read[str(one.id)]
        assert (row.problem.slug, row.verdict, int(row.at.timestamp()), row.runtime_ms) == (
            one.problem.slug,
            one.verdict,
            one.at,
            one.runtime_ms,
        )


def test_languages_get_our_names(server: PlatformServer) -> None:
    found = {each.language for each in submissions(first_run(server))}
    assert found == {"python", "cpp", "java", "go", "mysql"}


def test_the_newest_come_with_their_code_and_the_run_says_that_others_do_not(
    server: PlatformServer,
) -> None:
    pages = first_run(server)
    with_code = [each.external_id for each in submissions(pages) if each.code]
    assert (with_code, notes(pages)) == (
        true_ids(server)[: leetcode.DETAILS_PER_RUN],
        [leetcode.SOME_CODE],
    )


def test_a_wrong_answer_comes_with_the_case_it_failed_on(server: PlatformServer) -> None:
    newest = submissions(first_run(server))[: leetcode.DETAILS_PER_RUN]
    wrong = next(each for each in newest if each.verdict is Verdict.WRONG_ANSWER)
    true = next(one for one in server.world.history if str(one.id) == wrong.external_id)
    assert wrong.failing_case == f"input: {true.failing_case}\nexpected: 8\ngot: 7"


def test_an_accepted_one_has_no_failing_case(server: PlatformServer) -> None:
    accepted = [each for each in submissions(first_run(server)) if each.verdict.value == "accepted"]
    assert {each.failing_case for each in accepted} == {None}


def test_the_next_run_asks_for_one_page_and_gives_only_what_is_new(server: PlatformServer) -> None:
    last = first_run(server)[-1].cursor
    new = server.world.arrive(2)
    server.asked.clear()
    pages = list(signed(server).pages(cursor=last, full=False))
    asked = [each.operation for each in server.asked]
    assert (ids(pages), asked.count("submissionList")) == ([str(new[1].id), str(new[0].id)], 1)


def test_a_run_without_news_still_proves_that_it_read(server: PlatformServer) -> None:
    last = first_run(server)[-1].cursor
    pages = list(signed(server).pages(cursor=last, full=False))
    assert [(len(page.submissions), page.seen) for page in pages] == [(0, 20)]


@pytest.mark.parametrize(
    "trick",
    [mischief.shifting(3), mischief.shifting(25), mischief.duplicated(3), mischief.new_fields()],
)
def test_pages_that_shift_or_repeat_lose_and_double_nothing(
    server: PlatformServer, trick: Mischief
) -> None:
    before = true_ids(server)
    quiet = mischief.nothing().at("submissionList")
    server.misbehave(quiet, trick.at("submissionList"), trick.at("submissionList"))
    found = ids(first_run(server))
    assert (len(found), set(before) - set(found)) == (len(set(found)), set())


def test_what_arrived_while_reading_comes_with_the_next_run(server: PlatformServer) -> None:
    server.misbehave(mischief.nothing().at("submissionList"))
    server.misbehave(mischief.shifting(7).at("submissionList"))
    pages = first_run(server)
    pages += signed(server).pages(cursor=pages[-1].cursor, full=False)
    assert sorted(ids(pages)) == sorted(true_ids(server))


def test_a_null_list_is_read_from_the_older_interface(server: PlatformServer) -> None:
    server.misbehave(mischief.null_lists().at("submissionList"))
    pages = first_run(server)
    assert (ids(pages), notes(pages)[0]) == (true_ids(server), leetcode.OLDER_LIST)


def test_the_older_interface_brings_all_code_along(server: PlatformServer) -> None:
    server.misbehave(mischief.null_lists().at("submissionList"))
    assert all(each.code for each in submissions(first_run(server)))


def test_a_list_cut_by_the_older_interface_goes_on_another_day(server: PlatformServer) -> None:
    server.world.rest_rows = 40
    server.misbehave(mischief.null_lists().at("submissionList").for_(100))
    read, _ = until_it_fails(signed(server).pages(cursor=None, full=True), RateLimited)
    server.world.rest_rows = None
    read += signed(server).pages(cursor=read[-1].cursor, full=True)
    assert ids(read) == true_ids(server)


def test_a_submission_still_being_judged_comes_when_it_is(server: PlatformServer) -> None:
    server.misbehave(mischief.wrong_type("isPending", "Pending").at("submissionList"))
    first = first_run(server)
    later = list(signed(server).pages(cursor=first[-1].cursor, full=False))
    assert (ids(first), ids(later)) == (true_ids(server)[1:], true_ids(server)[:1])


def test_details_that_cannot_be_had_cost_no_row(server: PlatformServer) -> None:
    server.misbehave(mischief.graphql_errors().at("submissionDetails"))
    pages = first_run(server)
    assert (ids(pages), notes(pages)) == (true_ids(server), [leetcode.NO_CODE])


def test_pages_before_a_failure_stay_good(server: PlatformServer) -> None:
    server.misbehave(*(trick.at("submissionList") for trick in (NOTHING, mischief.cloudflare())))
    read, _ = until_it_fails(signed(server).pages(cursor=None, full=False), Blocked)
    rest = list(signed(server).pages(cursor=read[-1].cursor, full=False))
    assert ids([*read, *rest]) == true_ids(server)


def test_another_account_begins_from_nothing(server: PlatformServer) -> None:
    last = {**first_run(server)[-1].cursor, "user": "somebody-else"}
    assert ids(signed(server).pages(cursor=last, full=False)) == true_ids(server)


def test_without_a_cookie_the_last_20_come_and_it_says_so(server: PlatformServer) -> None:
    pages = list(public(server).pages(cursor=None, full=False))
    accepted = [
        str(one.id) for one in server.world.newest_first() if one.verdict.value == "accepted"
    ]
    wanted = set(true_ids(server)[:20]) | set(accepted[:20])
    assert (set(ids(pages)), notes(pages)) == (wanted, [leetcode.ONLY_RECENT])


def test_without_a_cookie_a_gap_is_said(server: PlatformServer) -> None:
    last = list(public(server).pages(cursor=None, full=False))[-1].cursor
    server.world.arrive(21)
    assert leetcode.GAP in notes(public(server).pages(cursor=last, full=False))


def test_without_a_cookie_no_gap_is_said_where_there_is_none(server: PlatformServer) -> None:
    last = list(public(server).pages(cursor=None, full=False))[-1].cursor
    server.world.arrive(19)
    assert leetcode.GAP not in notes(public(server).pages(cursor=last, full=False))


def test_failures_that_cannot_be_told_apart_are_said_to_be_missing(server: PlatformServer) -> None:
    server.misbehave(mischief.graphql_errors("Cannot query field 'id'").at("recentSubmissionList"))
    pages = list(public(server).pages(cursor=None, full=False))
    verdicts = {each.verdict for each in submissions(pages)}
    assert (verdicts, leetcode.NO_FAILURES in notes(pages)) == ({Verdict.ACCEPTED}, True)


def test_the_same_submission_has_the_same_id_with_and_without_a_cookie(
    server: PlatformServer,
) -> None:
    without = set(ids(public(server).pages(cursor=None, full=False)))
    assert without <= set(ids(first_run(server)))


def test_a_run_without_a_cookie_in_between_costs_no_second_backfill(server: PlatformServer) -> None:
    last = first_run(server)[-1].cursor
    between = list(public(server).pages(cursor=last, full=False))[-1].cursor
    assert ids(signed(server).pages(cursor=between, full=False)) == []


def test_neither_cookie_nor_name_is_not_configured(server: PlatformServer) -> None:
    with pytest.raises(NotConfigured) as caught:
        list(public(server, user=None).pages(cursor=None, full=False))
    assert "maang login leetcode" in (caught.value.hint or "")
