"""What holds for kinds of mail: which leave no trace, which are of use only while a round is open."""

from django.conf import settings

from assessments.models.mails import MailKind

TRACELESS = frozenset({MailKind.REMINDER, MailKind.UNSENT, MailKind.THANKS, MailKind.LINK_AGAIN})
"""Who gets one tells who has sent in or has not, so no row of these stays when it is done, nor when a round closes."""

WHILE_OPEN = frozenset(
    {
        MailKind.INVITATION,
        MailKind.REMINDER,
        MailKind.LINK_AGAIN,
        MailKind.UNSENT,
        MailKind.EXTENDED,
        MailKind.TO_CLOSE,
        MailKind.EXTENDED_ITSELF,
    }
)
"""No use once the round has closed."""

EDITABLE = (MailKind.INVITATION, MailKind.REMINDER, MailKind.THANKS, MailKind.RESULT)
"""Whose words a coordinator may change."""

WITH_LINK = frozenset({MailKind.INVITATION, MailKind.REMINDER})
"""Without the link in them these are worth nothing."""


def can_mail() -> bool:
    """Whether this installation has a mail server."""
    return bool(settings.EMAIL_HOST)
