"""What an installation needs in its database besides tables; put there after each migration."""

from datetime import datetime

from django.core.management import call_command

from assessments.services.catalogue import Loaded, load_catalogue

from .fingerprints import note_keys


def complete_installation(*, now: datetime) -> Loaded:
    """Make the table of the cache, note the keys and load the shipped actions; return what loading did.

    Safe to repeat. Raises OtherKeysError, and loads nothing, if the keys cannot be those of this database.
    """
    call_command("createcachetable", verbosity=0)
    note_keys(now=now)
    return load_catalogue()
