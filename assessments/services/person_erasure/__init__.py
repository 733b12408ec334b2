"""Erasing everything that is stored about one person who asks for it."""
