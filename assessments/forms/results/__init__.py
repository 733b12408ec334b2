"""Forms of results and reports."""
