"""Frozen results with the advice that the shipped catalogue gives, and rounds that have them."""

from dataclasses import replace

from assessments.disclosure.shown import ShownOrganisation
from assessments.models import Result
from assessments.models.choices import State
from assessments.reporting.earlier import earlier_round
from assessments.reporting.frozen import AgreedAction, to_document
from assessments.reporting.gallery import facts as gallery
from assessments.results.stored_results import checksum
from tests.cast import make_round

from .disclosed import ORGANISATIONS, schijnsamenwerking

HOSTILE = "شركة <script>alert(1)</script> $x^2$ 😀👩‍👩‍👧 ☺️ 中文 %(bar)s {{ x }} \u202eomgekeerd\u202c é\u0301"
"""A name and an answer that some program would stumble over; it holds letters that few typefaces have."""

FACTS = replace(gallery.FACTS, partnership="Jeugdketen Noord")
VERSIONS = gallery.NOW


def frozen_result(disclosed=None, *, versions=VERSIONS, **facts):
    """Return a frozen result around this disclosed one; anything of the round may be changed by name."""
    made = gallery.frozen(disclosed or schijnsamenwerking(), versions=versions)
    return replace(made, facts=replace(FACTS, **facts))


def after_three_rounds(result):
    """Return a result with three rounds before it and a full plan: the longest that a report can tell of."""
    earlier = tuple(
        earlier_round(
            replace(result, facts=replace(result.facts, closed_at=result.facts.closed_at.replace(year=year))),
            result.disclosed,
        )
        for year in (2023, 2024, 2025)
    )
    planned = ("done", "busy", "planned", "dropped")
    agreed = tuple(AgreedAction(f"Eén plan per gezin {one}", "Gemeente", "2026-05-01", one) for one in planned)
    return replace(result, earlier=earlier, agreed=agreed)


def hostile_result():
    """Return a result whose every free text is hostile."""
    organisations = {HOSTILE: ShownOrganisation(75, 25, "knelpunt", ("a",)), **ORGANISATIONS}
    answers = {"O1": (HOSTILE,) * 3, "O2": ("w" * 400, "regel\nregel\n\nregel"), "B0_other": (HOSTILE,)}
    return frozen_result(
        schijnsamenwerking(organisations=organisations, open_answers=answers),
        partnership=HOSTILE,
        theme=HOSTILE,
        title="t" * 150,
        contact=HOSTILE,
        organisations=tuple(organisations),
    )


def closed_round(partnership, frozen=None, **fields):
    """Return a closed round of this partnership with this frozen result."""
    frozen = frozen or frozen_result()
    round_ = make_round(partnership, state=State.CLOSED, closed_at=frozen.facts.closed_at, **fields)
    document = to_document(frozen)
    Result.objects.create(
        round=round_, document=document, checksum=checksum(document), created_at=frozen.facts.closed_at
    )
    return round_
