"""manage.py send_mail_queue: sends the mails that are due."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from assessments.management.site_command import SiteCommand
from assessments.services.erasure import erase_deleted
from assessments.services.mail.delivery import send_due_mails
from assessments.services.mail.mailings import fill_due_mailings
from assessments.services.mail.smtp import MailServerError, can_mail


class Command(SiteCommand):
    """For cron, on installations without a worker."""

    help = "Send the mails that are due. May run as often as you like, also while another runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept a limit on the running time."""
        parser.add_argument("--most-seconds", type=float, default=50.0, help="begin no mail after so many seconds")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send the mails and print how many."""
        if not can_mail():
            message = "No mail server is set: give the environment variable EMAIL_HOST."
            raise CommandError(message)
        fill_due_mailings(now=timezone.now())
        ends_at = time.monotonic() + options["most_seconds"]
        n_sent = 0
        try:
            while time.monotonic() < ends_at and (n_now := send_due_mails(now=timezone.now())):
                n_sent += n_now
        except MailServerError as error:
            message = f"The mail server does not take mail now ({error.reason}). The rest waits."
            raise CommandError(message) from error
        erase_deleted(now=timezone.now())
        self.stdout.write(f"Mails sent: {n_sent}")
