"""Say clearly what is missing before `make` builds the environment. Runs on any Python 3."""

import importlib.util
import sys

if not ((3, 11) <= sys.version_info[:2] < (3, 15)):
    sys.exit(
        "maang needs Python 3.11 to 3.14; this is {}.{}. Try: make PYTHON=python3.12 run".format(
            *sys.version_info
        )
    )
if importlib.util.find_spec("ensurepip") is None:
    sys.exit("this Python has no venv module; on Debian or Ubuntu: apt-get install python3-venv")
