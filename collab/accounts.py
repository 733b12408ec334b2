"""How accounts come to be: by invitation, never by registering oneself."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in and nothing more; accounts are made in the admin."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse registration."""
        return False
