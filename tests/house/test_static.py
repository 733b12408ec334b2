"""Static files are collected when one of them changed, and only then: collecting takes seconds at every start."""

import pytest

from tools.prepare import collect_static


@pytest.fixture
def source(settings, tmp_path):
    """A folder with one static file, and nothing collected yet."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "a.css").write_text("p { color: red }")
    settings.DATA_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    return folder


def gathered(settings):
    return {path.name.split(".")[0] for path in settings.STATIC_ROOT.glob("*.css")}


def test_files_are_gathered_again_only_when_one_changed_came_or_went(settings, source):
    collect_static()
    assert gathered(settings) == {"a"}
    for path in settings.STATIC_ROOT.glob("*.css"):
        path.unlink()
    collect_static()
    assert gathered(settings) == set()
    (source / "a.css").write_text("p { color: blue }")
    collect_static()
    assert gathered(settings) == {"a"}
    (source / "b.css").write_text("p { color: green }")
    collect_static()
    assert gathered(settings) == {"a", "b"}


def test_files_that_were_thrown_away_are_gathered_again(settings, source):
    collect_static()
    (settings.STATIC_ROOT / "staticfiles.json").unlink()
    for path in settings.STATIC_ROOT.glob("*.css"):
        path.unlink()
    collect_static()
    assert gathered(settings) == {"a"}
