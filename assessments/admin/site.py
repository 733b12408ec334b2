"""The admin site."""

from django.contrib.admin import AdminSite
from django.utils.translation import gettext_lazy as _


class BeheerSite(AdminSite):
    """The admin under its own name."""

    site_header = _("Driekracht administration")
    site_title = _("Driekracht administration")
    index_title = _("What do you want to manage?")
