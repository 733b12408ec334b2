"""The sentence that says when names and addresses of people are erased."""

from datetime import datetime

from django.utils.translation import gettext as _

from assessments.models import Partnership
from assessments.moments import day
from assessments.services.people_retention import people_end


def people_end_words(partnership: Partnership, now: datetime) -> str:
    """Return when names and addresses of a partnership are erased; nothing while a round is open or planned."""
    end = people_end(partnership, now)
    if end is None:
        return ""
    if end.is_of_all:
        text = _("On %(day)s the names and addresses of people are erased. Open a round before that day and they stay.")
    else:
        text = _(
            "On %(day)s names and addresses are erased, except those of people added later. Open a round before that "
            "day and they stay."
        )
    return text % {"day": day(end.at)}
