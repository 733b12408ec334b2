"""A frozen result in, everything the report says out: whole sentences in the report's language, in order."""
