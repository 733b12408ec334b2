"""Showing a passkey once more before something that matters: allauth's page, which stays where it is after an error."""

from typing import Any

from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect


class ReauthenticateWithPasskeyView(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Asks for a passkey, and again when it was not recognised."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong and ask again."""
        for said in form.errors.get("credential", []):
            messages.error(self.request, said)
        return redirect("mfa_reauthenticate_webauthn")


reauthenticate_with_passkey = ReauthenticateWithPasskeyView.as_view()
