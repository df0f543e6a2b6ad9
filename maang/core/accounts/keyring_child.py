"""The keyring, asked in a process of its own: one JSON request on stdin, one answer on stdout.

A keyring may hang, ask for a password on the terminal, or take a second to import: here it has no
terminal, can be ended, and touches nothing else. Run as a file, so it imports nothing of ours.
Anything but exit code 0 means that there is no keyring.
"""

import json
import os
import sys

import keyring

SERVICE = "maang"

LEAST = 1
"""Priority from which a backend is a real one; below it secrets lie in plain files."""


def main() -> int:
    """Answer the request; `value` is None for what is not there."""
    request = json.load(sys.stdin)
    if keyring.get_keyring().priority < LEAST:
        return 1
    account, value = request["account"], request.get("value")
    if request["do"] == "set":
        keyring.set_password(SERVICE, account, value)
    elif request["do"] == "delete" and keyring.get_password(SERVICE, account) is not None:
        keyring.delete_password(SERVICE, account)
    json.dump({"value": keyring.get_password(SERVICE, account)}, sys.stdout)
    return 0


if __name__ == "__main__":
    os.setsid()
    sys.exit(main())
