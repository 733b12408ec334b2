"""A mail of a round sent to the coordinator who looks at its words, so that they see it as it arrives."""

from collections.abc import Mapping

from django.contrib import messages
from django.utils.translation import gettext as _

from assessments.models import Round
from assessments.models.mails import MailKind
from assessments.services.mail.smtp import DeliveryStatus, MailServerError, can_mail
from assessments.services.mail.unqueued import send_example
from assessments.services.mail.words import Words
from assessments.services.rate_limit import take_attempt
from assessments.views.authenticated import AuthenticatedRequest

_MOST = 20
"""Test mails per user per hour."""


def mail_example(request: AuthenticatedRequest, kind: MailKind, words: Mapping[str, Words], round_: Round) -> None:
    """Mail the words to the signed-in user, and say how that went."""
    user = request.user
    if not can_mail() or take_attempt(f"test-mail:{user.pk}", _MOST) is None:
        messages.error(request, _("That was tried too many times in a short period. Wait a few minutes and try again."))
        return
    try:
        delivery = send_example(kind, words, round_, user)
    except MailServerError:
        messages.error(
            request, _("The mail server is not responding. The test email was probably not sent; try later.")
        )
        return
    if delivery.status == DeliveryStatus.SENT:
        messages.success(request, _("The test email has been sent to %(email)s.") % {"email": user.email})
    else:
        said = _("The mail server did not accept the test email. It said: %(said)s")
        messages.error(request, said % {"said": delivery.reason})
