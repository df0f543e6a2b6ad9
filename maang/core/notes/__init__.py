"""What a person wrote down, about a problem, an attempt or nothing in particular."""
