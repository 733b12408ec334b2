"""What was deleted and still has to be erased from the disk."""

from django.db import models


class PendingErasure(models.Model):
    """A table of the database in which something was deleted that its files may still hold.

    Stored in the transaction of the deletion, so that it is not forgotten when the process ends just after that.
    """

    table = models.CharField(max_length=63)
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.table
