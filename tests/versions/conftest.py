"""Every test here runs with a version more than those of the product."""

import pytest

from assessments.services.catalogue import load_catalogue
from tests.admin.conftest import ada, beheer

from .newest import register

__all__ = ["ada", "beheer"]


@pytest.fixture(autouse=True)
def newest_version(monkeypatch):
    register(monkeypatch)


@pytest.fixture
def catalogue(db):
    load_catalogue()
