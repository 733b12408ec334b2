"""Pages for answering a round."""
