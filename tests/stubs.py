"""Programs that stand in for crontab and systemctl: they do what they should and write it down."""

from pathlib import Path

CRONTAB = """#!/bin/sh
echo "$*" >>"{place}/crontab.asked"
case "$1" in
-l) [ -f "{place}/table" ] || {{ echo "no crontab for ada" >&2; exit 1; }}
    cat "{place}/table" ;;
-) cat >"{place}/table" ;;
*) exit 2 ;;
esac
"""

SYSTEMCTL = """#!/bin/sh
echo "$*" >>"{place}/systemctl.asked"
"""

REFUSING = """#!/bin/sh
cat >/dev/null
echo "you ({name}) are not allowed to use this program" >&2
exit 1
"""


def a_program(directory: Path, name: str, script: str) -> None:
    """Put an executable there, from one of the scripts above."""
    directory.mkdir(exist_ok=True)
    file = directory / name
    file.write_text(script.format(place=directory, name=name))
    file.chmod(0o755)


def asked(directory: Path, name: str) -> list[str]:
    """The arguments it was called with so far, a line each."""
    file = directory / f"{name}.asked"
    return file.read_text().splitlines() if file.exists() else []
