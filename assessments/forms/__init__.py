"""Forms, by who uses them."""
