"""Backups: one file with all rows and the keys, which either database can be made from again."""
