"""What people in a room guess of a force before its score is shown: in the cache alone, and gone with the screen.

A guess has the number of a phone beside it while the force is being guessed, so that a phone counts once. When the
force is shown, its numbers are put in order and the phones are forgotten. Nothing of it is in a table with rows of
ours, in the log or in a backup.
"""

import secrets
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache

from assessments.links import keyed_digest
from assessments.models.rounds import JOIN_CODE_LETTERS
from assessments.vocabulary.forces import FORCES, Force

LEAST = 3
"""Fewer guesses are never shown: of two, each would know the other's."""
MOST_PHONES = 200
"""Of one screen."""
SECONDS = 2 * 60 * 60
"""For which a screen that is left open takes guesses, from the last step that it showed."""

_PHONE = "guess-phone:"


@dataclass(slots=True)
class Guessing:
    """A screen with a result, of which forces are guessed."""

    round_id: int
    code: str
    """What phones type: of this screen, and of no other one after it."""
    force: str = ""
    """The force that is being guessed; empty between two."""
    shown: dict[str, list[int]] = field(default_factory=dict)
    """The guesses of the forces that were shown already, from low to high."""


def open_guessing(round_id: int, force: Force) -> Guessing:
    """Let phones guess this force, unless it was shown already: then a late guess would tell whose it is."""
    found = guessing_of(round_id) or Guessing(round_id, _new_code())
    found.force = "" if force in found.shown else force
    return _keep(found)


def show_guesses(round_id: int, force: Force) -> list[int]:
    """End the guessing of a force, and return what was guessed from low to high.

    Too few guesses are forgotten at once, and the force can be guessed anew: somebody tried out the screen beforehand.
    """
    found = guessing_of(round_id)
    if found is None:
        return []
    if force not in found.shown:
        guesses = _gather(found.code, force)
        found.force = ""
        if len(guesses) >= LEAST:
            found.shown[force] = guesses
        _keep(found)
    return found.shown.get(force, [])


def pause_guessing(round_id: int) -> None:
    """Let phones wait: the screen shows something else."""
    found = guessing_of(round_id)
    if found is not None and found.force:
        found.force = ""
        _keep(found)


def close_guessing(round_id: int) -> None:
    """Forget all of it: the screen is closed."""
    found = guessing_of(round_id)
    if found is None:
        return
    for force in FORCES:
        cache.delete_many(list(_guess_keys(found.code, force).values()))
    places = [_slot(found.code, number) for number in range(MOST_PHONES)]
    cache.delete_many([f"{_PHONE}{digest}" for digest in cache.get_many(places).values()])
    cache.delete_many(places)
    cache.delete_many([_of_round(round_id), _of_code(found.code)])


def guessing_of(round_id: int) -> Guessing | None:
    """Return the guessing on the screen of a round; None if there is none."""
    stored: Any = cache.get(_of_round(round_id))
    return Guessing(round_id, *stored) if stored else None


def guessing_with(code: str) -> Guessing | None:
    """Return the guessing on the screen with this code."""
    if not (code.isascii() and code.isalnum()):
        return None  # no code of ours, nor a name that every cache takes
    round_id = cache.get(_of_code(code))
    found = guessing_of(round_id) if round_id is not None else None
    return found if found is not None and found.code == code else None


def count_guesses(guessing: Guessing) -> int:
    """Return how many phones have guessed the force that is being guessed."""
    return len(cache.get_many(list(_guess_keys(guessing.code, guessing.force).values())))


def guess(guessing: Guessing, phone: str, number: int) -> bool:
    """Take a guess from 0 to 100; a phone's later one replaces its earlier one. Return whether there was room."""
    place = _place_of(guessing.code, phone)
    if place is not None:
        cache.set(_guess(guessing.code, guessing.force, place), min(max(number, 0), 100), SECONDS)
    return place is not None


def guess_of(guessing: Guessing, phone: str) -> int | None:
    """Return what this phone guessed of the force that is being guessed."""
    place = cache.get(f"{_PHONE}{_digest(guessing.code, phone)}")
    found: int | None = cache.get(_guess(guessing.code, guessing.force, place)) if place is not None else None
    return found


def _gather(code: str, force: str) -> list[int]:
    """Return the guesses in order, and delete each of them."""
    keys = list(_guess_keys(code, force).values())
    found = sorted(cache.get_many(keys).values())
    cache.delete_many(keys)
    return found


def _place_of(code: str, phone: str) -> int | None:
    """Return the number of a phone, drawn by lot from those that are free; None if there are no more."""
    digest = _digest(code, phone)
    known: int | None = cache.get(f"{_PHONE}{digest}")
    if known is not None:
        return known
    taken = cache.get_many([_slot(code, number) for number in range(MOST_PHONES)])
    free = [number for number in range(MOST_PHONES) if _slot(code, number) not in taken]
    secrets.SystemRandom().shuffle(free)
    place = next((number for number in free if cache.add(_slot(code, number), digest, SECONDS)), None)
    if place is None or cache.add(f"{_PHONE}{digest}", place, SECONDS):
        return place
    cache.delete(_slot(code, place))  # the same phone, tapped twice
    first: int | None = cache.get(f"{_PHONE}{digest}")
    return first


def _keep(guessing: Guessing) -> Guessing:
    stored = (guessing.code, guessing.force, guessing.shown)
    cache.set(_of_round(guessing.round_id), list(stored), SECONDS)
    cache.set(_of_code(guessing.code), guessing.round_id, SECONDS)
    return guessing


def _new_code() -> str:
    """Return a code for phones, which is found by nobody who tries: there are 387 million, and it opens no data."""
    return "".join(secrets.choice(JOIN_CODE_LETTERS) for _position in range(6))


def _of_round(round_id: int) -> str:
    return f"guessing:{round_id}"


def _of_code(code: str) -> str:
    return f"guess-code:{code}"


def _digest(code: str, phone: str) -> str:
    return keyed_digest("phone that guesses", code + phone).hex()


def _slot(code: str, number: int) -> str:
    return f"guess-place:{code}:{number}"


def _guess(code: str, force: str, place: int) -> str:
    return f"guess:{code}:{force}:{place}"


def _guess_keys(code: str, force: str) -> dict[int, str]:
    return {place: _guess(code, force, place) for place in range(MOST_PHONES)}
