"""The demo as an installation that is served for real."""

import pytest

from tests.e2e.served import prepare
from tests.shared import made_once

from .servers import Servers


@pytest.fixture(scope="session")
def demo(run_folder):
    """A data folder as it is after the first start; browsers of other tests use it too."""
    return made_once(run_folder / "demo", prepare)


@pytest.fixture
def servers():
    """Start installations, and end whatever is left of them."""
    with Servers() as started:
        yield started
