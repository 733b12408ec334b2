"""The first admin of an installation, and the link at which whoever gets an account chooses a password."""

from datetime import timedelta
from functools import partial

from allauth.account import app_settings
from allauth.account.adapter import get_adapter
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from assessments.links import page_url
from assessments.log import Event, note
from assessments.models import User


def new_admin(email: str, name: str) -> User:
    """Return an admin who is not stored yet.

    Raises ValidationError for what is no address, or is that of somebody who has an account.
    """
    user = User(email=email, name=name, is_staff=True, is_superuser=True)
    user.clean()
    user.full_clean(exclude=["password"])
    return user


@transaction.atomic
def create_admin(email: str, name: str, password: str | None = None) -> User:
    """Create an admin, who cannot sign in before they chose a password through their link if none is given.

    Raises ValidationError as ``new_admin`` does.
    """
    user = new_admin(email, name)
    user.set_password(password)
    user.save()
    transaction.on_commit(partial(note, Event.ACCOUNT_MADE, about=user.pk))
    return user


def first_password_url(user: User) -> str:
    """Return the address at which this user chooses a password, once."""
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    return page_url("account_reset_password_from_key", user_pk_to_url_str(user), key)


def days_of_link() -> int:
    """Return for how many days such an address works."""
    return timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days


def mail_new_password(user: User) -> None:
    """Mail a user the address at which to choose a password. Raises OSError (SMTPException) if that fails."""
    about = {
        "is_new": user.last_login is None,
        "password_reset_url": first_password_url(user),
        "days": days_of_link(),
        "is_admin": user.is_staff,
        "site_url": settings.SITE_URL,
        "privacy_url": f"{settings.SITE_URL}{reverse('privacy')}",
    }
    with translation.override(user.language or settings.LANGUAGE_CODE):
        subject = render_to_string("account/email/first_password_subject.txt").strip()
        text = render_to_string("account/email/first_password_message.txt", about)
        EmailMessage(get_adapter().format_email_subject(subject), text, to=[user.email]).send()
