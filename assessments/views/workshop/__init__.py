"""Pages of a round for the screen in the room."""
