"""Everything one wrote, did and heard, found again by meaning."""
