"""The terminal, one command at a time."""
