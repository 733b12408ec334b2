"""Mails someone the code to go on at another device: at once, so that the address is written down nowhere."""

from enum import StrEnum

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from assessments.links import keyed_digest
from assessments.services.answering import Standing
from assessments.services.guessing import give_back, take_try

from .delivering import Fate, MailServerError, Postman
from .words import one_line

MOST_PER_RESPONSE = 3
MOST_PER_ADDRESS = 3
"""Times an hour; more would let anybody fill somebody's mailbox."""
PATIENCE = 5
"""Seconds that the mail server may be silent: someone waits for the page."""


class CodeMail(StrEnum):
    """What became of the mail."""

    SENT = "sent"
    TOO_OFTEN = "too often"
    REFUSED = "refused"
    """The mail server wants nothing to do with this address."""
    FAILED = "failed"


def mail_code(standing: Standing, email: str) -> CodeMail:
    """Send the resume code of these answers in the language that is spoken, and tell what became of it."""
    limits = (
        (f"code:{keyed_digest('code mail', standing.key.response_id.hex).hex()}", MOST_PER_RESPONSE),
        (f"code-to:{keyed_digest('code mail to', email.casefold()).hex()}", MOST_PER_ADDRESS),
    )
    taken = [(scope, take_try(scope, most)) for scope, most in limits]
    is_allowed = all(number is not None for _scope, number in taken)
    outcome = _sent(_code_letter(standing, email)) if is_allowed else CodeMail.TOO_OFTEN
    if outcome != CodeMail.SENT:
        for scope, number in taken:
            if number is not None:
                give_back(scope, number)
    return outcome


def _sent(message: EmailMessage) -> CodeMail:
    try:
        with Postman(patience=PATIENCE) as postman:
            delivery = postman.deliver(message, lambda: True)
    except ValueError:
        return CodeMail.REFUSED
    except MailServerError:
        return CodeMail.FAILED
    return {Fate.SENT: CodeMail.SENT, Fate.REFUSED: CodeMail.REFUSED}.get(delivery.fate, CodeMail.FAILED)


def _code_letter(standing: Standing, email: str) -> EmailMessage:
    """Return the mail: no link, which with the code would open the answers to whoever reads along."""
    text = _(
        "Your code for the questionnaire about %(partnership)s is:\n\n"
        "%(code)s\n\n"
        "This is how you go on at another device: open the same link there, choose “Go on with your code” and fill in "
        "the code. You find the link where you got it first, for example in the mail with the invitation.\n\n"
        "Keep the code to yourself: whoever has the link and this code can see your answers. We have not kept your "
        "address with your answers."
    ) % {"partnership": one_line(standing.round.partnership.name), "code": standing.resume_code}
    return EmailMessage(
        _("Your code to go on at another device"),
        text + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [email],
        headers={"Auto-Submitted": "auto-generated"},
    )
