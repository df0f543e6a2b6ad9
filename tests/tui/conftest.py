"""A person who has written something down, with the model that ships opened once for a worker."""

from datetime import timedelta

import pytest

from maang.core.bootstrap import Core
from maang.core.embedding.service import Embedding
from maang.core.practice.models import Entry
from tests.conftest import FrozenClock

WINDOWS = """# Sliding windows

Shrink from the left while the window is too large. I keep writing an if there.

```python
while total > most:
    total -= values[left]
```
"""


@pytest.fixture(scope="session")
def embedding() -> Embedding:
    return Embedding()


@pytest.fixture
def remembered(core: Core, clock: FrozenClock, embedding: Embedding) -> Core:
    """Two notes and an attempt of last month, all of them indexed."""
    core.__dict__["embedding"] = embedding
    month_ago = clock() - timedelta(days=40)
    note = "I stored the value before looking, and found the same element twice."
    core.practice.log("two-sum", Entry(minutes=18, note=note, company="Acme", at=month_ago))
    clock.forward(hours=-1)
    core.notes.add("# Heaps\n\nA pop sifts down in O(log n); `heapq` keeps the least on top.")
    clock.forward(hours=1)
    core.notes.add(WINDOWS, problem="minimum-window-substring")
    core.indexing.index()
    return core
