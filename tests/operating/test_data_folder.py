"""The data are for the account that runs the site, whoever made the folder, and however."""

import os

import pytest
from django.core.exceptions import ImproperlyConfigured

from collab import data_folder
from collab.data_folder import make_private

from .servers import rights


@pytest.fixture(autouse=True)
def usual_umask():
    """Begin as a shell does, and leave nothing for other tests."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def test_a_folder_that_is_made_is_closed_and_so_is_whatever_is_made_in_it(tmp_path):
    folder = tmp_path / "new" / "data"
    make_private(folder)
    (folder / "driekracht.sqlite3").write_text("rows")
    (folder / "private" / "reports").mkdir(parents=True)
    assert {mode & 0o077 for mode in rights(folder).values()} == {0}
    assert len(rights(folder)) == 4


def test_a_folder_that_others_could_read_is_closed_with_what_lies_in_it(tmp_path):
    folder = tmp_path / "data"
    (folder / "private").mkdir(parents=True)
    for name in ("driekracht.sqlite3", "driekracht.sqlite3-wal", "link.key", "demo-signins.txt"):
        (folder / name).write_text("secret")
    folder.chmod(0o755)
    assert {mode & 0o044 for mode in rights(folder).values()} == {0o044}
    make_private(folder)
    assert {mode & 0o077 for mode in rights(folder).values()} == {0}


def test_a_folder_for_everybody_is_refused_and_left_as_it_is(tmp_path):
    tmp_path.chmod(0o1777)
    with pytest.raises(ImproperlyConfigured, match="give the site a folder of its own"):
        make_private(tmp_path)
    assert tmp_path.stat().st_mode & 0o7777 == 0o1777


@pytest.mark.parametrize(("mode", "is_refused"), [(0o755, True), (0o770, False), (0o700, False)])
def test_a_folder_of_somebody_else_is_refused_if_everybody_can_enter_it(tmp_path, monkeypatch, mode, is_refused):
    tmp_path.chmod(mode)
    monkeypatch.setattr(data_folder.os, "geteuid", lambda: 4711)
    if is_refused:
        with pytest.raises(ImproperlyConfigured, match="chmod o-rwx"):
            make_private(tmp_path)
    else:
        make_private(tmp_path)
    assert tmp_path.stat().st_mode & 0o777 == mode


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ImproperlyConfigured, match=r"cannot be made: Not a directory\. Make it, owned by"):
        make_private(tmp_path / "file" / "data")
