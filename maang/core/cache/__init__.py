"""What was made once and need not be made again: never the only copy, never a reason to wait."""
