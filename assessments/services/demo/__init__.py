"""The demo: three partnerships, one per diagnosis, with two accounts and links to fill in."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from assessments.models import Partnership
from assessments.services.catalogue import load_catalogue
from assessments.services.erasure import erase_deleted

from . import jeugd, veiligheid, wonen
from .links import open_link, personal_link
from .signins import SignIn, make_signins
from .storytelling import Teller, open_rounds, tell

LAPTOP = {"localhost", "127.0.0.1", "::1"}
STORIES = (jeugd.STORY, wonen.STORY, veiligheid.STORY)


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demo offers to look at."""

    partnerships: tuple[Partnership, ...]
    coordinator: SignIn
    admin: SignIn
    personal_link: str
    """The link of someone who has not answered yet; empty when no round of the demo is open any more."""
    open_link: str
    """Empty when the demo no longer has an open round with an open link."""


def reason_against_demo(site_url: str, database_url: str) -> str:
    """Return why a site with these settings is no place for a demo; empty for a laptop.

    The demo has an administrator whose password was shown on a screen.
    """
    if urlsplit(site_url).hostname not in LAPTOP:
        return f"SITE_URL is {site_url}, which others can reach"
    return "DATABASE_URL names a database of your own" if database_url else ""


def make_demo(signins: Path, *, now: datetime) -> Demo:
    """Create the demo in the database and return it; what exists already is left unchanged.

    ``signins`` is the file that keeps the passwords.
    """
    load_catalogue()
    coordinator, admin = make_signins(signins)
    teller = Teller(coordinator.user, now)
    partnerships = tuple(tell(story, teller) for story in STORIES)
    erase_deleted(now=now)
    rounds = open_rounds(partnerships, now)
    return Demo(partnerships, coordinator, admin, personal_link(rounds), open_link(rounds))
