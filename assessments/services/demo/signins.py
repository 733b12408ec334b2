"""The two accounts of the demo, with passwords that are generated once and stored beside the data."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from assessments.models import User

COORDINATOR = ("marieke.degraaf@driekracht.example", "Marieke de Graaf")
ADMIN = ("beheer@driekracht.example", "Beheer")
_TEXT = """
anker appel avond bakker balkon beuk bever blad boek boter brug buurt dak dans dijk duin egel eiland fiets fles gans
gras haven heg hout kaas kade kano kast kers kraan lamp linde maan markt meer mees mist molen mus noot oever peer plein
poort regen rivier roos schip schuur sloot sneeuw steen ster tafel tuin uil veer veld vlier vogel wagen water weide wilg
wind winter wolk zand zeil zon zwaan
"""
_WORDS = _TEXT.split()


@dataclass(frozen=True, slots=True)
class SignIn:
    """An account of the demo."""

    email: str
    name: str
    password: str
    """The one it was made with; empty when that is not known any more."""
    user: User
    is_new: bool
    """Whether it was made just now."""


def make_signins(path: Path) -> tuple[SignIn, SignIn]:
    """Return coordinator and admin: made with new passwords that are kept in this file, unless they are there.

    An account that exists keeps the password that it has, whoever chose it.
    """
    kept = _read(path)
    signins = (
        _signin(*COORDINATOR, kept.get(COORDINATOR[0], ""), User.objects.create_user),
        _signin(*ADMIN, kept.get(ADMIN[0], ""), User.objects.create_superuser),
    )
    keep_signins(path, signins)
    return signins


def _signin(email: str, name: str, kept: str, make: Callable[..., User]) -> SignIn:
    user = User.objects.filter(email=email).first()
    if user is not None:
        return SignIn(email, name, kept, user, is_new=False)
    password = kept or _new_password()
    return SignIn(email, name, password, make(email, password, name=name), is_new=True)


def _read(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    parts = [line.split(":", 1) for line in path.read_text().splitlines() if ":" in line]
    return {email.strip(): password.strip() for email, password in parts}


def keep_signins(path: Path, signins: tuple[SignIn, ...]) -> None:
    """Write the file, readable by its owner alone, unless it holds them already."""
    text = "".join(f"{signin.email}: {signin.password}\n" for signin in signins if signin.password)
    if not text or (path.exists() and path.read_text() == text):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    made.touch(mode=0o600)
    made.write_text(text)
    made.replace(path)


def _new_password() -> str:
    """Return five words and a number, 2**40 possibilities: easy to type from a screen."""
    return "-".join([*(secrets.choice(_WORDS) for _word in range(5)), str(secrets.randbelow(900) + 100)])
