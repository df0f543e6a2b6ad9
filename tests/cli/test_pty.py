"""On a real terminal: what reaches it, what colours it, and a sitting of reviews key by key."""

import json
import re
import shlex
import unicodedata
from collections.abc import Iterator, Mapping

import pexpect
import pyte
import pytest
from sqlalchemy import text

from maang.core.db.database import engine_for
from maang.core.servers.running import postgres
from tests.hostile import HOSTILE
from tests.programs import SECONDS, Program

pytestmark = [
    pytest.mark.xdist_group("program"),
    # Keys reach a program behind a pty when the system gets to it; a second try is counted as one.
    pytest.mark.flaky(reruns=2),
    # A pty is a fork, and workers have a thread that waits for messages.
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

STYLE = re.compile(r"\x1b\[[0-9;]*m")
"""What we send on purpose: colours and weights."""

OBEYED = {"Cc", "Cf", "Zl", "Zp", "Cs"}
"""Categories of characters a terminal obeys or that hide; line ends and tabs are none here."""

ATTACK = "".join(value for name, value in HOSTILE.items() if "surrogate" not in name).replace(
    "\x00", ""
)
"""All of them in a row (an argument holds no NUL, and UTF-8 no half characters)."""


class Sitting:
    """A command with a person in front of it: 24 lines of 80 columns."""

    def __init__(
        self, program: Program, argv: list[str], env: Mapping[str, str] | None = None
    ) -> None:
        self.child = pexpect.spawn(
            argv[0],
            argv[1:],
            env={**program.environment, "TERM": "xterm-256color", **(env or {})},
            cwd=str(program.home),
            dimensions=(24, 80),
            timeout=SECONDS,
            encoding="utf-8",
        )
        self.child.delaybeforesend = None

    def sees(self, words: str) -> None:
        """Wait until the words stand there."""
        self.child.expect_exact(words)

    def types(self, keys: str) -> None:
        """Press keys."""
        self.child.send(keys)

    def ends(self) -> tuple[int, str]:
        """Wait for the end: the exit code, and what came since the last words that were seen."""
        self.child.expect(pexpect.EOF)
        self.child.close()
        code: int = self.child.exitstatus
        return code, str(self.child.before)


@pytest.fixture(scope="module")
def attacked(program: Program) -> Program:
    """A program whose database holds hostile text, as one restored from elsewhere might."""
    program("log", "3sum", "--note", "x", "--approach", "x")
    program("problem", "add", "A ring", "--slug", "a-ring")
    address = postgres(program.home / "maang" / "data")
    assert address is not None
    engine = engine_for(address.url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE attempts DISABLE TRIGGER USER"))
        written = "UPDATE attempts SET note = :attack, approach = :attack WHERE note = 'x'"
        connection.execute(text(written), {"attack": ATTACK})
        connection.execute(text("ALTER TABLE attempts ENABLE TRIGGER USER"))
        written = "UPDATE problems SET title = :attack WHERE slug IN ('a-ring', '3sum')"
        connection.execute(text(written), {"attack": ATTACK})
        connection.execute(text("UPDATE activity_log SET subject = :attack"), {"attack": ATTACK})
    engine.dispose()
    return program


@pytest.mark.parametrize(
    "words",
    [
        ["log", "show", "3sum"],
        ["log", "list"],
        ["problem", "show", "a-ring"],
        ["problem", "list", "--list", "neetcode-150"],
        ["undo", "--list"],
        ["log", ATTACK],
        ["problem", "search", ATTACK],
        [ATTACK],
        ["today", "--" + ATTACK],
        ["config", "set", "editor", ATTACK, "--dry-run"],
    ],
    ids=lambda words: " ".join("ATTACK" if ATTACK in word else word for word in words),
)
def test_nothing_hostile_reaches_the_terminal(attacked: Program, words: list[str]) -> None:
    _, seen = on_a_terminal(attacked, *words)

    assert seen.strip()
    assert obeyed(seen) == set()


def test_hostile_words_are_cleaned_on_their_way_in_as_well(program: Program) -> None:
    said = program("log", "4sum", "--note", "-", "--json", stdin=ATTACK)
    stored = json.loads(said.out)["attempt"]["note"]

    assert obeyed(stored.replace("\n", "\r\n")) == set()
    assert "owned" not in stored


def test_a_screen_keeps_its_title_and_its_cursor(attacked: Program) -> None:
    screen = pyte.Screen(80, 200)
    pyte.Stream(screen).feed(on_a_terminal(attacked, "log", "show", "3sum")[1])

    assert screen.title == ""
    assert not screen.cursor.hidden
    assert any("outcome" in line for line in screen.display)


@pytest.mark.parametrize(
    ("words", "env", "coloured"),
    [
        (["today"], {}, True),
        (["today"], {"NO_COLOR": "1"}, False),
        (["today"], {"TERM": "dumb"}, False),
        (["today", "--color", "never"], {}, False),
        (["today", "--color", "always"], {"NO_COLOR": "1"}, True),
        (["no-such-command"], {}, True),
        (["no-such-command"], {"NO_COLOR": "1"}, False),
    ],
)
def test_a_terminal_is_coloured_unless_it_is_told_otherwise(
    program: Program, words: list[str], env: dict[str, str], coloured: bool
) -> None:
    _, seen = on_a_terminal(program, *words, env=env)

    assert (STYLE.search(seen) is not None) is coloured


def test_a_repeated_log_is_asked_about(program: Program) -> None:
    program("log", "two-sum", "--again")

    sitting = Sitting(program, [*program.argv, "log", "two-sum"])
    sitting.sees("[y/N]")
    sitting.types("n\r")

    assert sitting.ends()[0] == 4


def test_no_input_asks_nothing(program: Program) -> None:
    program("log", "two-sum", "--again")

    code, seen = on_a_terminal(program, "log", "two-sum", "--no-input")

    assert code == 4
    assert "[y/N]" not in seen


FRESH = iter(["valid-anagram", "group-anagrams", "rotate-image", "word-search"])
"""Problems nobody has reviewed yet."""


@pytest.fixture
def two_due(program: Program) -> Iterator[Program]:
    """Two cards that are due; afterwards nothing is."""
    for slug in (next(FRESH), next(FRESH)):
        program("log", slug, "--at", "20 days ago", "--approach", "sort the letters", "--again")
    yield program
    for card in json.loads(program("review", "due", "--json").out):
        program("review", "answer", card["problem"]["slug"], "easy")


def test_a_sitting_recalls_reveals_grades_takes_back_and_stops(two_due: Program) -> None:
    cards = json.loads(two_due("review", "due", "--json").out)
    first, second = (card["problem"]["slug"] for card in cards[:2])

    sitting = Sitting(two_due, [*two_due.argv, "review", "start"])
    sitting.sees(f"[1 of {len(cards)}]")
    sitting.types(" ")
    sitting.sees("sort the letters")
    sitting.sees("4 easy")
    sitting.types("3")
    sitting.sees(f"{first}: good")
    sitting.sees(f"[2 of {len(cards)}]")
    sitting.types("u")
    sitting.sees(f"taken back: {first}")
    sitting.types("x1")
    sitting.sees(f"{first}: again")
    sitting.sees(second)
    sitting.types("q")
    code, end = sitting.ends()

    assert code == 0
    assert "1 card answered, 1 forgotten" in end


def test_ctrl_c_leaves_the_terminal_as_it_was_and_keeps_the_answers(two_due: Program) -> None:
    cards = json.loads(two_due("review", "due", "--json").out)
    start = shlex.join([*two_due.argv, "review", "start"])
    sitting = Sitting(two_due, ["sh", "-c", f"trap : INT; {start}; echo code=$?; stty -a"])
    sitting.sees("[1 of")
    sitting.types(" ")
    sitting.sees("4 easy")
    sitting.types("3")
    sitting.sees("[2 of")
    sitting.types("\x03")
    _, end = sitting.ends()

    assert "code=130" in end
    assert {"icanon", "echo"} <= set(end.split())
    assert len(json.loads(two_due("review", "due", "--json").out)) == len(cards) - 1


def on_a_terminal(
    program: Program, *words: str, env: Mapping[str, str] | None = None
) -> tuple[int, str]:
    """The exit code, and everything that reached the terminal."""
    return Sitting(program, [*program.argv, *words], env).ends()


def obeyed(seen: str) -> set[str]:
    """The characters a terminal would obey, beside our own styles and the ends of lines."""
    rest = STYLE.sub("", seen).replace("\r\n", "")
    return {
        char
        for char in rest
        if unicodedata.category(char) in OBEYED and char not in "\t\u200c\u200d"
    }
