"""The words of a round's mails as a coordinator changes them, tries them out and puts them back."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import MailText, Round, User
from assessments.models.mails import MailKind

from .addresses import example_url
from .delivering import Delivery, Postman
from .letters import Part, Recipient, compose, parts_of
from .words import Words, standard_words


def save_words(round_: Round, kind: MailKind, words: Mapping[str, Words]) -> None:
    """Keep the words of a mail per language; those that are the standard ones are not kept."""
    with transaction.atomic():
        for language, one in words.items():
            if one == standard_words(kind, language):
                MailText.objects.filter(round=round_, kind=kind, language=language).delete()
            else:
                MailText.objects.update_or_create(
                    round=round_,
                    kind=kind,
                    language=language,
                    defaults={"subject": one.subject, "body": one.body},
                )


def forget_words(round_: Round, kind: MailKind) -> None:
    """Put the standard words of a mail back."""
    MailText.objects.filter(round=round_, kind=kind).delete()


def example_of(words: Mapping[str, Words], round_: Round, user: User) -> list[Part]:
    """Return a mail as partners get it, for this user and with a link that opens nothing."""
    return parts_of(words, round_, str(user), example_url())


def send_example(words: Mapping[str, Words], round_: Round, user: User) -> Delivery:
    """Send the same to the user, now. Raises MailServerError when the mail server cannot be worked with."""
    message = compose(words, round_, Recipient(str(user), user.email), link=example_url())
    message.subject = _("Test: %(subject)s") % {"subject": message.subject}
    with Postman() as postman:
        return postman.deliver(message, lambda: True)
