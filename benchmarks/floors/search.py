"""One process from its start to one result: `search.py plain`, `missed` or `there` (in Redis)."""

import sys
import time

QUESTION = "what does pushing to a heap of note 77 cost?"


def main() -> None:
    """Search as a command does, or as a process that stays would, for the first time."""
    from maang.cli.context import Invocation

    core = Invocation.of_process().core
    core.connections = 1 if sys.argv[1] == "plain" else 2
    anew = f" {time.time()}" if sys.argv[1] == "missed" else ""
    found = core.search.search(QUESTION + anew)
    assert found.passages
    core.close_cache()
    core.db.close()


if __name__ == "__main__":
    main()
