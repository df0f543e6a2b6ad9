"""What other platforms know about you."""
