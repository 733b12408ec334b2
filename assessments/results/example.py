"""The result that everybody may look at: of a partnership that was made up, shipped with the product."""

import json
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.models import Result
from assessments.vocabulary.languages import LANGUAGES

from .stored_results import checksum

FILE = Path(__file__).with_name("example.json")
"""The frozen document, made of a story of the demo with ``python -m tools.example``."""


@cache
def example_result(language: str) -> Result:
    """Return the example in one language, in which its name says what it is; it is in no database, and has no round.

    Everything that is made from it so carries that name: the page, the head of every sheet, the title of a file.
    """
    document = json.loads(FILE.read_text(encoding="utf-8"))
    with override(language):
        name = _("%(partnership)s (a made-up example)") % {"partnership": document["facts"]["partnership"]}
    document["facts"] |= {"partnership": name}
    return Result(document=document, checksum=checksum(document))


def example_results() -> tuple[Result, ...]:
    """Return the example in every language."""
    return tuple(map(example_result, LANGUAGES))


def example_checksums() -> frozenset[str]:
    """Return the checksums of the example, by which its files are known."""
    return frozenset(one.checksum for one in example_results())
