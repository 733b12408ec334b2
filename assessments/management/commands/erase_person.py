"""manage.py erase_person: erases everything that is stored about one person who asks for it."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils import timezone, translation

from assessments.admin.account_changes import tell_of_erasure
from assessments.management.site_command import SiteCommand
from assessments.services.erasure import erase_deleted
from assessments.services.person_erasure.erasing import LastOwnerError, erase
from assessments.services.person_erasure.finding import Traces, find
from assessments.services.person_erasure.mentions import Person, person_of
from assessments.services.person_erasure.telling import counts, places


class Command(SiteCommand):
    """``erase_person jan@voorbeeld.nl --name "Jan de Vries"``."""

    help = (
        "Erase everything that is stored about a person: in lists, links, answers in open rounds, mails, plans, the "
        "account with its sessions, the audit trail, and wherever the address or the full name stands in a text or a "
        "result. May be repeated: what is gone is not found again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Accept who it is, and whether only to look."""
        parser.add_argument("address", nargs="?", default="", help="their e-mail address; may be left out with --name")
        parser.add_argument(
            "--name",
            default="",
            help="their full name: everyone with exactly this name goes too, and the name is erased from all texts",
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what there is")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        """Look or erase, and say how much it was; the name and the address are not repeated."""
        with translation.override("en"):
            person = _person(options["address"], options["name"])
            try:
                traces = find(person) if options["dry_run"] else _erase(person)
            except LastOwnerError as error:
                named = ", ".join(error.partnerships)
                message = f"Nothing was erased: these partnerships need another owner first: {named}."
                raise CommandError(message) from error
            self._tell(traces, is_dry_run=options["dry_run"])

    def _tell(self, traces: Traces, *, is_dry_run: bool) -> None:
        if traces.is_empty:
            self.stdout.write("Nothing was found about this person.")
            return
        self.stdout.write("This would be erased:" if is_dry_run else "This was erased:")
        for words, n in counts(traces):
            self.stdout.write(f"  {words}: {n}")
        self.stdout.write(f"  In these partnerships: {', '.join(places(traces)) or '-'}")
        self.stdout.write("Answers in open rounds, mails and sign-ins are among it, but are not counted.")


def _erase(person: Person) -> Traces:
    """Erase the person, from the disk too: there may be no worker. Who had an account is told, as by the page."""
    erased = erase(person, by=None, now=timezone.now())
    erase_deleted(now=timezone.now())
    with translation.override(settings.LANGUAGE_CODE):
        tell_of_erasure(erased.accounts)
    return erased


def _person(email: str, name: str) -> Person:
    try:
        return person_of(email, name)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages)) from error
