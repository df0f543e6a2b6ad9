"""The embedded Postgres and Valkey: create, start, find, stop."""
