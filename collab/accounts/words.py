"""Our own words for what allauth says, on the side of whoever signs in."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

ERRORS = {
    "account_inactive": _("This account may not sign in at the moment. Ask your administrator."),
    "email_password_mismatch": _(
        "The email address and the password do not belong together. Check both and try again."
    ),
    "email_taken": _("There is an account with this email address already. Sign in, or choose a new password."),
    "enter_current_password": _("This is not your current password."),
    "incorrect_code": _("This code is not correct. Wait for a new one and type that."),
    "incorrect_password": _("This password is not correct."),
    "invalid_password_reset": _("This link for a new password does not work any more."),
    "rate_limited": _("That was tried too many times. Wait a few minutes and try again."),
    "too_many_login_attempts": _(
        "That was tried too many times. Wait five minutes and try again; after a great many attempts it takes an "
        "hour. You can also choose a new password."
    ),
}
"""By allauth's name for the error."""

SECOND_STEP_ERRORS = {
    "cannot_delete_authenticator": _("Signing in with a second step cannot be turned off for this account."),
    "cannot_generate_recovery_codes": _("Turn on signing in with a second step before you make spare codes."),
    "incorrect_code": ERRORS["incorrect_code"],
}

REAUTHENTICATION_METHODS = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code from your app, or a spare code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}
"""Ways to prove once more that it is you, by allauth's name for each."""

NOT_THE_SAME = gettext_noop("You must type the same password each time.")
"""Allauth's own sentence; it is here so that our translation of it is used."""
