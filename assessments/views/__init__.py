"""Views, by who uses them."""
