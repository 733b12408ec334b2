"""Forms that were sent and did what they were for, so that the same one sent twice does it once."""

from django.db import models


class Submission(models.Model):
    """One form that one user sent. Nothing of what was in it can be read from here."""

    key = models.CharField(max_length=64, unique=True)
    """Keyed digest of who sent it, where, and what was in it."""
    landing = models.TextField()
    """The address to which it led, which the second of two equal ones leads to as well."""
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.landing
