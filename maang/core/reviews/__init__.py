"""When to see it again."""
