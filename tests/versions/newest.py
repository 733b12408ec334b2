"""A third version: a file beside those of the product, and the newest of them."""

from pathlib import Path

from assessments.catalogue.questionnaire import FILES

BEFORE, VERSION = "2", "3"
FILE = Path(__file__).with_name("questionnaire.yaml")
OLD_TEXT = "De partners doen wat zij samen hebben afgesproken."
NEW_TEXT = "De partners maken waar wat zij samen hebben afgesproken."
DROPPED, ADDED, ADDED_TO_FORCE = "C4", "C6", "V7"
HOLDS_BACK, HELD_BACK_BEFORE = "B8", "B7"
"""What measures how much one's own organisation holds back, in this version and in the one before."""


def register(monkeypatch):
    """Ship this version too until the test ends."""
    monkeypatch.setitem(FILES, VERSION, FILE)
