"""Forms of the mail of a round."""
