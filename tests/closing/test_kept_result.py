"""A stored result is read only when it is what was frozen."""

import os
import subprocess
import sys

import pytest

from assessments.models import Result
from assessments.results.stored_results import DamagedResultError, checksum, result_of
from assessments.services.closing import close_round
from tests.responses import after, send_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored(open_round):
    send_all(open_round)
    return close_round(open_round.pk, by=None, now=after(open_round))


def test_an_untouched_result_is_read(stored):
    assert result_of(stored.round).facts.title == "Meting 1"


def test_a_round_without_result_has_none(open_round):
    with pytest.raises(Result.DoesNotExist):
        result_of(open_round)


def test_a_changed_document_is_refused(stored):
    stored.document["facts"]["title"] = "Meting 1 (aangepast)"
    stored.save()

    with pytest.raises(DamagedResultError, match=f"round {stored.round_id} is not the one that was frozen"):
        result_of(stored.round)


def test_a_changed_checksum_is_refused(stored):
    stored.checksum = "0" * 64
    stored.save()

    with pytest.raises(DamagedResultError):
        result_of(stored.round)


def test_a_document_of_another_shape_is_refused_even_with_its_checksum(stored):
    del stored.document["facts"]
    stored.checksum = checksum(stored.document)
    stored.save()

    with pytest.raises(DamagedResultError):
        result_of(stored.round)


def test_checksum_knows_no_order_of_keys():
    assert checksum({"a": 1, "b": [1.5, None]}) == checksum({"b": [1.5, None], "a": 1})
    assert checksum({"a": [1, 2]}) != checksum({"a": [2, 1]})
    assert checksum({"a": 1}) != checksum({"a": "1"})


def test_whoever_only_reads_results_loads_no_numbers_library(tmp_path):
    script = "import django, sys; django.setup(); import assessments.services.closing; print('numpy' in sys.modules)"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "collab.settings", "DATA_DIR": str(tmp_path)}

    said = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)

    assert said.stdout == "False\n"
