"""Every kind of paper that the product prints: the reports as PDFs, the others as the page that becomes one."""

from datetime import datetime
from zoneinfo import ZoneInfo

from assessments.reporting.paper import print_report
from assessments.reporting.plan import PlanLine, render_plan_for_print
from assessments.reporting.render import render_summary_for_print
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.roles import ADVISED
from tests.conftest import IS_SOAK
from tests.reporting import disclosed as outcomes

from .results import HOSTILE, after_three_rounds, frozen_result, hostile_result

OUTCOMES = ("schijnsamenwerking", "eilandsamenwerking", "gezond", "stevig", "fundament_ontbreekt", "rem_onbekend")
SUMMARISED = (
    "schijnsamenwerking",
    "eilandsamenwerking",
    "gezond",
    "stevig",
    "fundament_ontbreekt",
    "onvoldoende_gegevens",
    "hostile",
)
AT = datetime(2026, 11, 25, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
LINES = [
    PlanLine("Eén plan per gezin", "School, Carla", "1 maart 2027", "gepland", False, "Begin\nklein.", ()),
    PlanLine(HOSTILE, HOSTILE, "nog geen datum", "gedaan", True, HOSTILE, (HOSTILE, "1 mei, Anna: gedaan.")),
]


def results():
    """Return a result of every kind by name."""
    return {
        **{name: frozen_result(getattr(outcomes, name)()) for name in OUTCOMES},
        "onvoldoende_gegevens": frozen_result(outcomes.onvoldoende_gegevens()),
        "hostile": hostile_result(),
        "later": after_three_rounds(frozen_result(outcomes.schijnsamenwerking())),
    }


def reports():
    """Return the reports by result, role and language: whole in each, sheets of most outcomes for one role in Dutch."""
    return {
        (name, role, language): print_report(result, language=language, role=role)
        for name, result in results().items()
        for language in LANGUAGES
        for role in (None, *sheets_of(name, language))
    }


def sheets_of(name, language):
    """Return for which roles the sheet of a result is printed."""
    if name in {"onvoldoende_gegevens", "later"}:
        return ()
    if IS_SOAK or name in {"schijnsamenwerking", "hostile"}:
        return ADVISED
    return ADVISED[:: len(ADVISED) - 1] if language == "nl" else ()


def summaries():
    """Return the public summaries by result and language."""
    return {
        (name, language): render_summary_for_print(results()[name], language=language)
        for name in SUMMARISED
        for language in LANGUAGES
    }


def plans():
    """Return action plans, one of which is empty, by number of lines and language."""
    return {
        (len(lines), language): render_plan_for_print(HOSTILE, lines, changed_at=AT, language=language)
        for lines, language in ((LINES, "nl"), (LINES, "en"), ([], "nl"))
    }
