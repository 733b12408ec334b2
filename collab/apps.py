"""The admin, under its own title."""

from django.contrib.admin.apps import AdminConfig


class BeheerConfig(AdminConfig):
    """The admin at /beheer/."""

    default_site = "assessments.admin.site.BeheerSite"
