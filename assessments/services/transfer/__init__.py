"""A whole partnership as a file, to keep when leaving or to continue elsewhere. Never raw answers, never links."""
