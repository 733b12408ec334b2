"""Pages of a round on the screen."""
