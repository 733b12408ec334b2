"""The logo of a partnership, apart from its row, so that no list reads pictures."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.links import keyed_digest
from assessments.text_fields import LineField

from .partnerships import Partnership

MOST_IN_AN_ALTERNATIVE = 150


class Logo(models.Model):
    """A picture that was drawn anew from what was uploaded: PNG, on white, without anything else in the file."""

    partnership = models.OneToOneField(Partnership, models.CASCADE, related_name="logo")
    image = models.BinaryField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    alternative = LineField(_("what it says"), max_length=MOST_IN_AN_ALTERNATIVE)
    """For who does not see it."""
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logos")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.alternative

    @property
    def token(self) -> str:
        """What nobody can guess in the address of the picture; another one for another picture."""
        return keyed_digest("logo", self.pk, self.changed_at.timestamp()).hex()[:32]
