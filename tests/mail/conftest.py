"""A mail server for every test of mail, and the settings that lead to it."""

import pytest

from tests.closing.installation import installation
from tests.patience import PATIENCE

from .sink import mail_server

__all__ = ["installation"]


@pytest.fixture
def sink(settings, monkeypatch):
    monkeypatch.setattr("assessments.services.mail.unqueued.TIMEOUT", PATIENCE)
    with mail_server() as running:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
        settings.EMAIL_TIMEOUT = PATIENCE
        settings.DEFAULT_FROM_EMAIL = "driekracht@voorbeeld.test"
        yield running
