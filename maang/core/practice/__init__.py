"""What was tried."""
