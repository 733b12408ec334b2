"""The charts: one function each, from plain values to SVG, text alternative and table."""
