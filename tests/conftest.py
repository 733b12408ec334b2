"""What every test runs in: no manifest of static files, a quick hash, a cache in memory."""

import pytest
from django.test import override_settings

pytest_plugins = ["tests.cast"]

PLAIN_STATIC = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@pytest.fixture(autouse=True, scope="session")
def _surroundings():
    quick_hash = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    with override_settings(STORAGES=PLAIN_STATIC, PASSWORD_HASHERS=quick_hash, CACHES=cache):
        yield
