"""Rows of people from a spreadsheet: read, recognised, matched and checked; nothing here writes or knows a model."""
