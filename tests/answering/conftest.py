"""Every story begins with an empty cache: limits per hour count over all visitors of one address."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()
