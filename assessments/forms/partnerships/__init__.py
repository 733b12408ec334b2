"""Forms of partnerships and their coordinators."""
