"""The charts: one function each, giving SVG, text alternative and table. matplotlib loads when one is drawn."""
