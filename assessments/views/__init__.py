"""Views, in packages by subject."""
