"""Signs of life of the workers."""

from django.db import models


class Heartbeat(models.Model):
    """When a worker last came round; its row is deleted some time after it fell silent."""

    worker = models.CharField(max_length=120, unique=True)
    """Machine and process, so that each worker has one row."""
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker
