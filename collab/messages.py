"""Where a message waits for the next page: in a cookie, under the name that the settings give it."""

from django.conf import settings
from django.contrib.messages.storage.base import BaseStorage
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class NamedCookieStorage(CookieStorage):
    """Messages in a cookie with a name of ours."""

    cookie_name = settings.MESSAGES_COOKIE_NAME


class MessageStorage(FallbackStorage):
    """Messages in that cookie, or in the session when they are long."""

    storage_classes: tuple[type[BaseStorage], ...] = (NamedCookieStorage, SessionStorage)
