"""Mails sent past the queue, while someone waits: the resume code, and an example of a round's mail.

So the address for a resume code is never stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from assessments.cleaning import one_line
from assessments.links import keyed_digest, page_url
from assessments.models import Round, User
from assessments.models.mails import MailKind
from assessments.services.own_response import OwnResponse
from assessments.services.rate_limit import return_attempt, take_attempt

from .letters import LetterPart, Recipient, compose, fill_parts, sender_of
from .links import example_unsubscribe_url, example_url
from .smtp import Delivery, DeliveryStatus, MailServerError, SmtpSession
from .words import Words

MOST_PER_RESPONSE = 3
MOST_PER_ADDRESS = 3
"""Times an hour; more would let anybody fill somebody's mailbox."""
TIMEOUT = 5
"""Seconds that the mail server may be silent: someone is waiting for the page."""


class CodeMail(StrEnum):
    """What became of a mail with a resume code."""

    SENT = "sent"
    TOO_OFTEN = "too often"
    REFUSED = "refused"
    """The mail server does not accept this address."""
    FAILED = "failed"


def mail_code(own: OwnResponse, email: str) -> CodeMail:
    """Send the resume code of these answers in the active language, and return what became of the mail."""
    limits = (
        (f"code:{keyed_digest('code mail', own.key.response_id.hex).hex()}", MOST_PER_RESPONSE),
        (f"code-to:{keyed_digest('code mail to', email.casefold()).hex()}", MOST_PER_ADDRESS),
    )
    taken = [(scope, take_attempt(scope, most)) for scope, most in limits]
    is_allowed = all(number is not None for _scope, number in taken)
    outcome = _send_code(_code_letter(own, email)) if is_allowed else CodeMail.TOO_OFTEN
    if outcome != CodeMail.SENT:
        for scope, number in taken:
            if number is not None:
                return_attempt(scope, number)
    return outcome


def _send_code(message: EmailMessage) -> CodeMail:
    try:
        with SmtpSession(timeout=TIMEOUT) as session:
            delivery = session.deliver(message, lambda: True)
    except ValueError:
        return CodeMail.REFUSED
    except MailServerError:
        return CodeMail.FAILED
    return {DeliveryStatus.SENT: CodeMail.SENT, DeliveryStatus.REFUSED: CodeMail.REFUSED}.get(
        delivery.status, CodeMail.FAILED
    )


def _code_letter(own: OwnResponse, email: str) -> EmailMessage:
    """Return the mail. It holds no link: with the code that would open the answers to anyone who reads along."""
    text = _(
        "Your code for the questionnaire about %(partnership)s is:\n\n"
        "%(code)s\n\n"
        "This is how you continue on another device: open the same link there, choose “Go on with your code” and "
        "enter the code. You can find the link where you first got it, for example in the email with the "
        "invitation.\n\n"
        "Keep the code to yourself: anyone who has the link and this code can see, change and withdraw your answers. "
        "We have not kept your address with your answers."
    ) % {"partnership": one_line(own.round.partnership.name), "code": own.resume_code}
    return EmailMessage(
        _("Your code to continue on another device"),
        text + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [email],
        headers={"Auto-Submitted": "auto-generated"},
    )


@dataclass(frozen=True, slots=True)
class ExampleMail:
    """A mail as partners get it, to be looked at."""

    parts: list[LetterPart]
    sender: str
    to: Recipient
    reply_to: str
    privacy: str
    """The address of what the site keeps of people, and their rights."""


def example_of(kind: MailKind, words: Mapping[str, Words], round_: Round, user: User) -> ExampleMail:
    """Return a mail as partners get it, addressed to this user, with links that open nothing."""
    to = Recipient(str(user), user.email, unsubscribe=example_unsubscribe_url())
    parts = fill_parts(kind, words, round_, to.name, example_url())
    return ExampleMail(parts, sender_of(round_), to, round_.contact_email, page_url("privacy"))


def send_example(kind: MailKind, words: Mapping[str, Words], round_: Round, user: User) -> Delivery:
    """Send the example to the user, now. Raises MailServerError when the mail server does not work."""
    to = Recipient(str(user), user.email, is_coordinator=True)
    message = compose(kind, words, round_, to, link=example_url())
    message.subject = _("Test: %(subject)s") % {"subject": message.subject}
    with SmtpSession() as session:
        return session.deliver(message, lambda: True)
