"""What is coming: reviews as they stand, and what another retention would make of them."""
