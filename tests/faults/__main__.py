"""`python -m tests.faults [NAME ...] [--short]`: the soak. Every fault in full, one after the
other; a line each goes to results.jsonl, and docs/faults.md is made anew. `--page` only does that.
"""

import argparse
import sys
import time

from tests.faults.every import FAULTS
from tests.faults.ground import a_ground
from tests.faults.record import PAGE, Fault, append, line, newest, page


def main() -> int:
    """Run what was asked for; 0 when every promise was kept and every control did harm."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("names", nargs="*", help=", ".join(fault.name for fault in FAULTS))
    parser.add_argument("--times", type=int, help="not as often as each asks for, but so often")
    parser.add_argument("--short", action="store_true", help="as in the tests; keeps no line")
    parser.add_argument("--page", action="store_true", help="only write the page")
    asked = parser.parse_args()
    chosen = [fault for fault in FAULTS if not asked.names or fault.name in asked.names]
    good = asked.page or all(_soak_each(chosen, short=asked.short, times=asked.times))
    PAGE.write_text(page(FAULTS, newest()), encoding="utf-8")
    return 0 if good else 1


def _soak_each(faults: list[Fault], *, short: bool, times: int | None) -> list[bool]:
    """Whether each kept its promises."""
    return [_soak(fault, short=short, times=times) for fault in faults]


def _soak(fault: Fault, *, short: bool, times: int | None) -> bool:
    missing = fault.needs()
    if missing:
        print(f"{fault.name}: skipped, {missing}", flush=True)
        return False
    began = time.monotonic()
    with a_ground() as ground:
        found = fault.run(ground, times or (fault.short if short else fault.full))
        control = fault.control(ground)
    print(f"{fault.name}: {found}\n  control: {control}", flush=True)
    print(f"  {time.monotonic() - began:.0f} s", flush=True)
    if not short:
        append(line(fault, found, control))
    return found.harm == 0 and control.harm > 0


if __name__ == "__main__":
    sys.exit(main())
