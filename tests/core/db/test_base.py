"""Tables may be loaded on one thread while another works with those that are there."""

import subprocess
import sys

LATE = """
import threading
from sqlalchemy import event
from sqlalchemy.orm import Mapped, Mapper, configure_mappers, mapped_column
from maang.core.db.base import Table

def load(name):
    fields = {"__tablename__": name, "id": mapped_column(primary_key=True),
              "__annotations__": {"id": Mapped[int]}}
    loaded.append(type(name, (Table,), fields))

loaded = []
reached, goes_on = threading.Event(), threading.Event()

@event.listens_for(Mapper, "before_configured")
def stand_still():
    reached.set()
    assert goes_on.wait(30)

load("first")
going = threading.Thread(target=configure_mappers)
going.start()
assert reached.wait(30)
late = threading.Thread(target=load, args=["late"])
late.start()
late.join(0.3)
print(len(Table.registry._managers))
goes_on.set()
going.join()
late.join()
print(len(Table.registry._managers))
"""


def test_a_table_that_is_loaded_late_waits_until_the_others_were_gone_through() -> None:
    argv = [sys.executable, "-c", LATE]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=90)

    assert (done.stderr, done.stdout) == ("", "1\n2\n")
