"""Postgres: one connection, one transaction a use case, errors translated once."""
