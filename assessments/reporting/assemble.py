"""Everything the report says, in the language it is made in."""
