"""Contrived results of every kind, to look at: as pages and as paper, in each language."""
