"""Rows of a person's on their way into the database, whatever file they come from."""
