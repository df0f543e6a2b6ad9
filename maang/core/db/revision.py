"""The schema this package speaks; a test compares it with the newest file of `migrations/`."""

HEAD = "0007"
"""The newest revision, known without importing Alembic."""
