"""What is not shown, and why: one plain sentence in its place."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.catalogue.entries import INTERESTS
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed
from assessments.scoring.values import Withheld
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.limits import texts_from

from .report import Notice
from .wording import capitalised, group_words, quoted, quoted_list

MOST_NAMED = 4
"""The most questions that a sentence names; more are counted."""


@dataclass(frozen=True, slots=True)
class Omission:
    """One sentence on what is not shown, with everything it covers."""

    place: str
    """Part of the report where it stands: bar, why, forces, groups, interests, processes, open_answers or method."""
    text: str
    entries: tuple[Withheld, ...]


def notices(result: FrozenResult, place: str) -> tuple[Notice, ...]:
    """Return the sentences for a part of the report."""
    return tuple(Notice(omission.text) for omission in omissions(result) if omission.place == place)


def omissions(result: FrozenResult) -> tuple[Omission, ...]:
    """Return everything that is withheld, in sentences; what belongs together is one sentence."""
    together: dict[tuple[str, str, str], list[Withheld]] = {}
    for entry in result.disclosed.withheld:
        kind = _kind(entry)
        key = (_place(result, entry, kind), kind, entry.why)
        together.setdefault(key, []).append(entry)
    if not result.disclosed.groups:
        _hide_single_groups(together)
    return tuple(
        Omission(place, _TEXTS.get(kind, _something)(result, tuple(entries)), tuple(entries))
        for (place, kind, _why), entries in together.items()
    )


def _hide_single_groups(together: dict[tuple[str, str, str], list[Withheld]]) -> None:
    """Merge what is said of single groups into the sentence that no group is shown, if there is one."""
    whole = together.get(("groups", "groups", "no_split_shown"))
    for key in [key for key in together if key[1] in {"group", "group_force"}]:
        if whole is not None:
            whole += together.pop(key)


def _kind(entry: Withheld) -> str:
    what, _colon, rest = entry.what.partition(":")
    if what in FORCES:
        return "force"
    if what in {"spanning", "regeling"}:
        return "brake"
    if what == "group":
        return "group_force" if rest.rpartition(":")[2] in FORCES else "group"
    return what


def _place(result: FrozenResult, entry: Withheld, kind: str) -> str:
    if kind == "item":
        return _place_of_item(result, _subject(entry))
    places = {
        "bar": "bar",
        "flag": "why",
        "force": "forces",
        "agreement": "forces",
        "dont_know": "forces",
        "distribution": "forces",
        "group": "groups",
        "group_force": "groups",
        "groups": "groups",
        "perception": "groups",
        "brake": "interests",
        "blind_spot": "interests",
        "divergence": "interests",
        "reasons": "interests",
        "organisations": "interests",
        "organisation": "interests",
        "open": "open_answers",
    }
    return places.get(kind, "method")


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
        "The bar, the distance to it and the certainty in numbers are not shown: fewer than %(least)s people answered "
        "the questions about interests on which they rest, and their answers could be worked out from them."
    ) % {"least": _least(result)}


def _flag(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _(
        "Whether clashing interests are arranged is not said here: fewer than %(least)s people answered "
        "the questions about it."
    ) % {"least": _least(result)}


def _force(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _("There is no score of %(forces)s: fewer than %(least)s people answered enough of its questions.") % {
        "forces": listed(entry.what for entry in entries),
        "least": _least(result),
    }


def _brake(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    names = {"spanning": _("how strongly interests clash"), "regeling": _("how well that is arranged")}
    return _("There is no score for %(names)s: fewer than %(least)s people answered the questions about it.") % {
        "names": listed(names[entry.what] for entry in entries),
        "least": _least(result),
    }


def _agreement(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _(
        "Whether people agree on %(forces)s is not said: at least one statement about it has fewer than %(least)s "
        "answers."
    ) % {"forces": listed(map(_subject, entries)), "least": _least(result)}


def _dont_know(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _("How often people chose “I don’t know” is not shown: fewer than %(least)s people answered.") % {
        "least": _least(result)
    }


def _items(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    texts = tuple(quoted(result, _subject(entry)) for entry in entries)
    values = {"least": _least(result), "count": len(texts), "texts": ""}
    if len(texts) > MOST_NAMED:
        return _("Of %(count)s questions no score is shown: each has fewer than %(least)s answers.") % values
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
    least = {"least": texts_from(result.profile)}
    if result.disclosed.distributions:
        return (
            _(
                "How answers are spread is shown only for statements with at least %(least)s answers; "
                "of the others you see the average."
            )
            % least
        )
    return _("How answers are spread is not shown: that takes at least %(least)s answers to a statement.") % least


def _groups(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    if result.disclosed.split == "role":
        sentence = _(
            "Scores per role are not shown: the roles are too small to show them without giving away what some people "
            "answered. Each needs at least %(least)s people, and so do the roles left out together."
        )
    else:
        sentence = _(
            "Scores per organisation are not shown: the organisations are too small to show them without giving away "
            "what some people answered. Each needs at least %(least)s people, and so do those left out together."
        )
    return sentence % {"least": _least(result)}


def _group(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    names = listed(group_words(result, _subject(entry)) for entry in entries)
    values = {"names": names, "least": _least(result)}
    if entries[0].why == "too_few":
        return (
            ngettext(
                "Not shown apart: %(names)s. Fewer than %(least)s people answered there.",
                "Not shown apart: %(names)s. Of each, fewer than %(least)s people answered.",
                len(entries),
            )
            % values
        )
    return _("Not shown apart: %(names)s. What a few people answered could be worked out from it.") % values


def _group_force(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    pairs = [_subject(entry).rpartition(":") for entry in entries]
    names = listed(
        _("%(force)s of %(name)s") % {"force": force, "name": group_words(result, name)}
        for name, _colon, force in pairs
    )
    values = {"names": names, "least": _least(result)}
    if entries[0].why == "too_few":
        return _("Not shown apart: %(names)s. There are fewer than %(least)s people with that score.") % values
    return _("Not shown apart: %(names)s. What a few people answered could be worked out from it.") % values


def _perception(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _(
        "Which role sees things differently is not said: this round was agreed to show scores per organisation, "
        "and so not per role."
    )


def _blind_spot(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _(
        "How often partners hold back is not compared: fewer than %(least)s people answered the two questions about it."
    ) % {"least": _least(result)}


def _divergence(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _(
        "How far the reasons of organisations lie apart is not shown: fewer than %(least)s people chose reasons."
    ) % {"least": _least(result)}


def _reasons(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _("The reasons to take part are not shown: fewer than %(least)s people chose any.") % {
        "least": _least(result)
    }


def _organisations(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _("There is no map of organisations: it was agreed for this round that interests are not shown by name.")


def _organisation(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _(
        "Not on the map: %(names)s. Too few people answered to show their interests without giving away what some said."
    ) % {"names": listed(map(_subject, entries))}


def _open(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    names = tuple(open_words(result, _subject(entry)) for entry in entries)
    return _(
        "The answers to %(names)s are not shown: that takes at least %(least)s of them, "
        "so that nobody recognises who wrote what."
    ) % {"names": quoted_list(names), "least": texts_from(result.profile)}


def open_words(result: FrozenResult, code: str) -> str:
    """Return the words of an open question; for a reason in one's own words, what it is about."""
    if code == f"{result.questionnaire.instrument.reasons}_other":
        return capitalised(_("other reasons to take part"))
    return quoted(result, code)


def _something(result: FrozenResult, entries: tuple[Withheld, ...]) -> str:
    return _("Some numbers are not shown: too few people answered.")


_TEXTS: dict[str, Callable[[FrozenResult, tuple[Withheld, ...]], str]] = {
    "bar": _bar,
    "flag": _flag,
    "force": _force,
    "brake": _brake,
    "agreement": _agreement,
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
    "organisations": _organisations,
    "organisation": _organisation,
    "open": _open,
}
"""Per kind of what is withheld."""
