"""On a real terminal: however the app ends, the terminal is sane and nobody is left behind."""

import re
import signal
import time
import unicodedata

import psutil
import pytest
from sqlalchemy import text

from maang.core.db.database import engine_for
from maang.core.servers.running import postgres
from tests.hostile import HOSTILE, MARKUP
from tests.programs import Program
from tests.tui.freezing import frozen
from tests.tui.terminal import Terminal

pytestmark = [
    pytest.mark.xdist_group("program"),
    # A pty is a fork, and workers have a thread that waits for messages.
    pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning"),
]

OURS = re.compile(
    r"\x1b\[[0-9;]*[mHJKr]|\x1b\[[?<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1bP=[12]s\x1b\\"
    r"|\x1b\]22;[a-z-]*\x07"
)
"""What Textual sends: colours, cursor, modes and questions about them, the shape of the pointer."""

BACK = ("\x1b[?1049l", "\x1b[?25h", "\x1b[?1000l", "\x1b[?2004l")
"""Off the second screen, the cursor shown, the mouse and the pasting left alone."""

ATTACK = "".join(value for name, value in HOSTILE.items() if "surrogate" not in name).replace(
    "\x00", ""
) + "".join(MARKUP.values())


@pytest.fixture
def terminal(program: Program) -> Terminal:
    """The page of the day on 80 columns."""
    terminal = Terminal(program)
    terminal.sees("in blind-75", "q Quit")
    return terminal


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=lambda value: str(value)
)
def test_a_signal_ends_it_with_its_code_and_a_sane_terminal(
    terminal: Terminal, number: signal.Signals, code: int
) -> None:
    terminal.kill(number)

    assert terminal.ends() == code
    assert [mode for mode in BACK if mode not in terminal.raw] == []


def test_q_ends_it_with_zero_and_a_sane_terminal(terminal: Terminal) -> None:
    terminal.types("q")

    assert terminal.ends() == 0
    assert [mode for mode in BACK if mode not in terminal.raw] == []


def test_a_closed_terminal_leaves_no_process_behind(terminal: Terminal) -> None:
    app = psutil.Process(terminal.child.pid)

    terminal.hang_up()

    assert app.wait(60) is not None


@pytest.mark.parametrize("shell", ["exec {}", "setsid --wait {}"], ids=["told", "untold"])
def test_a_terminal_that_takes_no_more_and_is_closed_leaves_nobody_behind(
    program: Program, shell: str
) -> None:
    terminal = Terminal(program, shell=shell)
    terminal.sees("in blind-75", "q Quit")
    child = psutil.Process(terminal.child.pid)
    app = child if shell.startswith("exec") else child.children()[0]

    terminal.types("2" + "jkjk142364" * 40)
    rests(app)  # nobody reads what it paints, and it cannot go on
    terminal.hang_up()

    gone, _ = psutil.wait_procs([app], timeout=60)
    if shell != "exec {}":
        child.kill()
    assert gone == [app]


def test_a_closed_terminal_is_noticed_without_a_signal(program: Program) -> None:
    terminal = Terminal(program, shell="setsid --wait {}")
    terminal.sees("in blind-75", "q Quit")
    shell = psutil.Process(terminal.child.pid)
    (app,) = shell.children()

    terminal.hang_up()

    gone, _ = psutil.wait_procs([app], timeout=60)
    shell.kill()
    assert gone == [app]


def test_a_stopped_app_gives_the_terminal_back_and_goes_on_with_it(terminal: Terminal) -> None:
    app = psutil.Process(terminal.child.pid)

    terminal.types("\x1a")
    terminal.until(lambda: app.status() == psutil.STATUS_STOPPED, "stops")
    terminal.read()
    left = [mode for mode in BACK if mode not in terminal.raw]
    terminal.screen.reset()
    terminal.kill(signal.SIGCONT)
    terminal.sees("in blind-75", "q Quit")
    terminal.types("q")

    assert left == []
    assert terminal.ends() == 0


def test_without_a_terminal_it_refuses_and_names_the_command(program: Program) -> None:
    done = program("tui")

    assert done.code == 2
    assert "maang today" in done.err
    assert done.out == ""


def test_what_another_terminal_logs_is_seen_without_a_key(
    terminal: Terminal, program: Program
) -> None:
    program("log", "climbing-stairs", "--at", "30 days ago", "--again")

    terminal.sees("70 climbing-stairs")
    terminal.types("q")

    assert terminal.ends() == 0


