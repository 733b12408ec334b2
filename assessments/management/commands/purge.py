"""manage.py purge: erases what is past its retention, and warns of what soon will be."""

from typing import Any

from django.utils import timezone

from assessments.management.site_command import SiteCommand
from assessments.services.deadline_warnings import warn_before_deletion, warn_before_people_are_erased
from assessments.services.erasure import erase_deleted
from assessments.services.kept_reports import delete_unused_reports
from assessments.services.people_retention import erase_people
from assessments.services.report_requests import forget_old_requests
from assessments.services.retention import (
    delete_ended_sessions,
    erase_contacts,
    erase_own_words,
    erase_what_is_done,
)


class Command(SiteCommand):
    """For cron, on installations without a worker."""

    help = "Erase open answers, names and addresses and whatever else is kept for some months only; results stay."

    def handle(self, *args: Any, **options: Any) -> None:
        """Warn and erase, and print how many."""
        now = timezone.now()
        n_warned, n_told = warn_before_deletion(now=now), warn_before_people_are_erased(now=now)
        self.stdout.write(f"Rounds whose open answers were erased: {erase_own_words(now=now)}")
        self.stdout.write(f"Rounds whose open answers go within 30 days: {n_warned}")
        self.stdout.write(f"Partnerships whose names and addresses were erased: {erase_people(now=now)}")
        self.stdout.write(f"Partnerships whose names and addresses go within 30 days: {n_told}")
        erase_contacts(now=now)
        erase_what_is_done(now=now)
        delete_ended_sessions(now=now)
        erase_deleted(now=now)
        forget_old_requests(now=now)
        delete_unused_reports(now=now)
