"""Pages of partnerships and who coordinates them."""
