"""Pages of the mail of a round."""
