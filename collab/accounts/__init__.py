"""Accounts: signing in, sessions, passkeys and OpenID Connect, on top of allauth."""
