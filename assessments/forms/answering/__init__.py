"""Forms of filling in a round."""
