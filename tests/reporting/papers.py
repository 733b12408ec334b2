"""Every kind of paper that the product prints: the reports as PDFs, the others as the page that becomes one."""

from datetime import datetime
from zoneinfo import ZoneInfo

from assessments.reporting.paper import print_report
from assessments.reporting.plan import PlanLine, render_plan_for_print
from assessments.reporting.render import render_summary_for_print
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.roles import ADVISED
from tests.reporting import disclosed as outcomes
from tests.soaking import IS_SOAK

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
    "later",
)
SHEETS = {
    "later": ("professional", "manager", "overheid"),
    "onvoldoende_gegevens": (),
    "hostile": ("bestuurder",),
}
"""What an ordinary run prints, with the sheets of these roles: the longest, which has every part and every kind of
picture of a report, the shortest, and the wildest."""
IN_EVERY_LANGUAGE = "later"
"""Of which an ordinary run prints the whole report and the summary in both."""
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
    """Return the reports by result, role and language."""
    return {
        (name, role, language): print_report(result, language=language, role=role)
        for name, result in results().items()
        if IS_SOAK or name in SHEETS
        for language in languages_of(name)
        for role in (None, *(sheets_of(name) if IS_SOAK or language == LANGUAGES[0] else ()))
    }


def languages_of(name):
    """Return in which languages the papers of a result are printed; Dutch has the longer words."""
    return LANGUAGES if IS_SOAK or name == IN_EVERY_LANGUAGE else LANGUAGES[:1]


def sheets_of(name):
    """Return for which roles the sheet of a result is printed; together the results have them all."""
    is_short = name in SHEETS and not SHEETS[name]
    return ADVISED if IS_SOAK and not is_short else SHEETS.get(name, ())


def summaries():
    """Return the public summaries by result and language."""
    return {
        (name, language): render_summary_for_print(results()[name], language=language)
        for name in SUMMARISED
        if IS_SOAK or name in SHEETS
        for language in languages_of(name)
    }


def plans():
    """Return action plans, one of which is empty, by number of lines and language."""
    return {
        (len(lines), language): render_plan_for_print(HOSTILE, lines, changed_at=AT, language=language)
        for lines, language in ((LINES, "nl"), (LINES, "en"), ([], "nl"))
    }
