"""What was deleted and still has to be erased from the disk, and when regular work was done."""

from django.db import models


class PendingErasure(models.Model):
    """A table of the database in which something was deleted that its files may still hold.

    Stored in the transaction of the deletion, so that it is not forgotten when the process ends just after that.
    """

    table = models.CharField(max_length=63)
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.table


class DutyRun(models.Model):
    """When work that is due now and then was last begun and done, for all workers and through their restarts."""

    name = models.CharField(max_length=80, primary_key=True)
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    """None while it goes on, and after a worker that did not come to its end."""

    def __str__(self) -> str:
        return self.name
