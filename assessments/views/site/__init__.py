"""Pages about the site as a whole."""
