"""The scoring model: plain arithmetic over answers, without Django, database, clock or global random state."""
