"""Who uses the data holds them before looking whether all is well: what a restore changes meanwhile is seen."""

import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from assessments.models import KeyFingerprint
from assessments.services.installation.fingerprints import note_keys
from assessments.services.installation.usage import data_alone
from tests.processes import wait_until

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.once]


def somebody_waits():
    """Whether somebody waits for a lock on the file by which data are held."""
    number = f":{(Path(settings.DATA_DIR) / 'in-use.lock').stat().st_ino} "
    return any("-> FLOCK" in line and number in line for line in Path("/proc/locks").read_text().splitlines())


OTHERS = "Invitations were made with another LINK_KEY"


@pytest.mark.parametrize(
    ("command", "refused"),
    [
        (["work"], OTHERS),
        (["serve"], OTHERS),
        (["close_due_rounds"], OTHERS),
        (["accept_keys", "LINK_KEY"], "Nothing was changed"),
    ],
)
def test_what_a_restore_changed_is_seen_by_who_waited_for_it(command, refused):
    note_keys(now=timezone.now())
    is_alone = threading.Event()

    def restore():
        with data_alone():
            is_alone.set()
            wait_until(somebody_waits)
            KeyFingerprint.objects.filter(name="LINK_KEY").update(digest="0" * 64)
            connection.close()

    other = threading.Thread(target=restore)
    other.start()
    is_alone.wait()
    with pytest.raises(CommandError, match=refused):
        call_command(*command)
    other.join()
