"""The admin, under its own title, where people are signed in."""

from django.contrib.admin.apps import SimpleAdminConfig


class BeheerConfig(SimpleAdminConfig):
    """The admin at /beheer/, with our own pages alone: those of other apps are not even loaded."""

    default_site = "assessments.admin.site.BeheerSite"

    def ready(self) -> None:
        """Register the admin pages."""
        super().ready()
        # Not while the site is being created: each page would be registered with a site that is then replaced.
        from assessments.admin import actions, partnerships, profiles, users  # noqa: F401
