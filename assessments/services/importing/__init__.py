"""Rows of people from a spreadsheet: read, recognised, matched and checked. Nothing here writes or knows a model."""
