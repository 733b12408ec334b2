"""The second version: a file beside those of the product, and the newest of them."""

from pathlib import Path

from assessments.catalogue.questionnaire import FILES

VERSION = "proef"
FILE = Path(__file__).with_name("questionnaire.yaml")
OLD_TEXT = "De partners voeren uit wat zij samen hebben afgesproken."
NEW_TEXT = "De partners doen wat zij samen hebben afgesproken."
DROPPED, ADDED, ADDED_IN_FORCE = "C4", "C6", "V7"


def register(monkeypatch):
    """Ship this version too until the test ends."""
    monkeypatch.setitem(FILES, VERSION, FILE)
