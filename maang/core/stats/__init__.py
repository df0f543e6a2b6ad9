"""Where one stands, counted from the events."""
