"""Parameters of one's own, where they predict better than those that stand."""
