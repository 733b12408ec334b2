"""Tools for who builds the product; the product itself does not import them."""
