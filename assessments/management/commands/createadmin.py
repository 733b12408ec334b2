"""manage.py createadmin: an admin who chooses their own password, or to whom one is given at the terminal."""

import sys
from getpass import getpass
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser

from assessments.management.site_command import SiteCommand
from assessments.models import User
from assessments.services.installation.admins import (
    create_admin,
    days_of_link,
    first_password_url,
    mail_new_password,
    new_admin,
)


class Command(SiteCommand):
    """Prints no password; without a mail server it prints the link at which to choose one, once."""

    help = (
        "Make an admin. They get a mail with a link to choose a password; without a mail server the link is printed, "
        "and works once. With --password the password is asked here."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Accept who it is."""
        parser.add_argument("--email", help="address with which they sign in; asked if it is left out")
        parser.add_argument("--name", help="asked if it is left out")
        parser.add_argument("--password", action="store_true", help="ask for a password here, and mail no link")

    def handle(self, *args: Any, password: bool, **options: Any) -> None:
        """Make the admin, and see to it that they can choose a password."""
        email = options["email"] or self._ask("E-mail address: ")
        name = options["name"] if options["name"] is not None else self._ask("Name: ")
        try:
            chosen = self._ask_password(new_admin(email, name)) if password else None
            user = create_admin(email, name, chosen)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{user.email} is an admin now.")
        if not password:
            self._hand_out_link(user)

    def _ask(self, question: str) -> str:
        if not sys.stdin.isatty():
            message = "Nobody is there to ask: give --email and --name."
            raise CommandError(message)
        return input(question).strip()

    def _ask_password(self, user: User) -> str:
        if not sys.stdin.isatty():
            message = "Nobody is there to ask for a password: leave out --password, and a link to choose one is made."
            raise CommandError(message)
        password = getpass("Password: ")
        validate_password(password, user)
        if getpass("Password, once more: ") != password:
            message = "The passwords are not the same."
            raise CommandError(message)
        return password

    def _hand_out_link(self, user: User) -> None:
        if settings.EMAIL_HOST:
            try:
                mail_new_password(user)
            except OSError as error:
                self.stderr.write(f"The email could not be sent ({error}), so here is the link that was in it.")
            else:
                self.stdout.write(f"They choose a password through a mail that works for {days_of_link()} days.")
                return
        self.stdout.write(
            f"They choose a password here, once, within {days_of_link()} days. Whoever has this link is an admin, so "
            f"give it to nobody else:\n{first_password_url(user)}"
        )
