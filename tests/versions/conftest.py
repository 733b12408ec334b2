"""Every test here runs with both versions."""

import pytest

from assessments.services.catalogue import load_catalogue
from tests.admin.conftest import ada, beheer

from .second import register

__all__ = ["ada", "beheer"]


@pytest.fixture(autouse=True)
def second_version(monkeypatch):
    register(monkeypatch)


@pytest.fixture
def catalogue(db):
    load_catalogue()