def test_a_frozen_database_loses_nothing_that_is_typed(program: Program) -> None:
    terminal = Terminal(program, env={"MAANG_DEADLINE_LIGHT": "1", "MAANG_DEADLINE_CONNECT": "1"})
    terminal.sees("in blind-75", "q Quit")
    terminal.opens_the_form()
    terminal.types("house-robber")
    terminal.sees("198 house-robber")
    with frozen(program):
        terminal.types("\t\t\t31")
        terminal.sees("minutes 31")
        terminal.press("\x13")
        terminal.sees("not saved; what you typed is still here", "minutes 31")
    terminal.types("\x13")
    terminal.sees("house-robber: solved in 31 min")
    terminal.types("q")

    assert terminal.ends() == 0
    assert "31" in program("log", "show", "house-robber").out


def rests(process: psutil.Process) -> None:
    """Wait until a process takes no more time of a processor."""
    deadline, still, before = time.monotonic() + 60, 0, -1.0
    while still < 4:
        assert time.monotonic() < deadline
        time.sleep(0.25)
        now = sum(process.cpu_times()[:2])
        still, before = (still + 1 if now == before else 0), now


@pytest.fixture(scope="module")
def attacked(program: Program) -> Program:
    """A program whose database holds hostile text, as one restored from elsewhere might."""
    program("log", "maximum-subarray", "--at", "9 days ago", "--note", "x", "--approach", "x")
    program("problem", "add", "A knot", "--slug", "a-knot")
    program("note", "add", "a ravelled note", "-p", "a-knot")
    program("memory", "index")
    address = postgres(program.home / "maang" / "data")
    assert address is not None
    engine = engine_for(address.url)
    with engine.begin() as connection:
        for statement in (
            "ALTER TABLE attempts DISABLE TRIGGER USER",
            "UPDATE attempts SET note = :attack, approach = :attack WHERE note = 'x'",
            "ALTER TABLE attempts ENABLE TRIGGER USER",
            "UPDATE problems SET title = :attack WHERE slug IN ('a-knot', 'maximum-subarray')",
            "UPDATE activity_log SET subject = :attack WHERE subject LIKE 'maximum-subarray%'",
            "UPDATE conversation_memory SET text = 'ravelled ' || :attack, title = :attack, "
            "kind = :attack, company = :attack, "
            "metadata = jsonb_build_object('problem', CAST(:attack AS text)) "
            "WHERE title = 'a ravelled note' OR title LIKE '%(maximum-subarray)%'",
            "UPDATE vector_embeddings SET text = 'ravelled ' || :attack WHERE memory_id IN "
            "(SELECT id FROM conversation_memory WHERE text LIKE 'ravelled %')",
        ):
            values = {"attack": ATTACK} if ":attack" in statement else {}
            connection.execute(text(statement), values)
    engine.dispose()
    return program


def test_nothing_hostile_reaches_the_terminal_from_any_screen(attacked: Program) -> None:
    terminal = Terminal(attacked, env={"EDITOR": "true"})  # one that is opened says things, too
    terminal.sees("53 maximum-subarray")
    terminal.types("2")
    terminal.sees("problems")
    terminal.press("/")
    terminal.types("a-knot")
    terminal.sees("1 problem ")
    terminal.types("\r\r")
    terminal.sees("difficulty")
    terminal.types("\x1br")
    terminal.sees("[1 of")
    terminal.types(" ")
    terminal.sees("1 again")
    terminal.opens_the_form()
    terminal.types("maximum-subarray")
    terminal.sees("53 maximum-subarray")
    terminal.types("\x1b")
    terminal.until(lambda: "outcome" not in terminal.picture, "closes the form")
    remember(terminal)
    terminal.types("\x10a-knot")
    terminal.sees("a-knot ")
    terminal.types("\x1buq")
    code = terminal.ends()

    assert code == 0
    assert obeyed(OURS.sub("", terminal.raw)) == set()


def remember(terminal: Terminal) -> None:
    """Look through memory: a list, a text, a search and why it found that, an answer, a filter."""
    terminal.types("7")
    terminal.sees("newest first")
    terminal.press("j", "e")
    terminal.types("/ravelled\r")
    terminal.sees("by words and meaning")
    terminal.press("j", "\r")  # the second of two that fit alike: the attempt, or the note
    terminal.rests()
    if "a Ask" not in terminal.picture:  # the attempt has a screen of its own
        terminal.press("\x1b")
    terminal.press("a")
    terminal.sees("your own sentences")
    terminal.press("\x1b", "K")
    terminal.sees("Only one kind")
    terminal.press("\x1b", "x", "1")


def obeyed(seen: str) -> set[str]:
    """The characters that a terminal would obey instead of show."""
    kinds = {"Cc", "Cf", "Zl", "Zp", "Cs"}
    return {
        char
        for char in seen
        if unicodedata.category(char) in kinds and char not in "\r\n\t\u200c\u200d"
    }
