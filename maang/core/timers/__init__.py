"""A clock that runs across terminals."""
