"""Secrets that the site must read again, such as those of a second step, are stored encrypted under SECRET_KEY.

Whoever reads the database or a backup without that key reads none of them. Each purpose has a key of its own. What was
encrypted under a key of SECRET_KEY_FALLBACKS is still read; what is written anew is under SECRET_KEY.
"""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

SECOND_STEP = "second step"
SESSION = "session"


class UnreadableError(Exception):
    """A secret was encrypted under another key, or was changed."""


def encrypt(text: str, purpose: str) -> str:
    """Return a text that only ``decrypt`` with the same purpose reads; another one each time."""
    return _keys(purpose).encrypt(text.encode()).decode()


def decrypt(encrypted: str, purpose: str) -> str:
    """Return what was encrypted for this purpose. Raises UnreadableError."""
    try:
        return _keys(purpose).decrypt(encrypted.encode()).decode()
    except (InvalidToken, UnicodeError) as error:
        raise UnreadableError from error


def renew(encrypted: str, purpose: str) -> str:
    """Return what was encrypted for this purpose as it is under SECRET_KEY alone. Raises UnreadableError."""
    return encrypt(decrypt(encrypted, purpose), purpose)


def _keys(purpose: str) -> MultiFernet:
    return _derive((settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS), purpose)


@lru_cache(maxsize=8)
def _derive(keys: tuple[str, ...], purpose: str) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key, purpose)) for key in keys])


def _derived(key: str, purpose: str) -> bytes:
    info = f"driekracht {purpose}".encode()
    return base64.urlsafe_b64encode(HKDF(SHA256(), 32, salt=None, info=info).derive(key.encode()))
