"""Words that Django's own pages show, and for which Django has no Dutch yet: here so that ours are used."""

from django.utils.translation import gettext_noop

HEARD_ONLY = (
    gettext_noop("Model name"),
    gettext_noop("Add link"),
    gettext_noop("Change or view list link"),
)
"""The headings of the table on the first page of the administration, which only a screen reader reads out."""
