"""The set-up makes .venv, leaves it alone when it is right, and makes it anew when its Python is gone."""

import shutil
import subprocess
import sys

import pytest

from tests.repository import ROOT
from tests.soaking import rest_in_soak

SET_UP = "from tools.setup import make_environment; make_environment('requirements.txt')"
MADE = "Making the virtual environment .venv\nInstalling the packages of requirements.txt\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A copy of the product with nothing to install, set up once."""
    folder = tmp_path_factory.mktemp("product")
    (folder / "tools").mkdir()
    shutil.copy(ROOT / "tools" / "setup.py", folder / "tools")
    (folder / "requirements.txt").touch()
    assert set_up(folder) == MADE
    return folder


def set_up(folder):
    """Set up and return what was said."""
    done = subprocess.run([sys.executable, "-c", SET_UP], cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    python = subprocess.run([folder / ".venv/bin/python", "-m", "pip", "--version"], check=False, capture_output=True)
    assert python.returncode == 0
    return done.stdout


def with_the_interpreter_gone(folder):
    python = folder / ".venv/bin/python"
    python.unlink()
    python.symlink_to(folder / "an older/python")


def with_the_packages_of_another_version(folder):
    (library,) = (folder / ".venv/lib").glob("python*")
    library.rename(library.with_name("python3.9"))


def with_a_link_to_nowhere(folder):
    shutil.rmtree(folder / ".venv")
    (folder / ".venv").symlink_to(folder / "gone")


def test_what_is_done_is_not_done_again(made):
    assert set_up(made) == ""


@pytest.mark.parametrize(
    "broken",
    rest_in_soak(with_a_link_to_nowhere, with_the_interpreter_gone, with_the_packages_of_another_version),
)
def test_a_broken_environment_is_made_anew(made, broken):
    broken(made)
    assert set_up(made) == MADE
