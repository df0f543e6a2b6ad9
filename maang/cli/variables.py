"""Variables of the environment that are the command line's own; settings have theirs."""

COMPLETE = "_MAANG_COMPLETE"
"""A shell sets it to have its line completed."""
