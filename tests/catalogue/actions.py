"""Actions and results to try choices on."""

from dataclasses import replace

from assessments.catalogue.actions import shipped_actions
from assessments.catalogue.entries import Condition
from tests.reporting import disclosed

RESULTS = {
    name: getattr(disclosed, name)()
    for name in (
        "schijnsamenwerking",
        "eilandsamenwerking",
        "nipt",
        "gezond",
        "stevig",
        "kern_en_rand",
        "fundament_ontbreekt",
        "intentie_rond_de_lat",
        "rem_onbekend",
        "opbouwfase",
        "stalled",
        "capped",
        "below_ten",
        "with_holes",
        "bar_withheld",
        "large",
        "all_0",
        "all_100",
        "onvoldoende_gegevens",
    )
}


def an_action(code="a", *conditions, **changes):
    """Return an action for managers with these conditions, bound to nothing."""
    values = {"diagnosis": None, "roles": ("manager",), "order": 1}
    return replace(shipped_actions()[0], code=code, conditions=conditions, **values | changes)


def flag(name):
    return Condition("flag", name)


def below(kind, subject, limit="bar"):
    return Condition(kind, subject, "below", limit)


def at_least(kind, subject, limit="bar"):
    return Condition(kind, subject, "from", limit)


def above(kind, subject, limit="bar"):
    return Condition(kind, subject, "above", limit)
