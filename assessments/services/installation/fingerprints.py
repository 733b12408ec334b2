"""Which secret keys the database was made with: a start with other ones stops before anybody notices.

Of each key a digest is noted that needs the key itself, so that it tells nothing to whoever reads the database.
"""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Model

from assessments.models import Invitation, KeyFingerprint

from .rotation import encrypt_anew

LINK_KEY = "LINK_KEY"
SECRET_KEY = "SECRET_KEY"  # noqa: S105 – the name of the setting
EARLIER = "SECRET_KEY_FALLBACKS"
COSTS = {
    LINK_KEY: (
        "invitations were made with another LINK_KEY: with this one all personal links, printed cards, invitations to "
        "coordinate and links in mails lead nowhere"
    ),
    SECRET_KEY: (
        "the database was made with another SECRET_KEY: with this one everybody is signed out, links for a new "
        "password and codes of second steps stop working, and whoever is filling in needs their own link again"
    ),
}
"""Per key what another one would cost."""


class OtherKeysError(Exception):
    """The database was made with other keys than these."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        super().__init__(" ".join(_told(name) for name in self.names))


def cost_of(name: str) -> str:
    """Return the sentence that says what another key with this name costs."""
    cost = COSTS[name]
    return f"{cost[0].upper()}{cost[1:]}."


def _told(name: str) -> str:
    return (
        f"{cost_of(name)} Put the key back with which it was made, in {_place(name)}. Only if that is lost for good: "
        f"manage.py accept_keys {name}"
    )


def _place(name: str) -> str:
    key = settings.KEYS.get(name)
    return key.source if key else name


def fingerprint(name: str, key: str) -> str:
    """Return by which the key with this name is recognised: 64 hexadecimal digits."""
    return hmac.new(key.encode(), f"fingerprint of {name}".encode(), hashlib.sha256).hexdigest()


def own_fingerprints() -> dict[str, str]:
    """Return the fingerprint of each key that this process has."""
    return {name: fingerprint(name, getattr(settings, name)) for name in COSTS}


def other_keys() -> list[str]:
    """Return the names of the keys that are others than those that the database was made with.

    A key among ``SECRET_KEY_FALLBACKS`` is still known. A key that was made just now is another one wherever there
    are invitations in a database in which no key was noted.
    """
    noted = _noted()
    return [name for name in COSTS if (noted[name] not in _accepted(name) if name in noted else _cannot_be(name))]


def _noted() -> dict[str, str]:
    """Return the fingerprints that were noted, also where there is no table for them yet."""
    return dict(KeyFingerprint.objects.values_list("name", "digest")) if _has(KeyFingerprint) else {}


def _has(model: type[Model]) -> bool:
    return model._meta.db_table in connection.introspection.table_names()  # noqa: SLF001


def _cannot_be(name: str) -> bool:
    return _is_new(name) and _has(Invitation) and Invitation.objects.exists()


def _is_new(name: str) -> bool:
    return bool(settings.KEYS[name].is_new)


def _accepted(name: str) -> set[str]:
    earlier = settings.SECRET_KEY_FALLBACKS if name == SECRET_KEY else []
    return {fingerprint(name, key) for key in (getattr(settings, name), *earlier)}


def refuse_other_keys() -> None:
    """Raise OtherKeysError if the database was made with other keys than this process has."""
    names = other_keys()
    if names:
        raise OtherKeysError(names)


def keep_new_keys() -> None:
    """Keep the keys that were made just now, for every process after this one.

    To be called before the first table is made: nothing starts on a database without the keys that it was made with.
    Raises OtherKeysError, and keeps none, if there is something that cannot have been made with them.
    """
    made_with_others = [name for name in other_keys() if _is_new(name)]
    if made_with_others:
        raise OtherKeysError(made_with_others)
    for name in COSTS:
        settings.KEYS[name].keep()


def has_unkept_keys() -> bool:
    """Whether a key was made for this process alone, because no ``migrate`` has kept one yet."""
    noted = _noted()
    return any(_is_new(name) and name not in noted for name in COSTS)


def note_keys(*, now: datetime) -> None:
    """Keep the keys, and note the fingerprints of those that were not noted yet.

    Raises OtherKeysError if a key was made just now, while there are invitations that cannot have been made with it.
    """
    keep_new_keys()
    noted = _noted()
    for name, digest in own_fingerprints().items():
        if name not in noted:  # another process may do the same
            KeyFingerprint.objects.get_or_create(name=name, defaults={"digest": digest, "noted_at": now})


def unaccepted_keys() -> list[str]:
    """Return the names of the keys that were not noted as those of the database."""
    noted, own = _noted(), own_fingerprints()
    return [name for name in COSTS if noted.get(name) != own[name]]


def is_taking_over(name: str) -> bool:
    """Whether the key with this name follows another that was noted and is still known, so that nothing is lost."""
    return name in unaccepted_keys() and _noted().get(name) in _accepted(name)


def accept_keys(names: Iterable[str], *, now: datetime) -> None:
    """Take the keys with these names for those of this installation from now on, whatever that costs.

    What an earlier secret key among ``SECRET_KEY_FALLBACKS`` reads is encrypted anew, so that that one can be left out.
    """
    accepted = list(names)
    for name in accepted:
        settings.KEYS[name].keep()
    if SECRET_KEY in accepted:
        encrypt_anew()
    if _has(KeyFingerprint):  # where there is no table for it yet, migrate notes the key that it finds
        _note(accepted, now=now)


@transaction.atomic
def _note(names: Iterable[str], *, now: datetime) -> None:
    own = own_fingerprints()
    for name in names:
        KeyFingerprint.objects.update_or_create(name=name, defaults={"digest": own[name], "noted_at": now})


def finish_taking_over(*, now: datetime) -> bool:
    """Let the secret key take over from the earlier one, if it was about to; return whether it has."""
    if is_taking_over(SECRET_KEY):
        encrypt_anew()
        _note([SECRET_KEY], now=now)
    return SECRET_KEY not in unaccepted_keys()
