"""Tools for developers; the product itself does not import them."""
