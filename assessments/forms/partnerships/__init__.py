"""Forms of partnerships and who coordinates them."""
