"""What a person pastes, and what is found in it."""

import pytest

from maang.core.accounts.shapes import ends, pasted, tail
from maang.core.config.secret import Secret
from maang.core.errors import Invalid
from tests.fakes.platform_server.world import a_session

SESSION, CSRF = a_session("ada"), "csrf-token-0123456789abcdef"
BOTH = {"session": Secret(SESSION), "csrf": Secret(CSRF)}


@pytest.mark.parametrize(
    "text",
    [
        f"{SESSION}\n{CSRF}\n",
        f"{SESSION} {CSRF}",
        f"LEETCODE_SESSION={SESSION}; csrftoken={CSRF}",
        f"csrftoken={CSRF}; LEETCODE_SESSION={SESSION};",
        f"Cookie: _ga=GA1.2; csrftoken={CSRF}; __cf=x=y==; LEETCODE_SESSION={SESSION}; theme=dark",
        f'LEETCODE_SESSION="{SESSION}"\r\ncsrftoken="{CSRF}"\r\n',
        f"session={SESSION}\ncsrf={CSRF}",
    ],
)
def test_both_cookies_are_found_however_they_are_pasted(text: str) -> None:
    assert pasted("leetcode", text) == BOTH


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (SESSION, "the csrftoken is missing"),
        (f"csrftoken={CSRF}", "the LEETCODE_SESSION is missing"),
        (f"not-a-token-of-three-parts {CSRF}", "three parts"),
        (f"{SESSION} short", "that is no csrftoken"),
        (f"{SESSION} {CSRF} something-else", "3 values for 2 secrets"),
        ("", "the LEETCODE_SESSION is missing"),
    ],
)
def test_what_cannot_be_a_login_is_refused(text: str, why: str) -> None:
    with pytest.raises(Invalid, match=why):
        pasted("leetcode", text)


@pytest.mark.parametrize("text", [f"secret-but-wrong {CSRF}", f"{SESSION} x\x1by{CSRF}", SESSION])
def test_a_refusal_does_not_repeat_the_secret(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        pasted("leetcode", text)
    said = f"{refused.value.message} {refused.value.hint}"
    assert not any(word in said for word in text.split())


def test_codeforces_has_a_key_and_its_secret_in_this_order() -> None:
    assert pasted("codeforces", f"{'a' * 40}\n{'b' * 40}") == {
        "key": Secret("a" * 40),
        "secret": Secret("b" * 40),
    }


def test_a_platform_of_somebody_else_has_a_token() -> None:
    assert pasted("elsewhere", "0123456789abcdef=\n") == {"token": Secret("0123456789abcdef=")}


def test_the_tail_is_that_of_the_secret_that_counts() -> None:
    assert tail("leetcode", BOTH) == SESSION[-4:]


def test_the_end_is_that_of_the_secret_that_counts() -> None:
    assert ends("leetcode", BOTH) is not None


def test_without_a_secret_there_is_no_tail() -> None:
    assert tail("leetcode", {}) is None
