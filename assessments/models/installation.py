"""What the database knows of the installation that it belongs to."""

from django.db import models


class KeyFingerprint(models.Model):
    """By which a secret key is recognised that the database was made with. Nobody can find the key from it."""

    name = models.CharField(max_length=20, unique=True)
    """The setting, for example ``LINK_KEY``."""
    digest = models.CharField(max_length=64)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
