"""Pages of filling in a round."""
