"""Indexing in the background. Whoever wrote comes by here, so this module imports next to
nothing."""

from maang.core.chores import Chore

INDEXING = Chore(
    words=("memory", "index", "--background"),
    every=300.0,
    mark=".indexing",
    log="indexing.log",
)
"""For our own server only; elsewhere the next search does it. What is written between two waits
for the next, or for a search."""
