"""The rule for passwords, in our own words."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import gettext as _


class LengthValidator(MinimumLengthValidator):
    """Refuses short passwords."""

    def get_error_message(self) -> str:
        """Say how long it must be."""
        return _("This password is too short. Choose at least %(n)s characters.") % {"n": self.min_length}
