"""Where each shell looks for completions, what it finds there, and how that is taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from typer._completion_shared import get_completion_script

from maang.cli.variables import COMPLETE
from maang.core.config.writer import write_atomically
from maang.core.errors import Invalid, Unavailable

SHELLS = ("bash", "zsh", "fish")

MARK = "# maang completion"
"""Ends the line that we add to a start-up file, so that it is found again."""

BASH_COMPLETION = (
    Path("/usr/share/bash-completion/bash_completion"),
    Path("/usr/local/share/bash-completion/bash_completion"),
    Path("/opt/homebrew/share/bash-completion/bash_completion"),
    Path("/etc/bash_completion"),
)
"""Where the package lies that makes bash look into a directory of completions."""

WHEN_LOADED = """
# zsh runs this file as the completion itself when it needs it for the first time
[[ "${zsh_eval_context[-1]}" == loadautofunc ]] && _maang_completion "$@"
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where completion goes. `start_file` gets `line`, where the shell would not look otherwise."""

    shell: str
    file: Path
    start_file: Path | None = None
    line: str = ""

    @property
    def undo(self) -> tuple[str, ...]:
        """What to type to be rid of it."""
        steps = [f"rm '{self.file}'"]
        if self.start_file is not None:
            steps.append(f"sed -i.bak '/{MARK}$/d' '{self.start_file}'")
        return tuple(steps)


def script(shell: str) -> str:
    """What the shell reads. Raises Invalid for a shell we do not know."""
    if shell not in SHELLS:
        raise Invalid(f"no completion for {shell!r}", hint=f"there is one for {', '.join(SHELLS)}")
    text = get_completion_script(prog_name="maang", complete_var=COMPLETE, shell=shell)
    return f"{text}\n{WHEN_LOADED if shell == 'zsh' else ''}"


def shell_of(env: Mapping[str, str]) -> str:
    """The person's shell, as SHELL names it."""
    return Path(env.get("SHELL", "")).name


def place_for(shell: str, *, env: Mapping[str, str], home: Path) -> Place:
    """Where the completion of that shell goes, here."""
    if shell == "fish":
        folder = _folder(env, "XDG_CONFIG_HOME", home / ".config") / "fish"
        return Place(shell, folder / "completions/maang.fish")
    if shell == "zsh":
        start = _folder(env, "ZDOTDIR", home) / ".zshrc"
        folder = home / ".zfunc"
        line = f"fpath+=('{folder}'); autoload -Uz compinit && compinit  {MARK}"
        return Place(shell, folder / "_maang", start, line)
    data = _folder(env, "XDG_DATA_HOME", home / ".local/share") / "bash-completion"
    file = _folder(env, "BASH_COMPLETION_USER_DIR", data) / "completions/maang"
    if any(package.exists() for package in BASH_COMPLETION):
        return Place(shell, file)
    return Place(shell, file, home / ".bashrc", f"source '{file}'  {MARK}")


def install(place: Place) -> None:
    """Write the script, and the line if it is not there yet. Raises Unavailable."""
    try:
        write_atomically(place.file, content=script(place.shell).encode())
        if place.start_file is not None:
            _add_line(place.start_file, place.line)
    except OSError as error:
        raise Unavailable(f"{error.filename} cannot be written: {error.strerror}") from error


def _add_line(file: Path, line: str) -> None:
    before = file.read_text(encoding="utf-8", errors="surrogateescape") if file.exists() else ""
    if line in before.splitlines():
        return
    with file.open("a", encoding="utf-8") as opened:
        opened.write(("" if before.endswith("\n") or not before else "\n") + f"{line}\n")


def _folder(env: Mapping[str, str], variable: str, default: Path) -> Path:
    said = Path(env.get(variable, ""))
    return said if said.is_absolute() else default
