"""Where one stands with the problems and the lists."""
