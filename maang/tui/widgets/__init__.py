"""Told values, tell messages, never fetch."""
