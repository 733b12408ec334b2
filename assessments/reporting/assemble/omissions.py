"""What is not shown, and why: one plain sentence in its place, and what belongs together in one."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.catalogue.entries import INTERESTS
from assessments.disclosure.shown import Withheld
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.limits import texts_from

from .report import Notice
from .wording import capitalised, group_words, has_questions_of_version_2, quoted, quoted_list

MOST_NAMED = 4
"""The most questions that a sentence names; more are counted."""


@dataclass(frozen=True, slots=True)
class Omission:
    """One sentence on what is not shown, with everything it covers."""

    place: str
    """Part of the report where it stands: bar, forces, groups, interests, processes, open_answers, how or method."""
    text: str
    entries: tuple[Withheld, ...]


def notices(result: FrozenResult, place: str) -> tuple[Notice, ...]:
    """Return the sentences for a part of the report."""
    return tuple(Notice(omission.text) for omission in omissions(result) if omission.place == place)


def omissions(result: FrozenResult) -> tuple[Omission, ...]:
    """Return everything that is withheld, in sentences; what belongs together is one sentence."""
    together: dict[tuple[str, str, str], list[Withheld]] = {}
    for entry in result.disclosed.withheld:
        kind = _kind(result, entry)
        why = "" if kind in _WHATEVER_THE_REASON else entry.why
        together.setdefault((_place(result, entry, kind), kind, why), []).append(entry)
    return tuple(
        Omission(place, _TEXTS.get(kind, _something)(result, tuple(entries)), tuple(entries))
        for (place, kind, _why), entries in together.items()
    )


def _kind(result: FrozenResult, entry: Withheld) -> str:
    what, _colon, rest = entry.what.partition(":")
    if entry.why == "version_1":
        return "version_1"
    if entry.why == "switched_off" and what in {"organisations", "divergence"}:
        return "names"
    if what == "group" and not result.disclosed.groups:
        return "groups"
    if what == "group" and rest.rpartition(":")[2] in FORCES:
        return "group_force"
    return what


_WHATEVER_THE_REASON = frozenset({"groups", "version_1"})
"""Kinds that are one sentence, whatever the reason for each of them."""


def _place(result: FrozenResult, entry: Withheld, kind: str) -> str:
    if kind == "item":
        return _place_of_item(result, _subject(entry))
    return _PLACES.get(kind, "method")


_PLACES = {
    "bar": "bar",
    "force": "forces",
    "statements": "forces",
    "dont_know": "forces",
    "distribution": "forces",
    "group": "groups",
    "group_force": "groups",
    "groups": "groups",
    "perception": "groups",
    "blind_spot": "interests",
    "divergence": "interests",
    "reasons": "interests",
    "organisations": "interests",
    "names": "interests",
    "open": "open_answers",
    "version_1": "how",
}


def _place_of_item(result: FrozenResult, code: str) -> str:
    section = result.questionnaire.question(code).section
    if section in FORCES:
        return "forces"
    return "interests" if section == INTERESTS else "processes"


def _subject(entry: Withheld) -> str:
    return entry.what.partition(":")[2]


def _least(result: FrozenResult) -> int:
    return result.profile.min_group


def _bar(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _(
        "The bar is not shown. Too few people answered the questions on interests: the bar would show what they said."
    )


def _force(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _("There is no score of %(forces)s: fewer than %(least)s people answered enough of its questions.") % {
        "forces": listed(map(_subject, entries)),
        "least": _least(result),
    }


def _statements(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _(
        "The statements on %(forces)s are not shown separately. Together with the score they would show what people "
        "answered."
    ) % {"forces": listed(map(_subject, entries))}


def _dont_know(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _("How often people chose “I don’t know” is not shown: fewer than %(least)s people answered.") % {
        "least": _least(result)
    }


def _items(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    texts = tuple(quoted(result, _subject(entry)) for entry in entries)
    values = {"least": _least(result), "count": len(texts), "texts": ""}
    if len(texts) > MOST_NAMED:
        return _("No score is shown for %(count)s questions: each has fewer than %(least)s answers.") % values
    values["texts"] = quoted_list(texts)
    return (
        ngettext(
            "No score is shown for %(texts)s: there are fewer than %(least)s answers.",
            "No score is shown for %(texts)s: each has fewer than %(least)s answers.",
            len(texts),
        )
        % values
    )


def _distributions(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return how_answers_are_spread(result)


def how_answers_are_spread(result: FrozenResult) -> str:
    """Return the sentence that it takes more answers to show how they are spread."""
    return _("How answers are spread is not shown: that takes at least %(least)s answers to a statement.") % {
        "least": texts_from(result.profile)
    }


def _groups(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    by_role, values = result.disclosed.split == "role", {"least": _least(result)}
    if any(entry.why == "everybody" for entry in entries):
        if by_role:
            return _("Scores per role are not shown: everyone has the same role, so there is nothing to compare.")
        return _("Scores per organisation are not shown: there is only one to show, so there is nothing to compare.")
    if by_role:
        sentence = _(
            "Scores per role are not shown: the roles are too small. Each needs at least %(least)s people, and so do "
            "the roles left out, taken together."
        )
    else:
        sentence = _(
            "Scores per organisation are not shown: the organisations are too small. Each needs at least %(least)s "
            "people, and so do those left out, taken together."
        )
    return sentence % values


def _group(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    names = listed(group_words(result, _subject(entry)) for entry in entries)
    values = {"names": names, "least": _least(result)}
    if entries[0].why == "too_few":
        return (
            ngettext(
                "Not shown separately: %(names)s. Fewer than %(least)s people answered there.",
                "Not shown separately: %(names)s. In each, fewer than %(least)s people answered.",
                len(entries),
            )
            % values
        )
    return _("Not shown separately: %(names)s. Otherwise it could be seen what a few people answered.") % values


def _group_force(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    pairs = [_subject(entry).rpartition(":") for entry in entries]
    names = listed(
        _("%(force)s of %(name)s") % {"force": force, "name": group_words(result, name)}
        for name, _colon, force in pairs
    )
    values = {"names": names, "least": _least(result)}
    if entries[0].why == "too_few":
        return _("Not shown separately: %(names)s. There are fewer than %(least)s people with that score.") % values
    return _("Not shown separately: %(names)s. Otherwise it could be seen what a few people answered.") % values


def _perception(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _(
        "Which role sees things differently is not shown: for this round it was agreed to show scores per "
        "organisation, and so not per role."
    )


def _blind_spot(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    if not has_questions_of_version_2(result):
        return _("How often partners hold back is not compared: the two questions about it were no pair.")
    return _(
        "How often partners hold back is not compared: fewer than %(least)s people answered the two questions about it."
    ) % {"least": texts_from(result.profile)}


def _divergence(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    least = _least(result) if result.facts.interests_named else texts_from(result.profile)
    return _(
        "How far apart the reasons of organisations are is not shown: fewer than %(least)s people chose reasons."
    ) % {"least": least}


def _reasons(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _("The reasons to take part are not shown: fewer than %(least)s people chose any.") % {
        "least": _least(result)
    }


def _names(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    if any(entry.what == "divergence" for entry in entries):
        return _(
            "It was agreed for this round that interests are not shown by name. So there is no map of organisations, "
            "and no number on how far their reasons lie apart."
        )
    return _("There is no map of organisations: it was agreed for this round that interests are not shown by name.")


def _response(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _("The share of people who answered is shown only with %(least)s answers or more.") % {
        "least": texts_from(result.profile)
    }


def _shares(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _("Here it says in words only how sure the outcome is: too few people answered for a number.")


def _open(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    names = tuple(open_words(result, _subject(entry)) for entry in entries)
    if entries[0].why == "erased":
        return _("The answers to %(names)s have been erased, as was agreed with those who wrote them.") % {
            "names": quoted_list(names)
        }
    return _(
        "The answers to %(names)s are not shown: that takes at least %(least)s of them, so that nobody can recognise "
        "who wrote what."
    ) % {"names": quoted_list(names), "least": texts_from(result.profile)}


def open_words(result: FrozenResult, code: str) -> str:
    """Return the words of an open question; for a reason in one's own words, what it is about."""
    if code == f"{result.questionnaire.instrument.reasons}_other":
        return capitalised(_("other reasons to take part"))
    return quoted(result, code)


def _version_1(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return rounded_anew()


def rounded_anew() -> str:
    """Return what a result of version 1 of the model is."""
    return _(
        "This outcome was computed with the first version of the model. When Driekracht got its second version, the "
        "numbers were rounded again but not recomputed. What the first version did not compute is not included."
    )


def _something(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _("Some numbers are not shown: too few people answered.")


_TEXTS: dict[str, Callable[[FrozenResult, tuple[Withheld, ...]], str]] = {
    "bar": _bar,
    "force": _force,
    "statements": _statements,
    "dont_know": _dont_know,
    "item": _items,
    "distribution": _distributions,
    "groups": _groups,
    "group": _group,
    "group_force": _group_force,
    "perception": _perception,
    "blind_spot": _blind_spot,
    "divergence": _divergence,
    "reasons": _reasons,
    "names": _names,
    "organisations": _names,
    "response": _response,
    "shares": _shares,
    "open": _open,
    "version_1": _version_1,
}
"""Per kind of what is withheld."""
