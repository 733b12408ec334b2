"""How the numbers of a report keep the answers of people to themselves, and what can still be learned from them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.reporting.frozen import FrozenResult
from assessments.vocabulary.limits import texts_from

from .outcome import has_diagnosis


def confidentiality(result: FrozenResult) -> tuple[str, ...]:
    """Return sentences on how answers stay confidential, what can still be seen, and how long answers are kept."""
    found = [*_erased(result)]
    if has_diagnosis(result):
        found += [
            _numbers(result),
            _("You see what the group thinks, not who thought what. So do not guess who said what: ask each other."),
            _groups(result),
        ]
    found += [_open_answers(result)]
    if has_diagnosis(result):
        found += [*_names(result), *_still_to_learn(result)]
    return tuple(found)


def _erased(result: FrozenResult) -> tuple[str, ...]:
    """Return that separate answers are gone, what is kept for some months, and where they may still be."""
    months = result.facts.retention_months
    return (
        _(
            "The separate answers have been erased. What is shown here is all that is left. Only older backups of the "
            "site and older logs of its database may still contain them, until those are replaced."
        ),
        ngettext(
            "What people wrote in their own words is erased %(months)s month after the round closes.",
            "What people wrote in their own words is erased %(months)s months after the round closes.",
            months,
        )
        % {"months": months},
    )


def _numbers(result: FrozenResult) -> str:
    """Return on how many people every number rests, and that it is rounded, and how."""
    values = {"least": result.profile.min_group, "more": texts_from(result.profile)}
    if result.facts.interests_named:
        rests = _("Every figure is about at least %(least)s people, except those on interests by name.") % values
    else:
        rests = _("Every figure is about at least %(least)s people.") % values
    rounded = _(
        "All figures are rounded: statements to the nearest ten, or to the nearest five with %(more)s answers or "
        "more. Where nearly everyone agrees it says “80 or higher” or “90 or higher”. Numbers of people are given "
        "roughly, such as 20–49."
    )
    return f"{rests} {rounded % values}"


def _groups(result: FrozenResult) -> str:
    return _(
        "A group is shown only with %(least)s people or more, and when what smaller groups answered cannot be "
        "worked out from it."
    ) % {"least": result.profile.min_group}


def _open_answers(result: FrozenResult) -> str:
    return _(
        "Open answers appear word for word, in random order and without role or organisation, when there are "
        "%(least)s or more. Whoever knows how somebody writes may recognise it."
    ) % {"least": texts_from(result.profile)}


def _names(result: FrozenResult) -> tuple[str, ...]:
    if not result.facts.interests_named:
        return ()
    return (
        _(
            "Why organisations take part and what they get from it was answered on their behalf and is shown by name, "
            "even if only one or a few people did so. So it can be seen that an organisation took part. People who "
            "answered there with only a few colleagues can also work out those colleagues’ answers to "
            "those three questions. People knew that beforehand."
        ),
    )


def _still_to_learn(result: FrozenResult) -> tuple[str, ...]:
    """Return what can still be learned from the rounded numbers of version 2 of the model."""
    if result.is_of_version_1:
        return ()
    return (
        _(
            "What can still be learned? Where it says “80 or higher”, everyone probably gave one of the two highest "
            "answers: that is the result. People who know their own answer know a little more about the others: for "
            "fewer than 1 in 400 statements, which two answers all the others can have given, never who gave which. "
            "Two people who put their answers together can find a third person’s in fewer than 1 in 1,000. No average "
            "can prevent that altogether."
        ),
    )
