"""What to expect of a round while it is being made: how likely a clear outcome is, and what is too small to show."""

from collections import Counter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.catalogue.expectations import ALL_ANSWER, FEW_ANSWER, Cell, as_fraction, expectation, holds_for
from assessments.forms.rounds.form import RoundForm
from assessments.models import Participant, Partnership, ScoringProfileVersion
from assessments.models.choices import Split
from assessments.reporting.names import listed, role_name
from assessments.scoring.profile import ScoringProfile
from assessments.vocabulary.limits import needed, texts_from
from assessments.vocabulary.roles import ROLES

OPEN_EXAMPLES = (12, 26)
"""Numbers of answers through an open link of which the page says what to expect."""


def expectations_of(form: RoundForm, partnership: Partnership) -> dict[str, Any]:
    """Return what to expect of the round in a form, as far as it is filled in, as sentences."""
    profile = ScoringProfileVersion.newest().profile
    people = form.ticked_people() if form["has_personal_links"].value() else []
    told = _of_people(people, profile) if people else []
    if form["has_open_link"].value():
        told += _of_open_link(partnership.organisations.count(), profile)
    told.append(_of_statements(profile))
    if people and (small := _too_small(people, str(form["split"].value()), profile)):
        told.append(small)
    return {"partnership": partnership, "expectations": told}


def _of_people(people: list[Participant], profile: ScoringProfile) -> list[str]:
    n, m = len(people), len({person.organisation_id for person in people})
    if n < needed(profile) or m < profile.min_organisations:
        return [
            _(
                "For an outcome at least %(people)s people from at least %(organisations)s organisations must answer. "
                "You are asking fewer."
            )
            % {"people": needed(profile), "organisations": profile.min_organisations}
        ]
    asked = _("You are asking %(people)s people from %(organisations)s organisations.") % {
        "people": n,
        "organisations": m,
    }
    return [f"{asked} {chances}"] if (chances := _chances(n, m, profile)) else []


def _chances(n_people: int, n_organisations: int, profile: ScoringProfile) -> str:
    """Return how likely a clear outcome is; empty if the table does not tell."""
    some, every = (expectation(n_people, n_organisations, response) for response in (FEW_ANSWER, ALL_ANSWER))
    if every is None or not holds_for(profile):
        return ""
    if some is None:
        return _(
            "If everyone answers, the outcome is clear in about %(every)s rounds. With fewer than %(least)s answers "
            "there is no outcome."
        ) % {"every": _fraction(every), "least": needed(profile)}
    return _("If 6 in 10 answer, the outcome is clear in about %(some)s rounds; if everyone answers, in %(every)s.") % {
        "some": _fraction(some),
        "every": _fraction(every),
    }


def _of_open_link(n_organisations: int, profile: ScoringProfile) -> list[str]:
    few, many = (expectation(n, n_organisations, None) for n in OPEN_EXAMPLES)
    unknown = _("With an open link nobody knows how many people were asked. That makes the margins wider.")
    if few is None or many is None or not holds_for(profile):
        return [unknown]
    examples = _(
        "With %(few_people)s answers the outcome is clear in about %(few)s rounds, with %(many_people)s in %(many)s."
    ) % {
        "few_people": few.people,
        "few": _fraction(few),
        "many_people": many.people,
        "many": _fraction(many),
    }
    return [f"{unknown} {examples}"]


def _fraction(cell: Cell) -> str:
    times, of = as_fraction(cell.clear)
    return _("%(times)s in %(of)s") % {"times": times, "of": of}


def _of_statements(profile: ScoringProfile) -> str:
    return _(
        "With %(answers)s answers or more to a statement, its score is shown to the nearest five, otherwise to the "
        "nearest ten; people’s own words are in the report from %(answers)s answers too."
    ) % {"answers": texts_from(profile)}


def _too_small(people: list[Participant], split: str, profile: ScoringProfile) -> str:
    """Return which groups of the split are too small to be shown apart, even if everyone answers."""
    if split == Split.ROLE:
        sizes = Counter(person.role for person in people)
        small = [f"{role_name(role)} ({sizes[role]})" for role in ROLES if 0 < sizes[role] < profile.min_group]
        if not small:
            return ""
        return _("Too few to be shown separately: %(groups)s. From %(least)s people a role can be shown.") % {
            "groups": listed(small),
            "least": profile.min_group,
        }
    n_small = sum(size < profile.min_group for size in Counter(one.organisation_id for one in people).values())
    if not n_small:
        return ""
    return ngettext(
        "%(number)s organisation has fewer than %(least)s people, so it is not shown separately.",
        "%(number)s organisations have fewer than %(least)s people, so they are not shown separately.",
        n_small,
    ) % {"number": n_small, "least": profile.min_group}
