"""What FSRS has learned of one person's memory."""
