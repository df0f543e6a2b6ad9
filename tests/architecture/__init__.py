"""What the code as a whole promises, checked on the code itself."""
