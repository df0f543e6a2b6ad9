"""What there is to solve."""
