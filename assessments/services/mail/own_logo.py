"""The logo of a partnership in its mails: it goes with the mail, so that no mail program fetches it."""

from email.mime.image import MIMEImage
from typing import Any

from django.core.mail import EmailMessage

from assessments.models import Logo, Partnership

LOGO_ID = "logo@driekracht"
"""By which the text of a mail names the picture that goes with it."""


def attach_logo(message: EmailMessage, partnership: Partnership) -> dict[str, Any]:
    """Put the logo into a mail, if there is one, and return what its text says of it."""
    logo = Logo.objects.filter(partnership=partnership).first() if partnership.pk else None
    if logo is None:
        return {}
    part = MIMEImage(bytes(logo.image), "png")
    part.add_header("Content-ID", f"<{LOGO_ID}>")
    part.add_header("Content-Disposition", "inline", filename="logo.png")
    message.attach(part)
    return {"logo": logo, "logo_id": LOGO_ID, "logo_width": logo.width // 2, "logo_height": logo.height // 2}
