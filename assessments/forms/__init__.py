"""Forms, in packages by subject."""
