"""Forms for answering a round."""
