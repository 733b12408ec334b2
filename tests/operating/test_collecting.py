"""What is collected is what the version that runs has, whatever the files say of when they were changed."""

import os

import pytest
from django.core.management import call_command


@pytest.fixture
def source(settings, tmp_path):
    """A folder with one static file, which is all that there is to collect."""
    folder = tmp_path / "source"
    folder.mkdir()
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    return folder / "site.css"


def test_a_file_of_an_older_date_replaces_the_one_that_was_collected(source, settings):
    collected = settings.STATIC_ROOT / "site.css"
    source.write_text("a { color: red }")
    call_command("collectstatic", interactive=False, verbosity=0)
    assert collected.read_text() == "a { color: red }"
    source.write_text("a { color: tan }")
    os.utime(source, (1_000_000_000, 1_000_000_000))
    call_command("collectstatic", interactive=False, verbosity=0, dry_run=True)
    assert collected.read_text() == "a { color: red }"
    call_command("collectstatic", interactive=False, verbosity=0)
    assert collected.read_text() == "a { color: tan }"


def test_a_file_that_is_the_same_is_left_alone(source, settings):
    source.write_text("a { color: red }")
    call_command("collectstatic", interactive=False, verbosity=0)
    collected = settings.STATIC_ROOT / "site.css"
    before = collected.stat().st_ino, collected.stat().st_mtime_ns
    call_command("collectstatic", interactive=False, verbosity=0)
    assert (collected.stat().st_ino, collected.stat().st_mtime_ns) == before
