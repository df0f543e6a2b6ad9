"""What reaches stdout and stderr, and nothing else does."""
