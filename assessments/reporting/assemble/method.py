"""How the report was made and what it is not: people, weighting, thresholds, certainty, versions, sources."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.moments import long_date
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed
from assessments.reporting.numbers import in_letters
from assessments.vocabulary.limits import texts_from

from .omissions import notices
from .outcome import has_diagnosis
from .report import Block, Facts, Heading, Points, Section
from .wording import band_words, capitalised, forces_shown, number


def method(result: FrozenResult) -> Section:
    """Return the section on method and limits."""
    blocks: list[Block] = [Heading(_("Who answered")), Facts(_people(result))]
    if has_diagnosis(result):
        blocks += [Heading(_("How the outcome is made")), Points(_how(result))]
        blocks += [Heading(_("What this outcome is, and what it is not")), Points(_limits(result))]
    blocks += [Heading(_("Confidentiality")), Points(_confidentiality(result)), *notices(result, "method")]
    blocks += [Heading(_("Versions")), Facts(_versions(result))]
    blocks += [Heading(_("Sources")), Points(_sources())]
    return Section("method", _("Method and limits"), tuple(blocks))


def _people(result: FrozenResult) -> tuple[tuple[str, str], ...]:
    disclosed, facts = result.disclosed, result.facts
    rows = [(_("Closed on"), long_date(facts.closed_at)), (_("People who answered"), people_words(result))]
    rows.append((_("Organisations that took part"), organisations_words(result)))
    if disclosed.n:
        bands = [
            _("%(force)s: %(band)s") % {"force": force, "band": band_words(disclosed.n[force])}
            for force in forces_shown(result)
        ]
        if bands:
            rows.append((_("People per force"), ", ".join(bands)))
    if facts.contact:
        rows.append((_("Questions about this report"), facts.contact))
    return tuple(rows)


def people_words(result: FrozenResult) -> str:
    """Return how many people answered, in bands, and out of how many if that is known."""
    answered = band_words(result.disclosed.n_respondents)
    if result.facts.n_invited is None:
        return capitalised(answered)
    values = {"answered": answered, "invited": band_words(result.facts.n_invited)}
    return capitalised(_("%(answered)s; invited: %(invited)s") % values)


def who_answered_sentence(result: FrozenResult) -> str:
    """Return in one sentence how many people of how many organisations answered."""
    values = {"answered": band_words(result.disclosed.n_respondents), "organisations": organisations_words(result)}
    if result.facts.n_invited is None:
        return (
            _("This outcome rests on the answers of %(answered)s people from %(organisations)s organisations.") % values
        )
    values["invited"] = band_words(result.facts.n_invited)
    return (
        _(
            "This outcome rests on the answers of %(answered)s people (invited: %(invited)s) from "
            "%(organisations)s organisations."
        )
        % values
    )


def organisations_words(result: FrozenResult) -> str:
    """Return how many organisations took part, and out of how many if that is known."""
    n, asked = result.disclosed.n_organisations, len(result.facts.organisations)
    if asked < n or asked == 0:
        return str(n)
    return _("%(n)s of %(asked)s") % {"n": n, "asked": asked}


def _how(result: FrozenResult) -> tuple[str, ...]:
    profile = result.profile
    return (
        _what_forces_are_made_of(result),
        _weighting(result),
        *_other_weighting(result),
        _(
            "The bar starts at %(threshold)s and rises by at most %(brake)s points when interests clash and nothing is "
            "arranged."
        )
        % {"threshold": number(profile.threshold), "brake": number(profile.brake)},
        _(
            "A distance to the bar is called large from %(level)s points; a partnership is firm from %(margin)s "
            "above it."
        )
        % {"level": number(profile.level), "margin": number(profile.margin)},
        _certainty(result),
        _("Scores are given as whole numbers, with one decimal only within 1 point of the bar."),
        _(
            "Opinions on a statement or force are called divided when answers lie %(steps)s or more steps from "
            "their average."
        )
        % {"steps": number(profile.disagreement)},
        _(
            "The questions under “Do you recognise this?” do not count in any score: they only show whether people "
            "recognise the outcome."
        ),
    )


def _what_forces_are_made_of(result: FrozenResult) -> str:
    sizes = {force: len(codes) for force, codes in result.questionnaire.instrument.forces.items()}
    if len(set(sizes.values())) == 1:
        return _(
            "Each force is made of %(count)s statements, answered in five steps from “not true” (0) to “completely "
            "true” (100). A person counts for a force when at least half of its statements are answered."
        ) % {"count": in_letters(next(iter(sizes.values())))}
    counts = (_("%(force)s of %(count)s") % {"force": force, "count": in_letters(n)} for force, n in sizes.items())
    return _(
        "Each force is made of statements: %(counts)s. They are answered in five steps from “not true” (0) to "
        "“completely true” (100). A person counts for a force when at least half of its statements are answered."
    ) % {"counts": listed(counts)}


def _weighting(result: FrozenResult) -> str:
    if result.disclosed.weighting == "respondent":
        return _("The score of the partnership is the average over all people: each counts equally.")
    return ngettext(
        "The score of the partnership is an average over organisations: each weighs by the number of its people who "
        "answered, at most %(cap)s, so that large organisations do not outvote small ones.",
        "The score of the partnership is an average over organisations: each weighs by the number of its people who "
        "answered, at most %(cap)s, so that large organisations do not outvote small ones.",
        result.profile.cap,
    ) % {"cap": result.profile.cap}


def _other_weighting(result: FrozenResult) -> tuple[str, ...]:
    same, by_organisation = result.disclosed.other_weighting_same, result.disclosed.weighting == "organisation"
    if same is None:
        return ()
    if same and by_organisation:
        return (_("If every person counted equally, the outcome would be the same."),)
    if same:
        return (_("If organisations counted instead of people, the outcome would be the same."),)
    if by_organisation:
        return (_("If every person counted equally, the outcome would be different."),)
    return (_("If organisations counted instead of people, the outcome would be different."),)


def _certainty(result: FrozenResult) -> str:
    profile = result.profile
    return _(
        "To know how sure the outcome is, %(resamples)s new groups were drawn from the people who answered, and the "
        "outcome was made for each. From %(certain)s%% the same it is called clear, from %(likely)s%% likely, "
        "below that a close call."
    ) % {
        "resamples": profile.resamples,
        "certain": number(100 * profile.certain),
        "likely": number(100 * profile.likely),
    }


def _limits(result: FrozenResult) -> tuple[str, ...]:
    return (
        _(
            "It is a picture of how people experience the partnership now, made to start a conversation. It is not a "
            "judgement on people or organisations, nor a measure of results for residents."
        ),
        _("It holds for this partnership at this moment. It is not meant for ranking partnerships."),
        _(
            "All thresholds, such as the bar, are working agreements and no norms from research. A score just above or "
            "below one means about the same."
        ),
        _("The questionnaire has not been tested in a large study yet; read small differences with care."),
    )


def _confidentiality(result: FrozenResult) -> tuple[str, ...]:
    least = {"least": result.profile.min_group}
    found = [
        _numbers(result),
        _(
            "A group is shown from %(least)s people, and only when what smaller groups answered cannot be worked out "
            "from it."
        )
        % least,
        _(
            "Open answers appear word for word, in random order and without role or organisation, from %(least)s "
            "answers."
        )
        % {"least": texts_from(result.profile)},
    ]
    if result.facts.interests_named and has_diagnosis(result):
        found.append(
            _(
                "Why organisations take part and what they get from it was answered on their behalf and is shown by "
                "name; people knew that beforehand."
            )
        )
    found.append(_retention(result))
    return tuple(found)


def _numbers(result: FrozenResult) -> str:
    least = {"least": result.profile.min_group}
    if result.facts.interests_named and has_diagnosis(result):
        return (
            _(
                "Every number but those on interests by name rests on at least %(least)s people; "
                "numbers of people are given roughly, such as 20–49."
            )
            % least
        )
    return (
        _("Every number rests on at least %(least)s people; numbers of people are given roughly, such as 20–49.")
        % least
    )


def _retention(result: FrozenResult) -> str:
    months = result.facts.retention_months
    return ngettext(
        "At closing, answers and invitations were separated for good. The answers themselves are erased after "
        "%(count)s month; this result stays.",
        "At closing, answers and invitations were separated for good. The answers themselves are erased after "
        "%(count)s months; this result stays.",
        months,
    ) % {"count": months}


def _versions(result: FrozenResult) -> tuple[tuple[str, str], ...]:
    names = {"questionnaire": _("Questionnaire"), "model": _("Scoring model"), "product": _("Driekracht")}
    rows = [(names[key], result.versions[key]) for key in names if key in result.versions]
    return (*rows, (_("Thresholds"), _("version %(version)s") % {"version": result.profile_version}))


def _sources() -> tuple[str, ...]:
    return (
        _("The three forces and the two stagnations: Van Delden (2009, 2012)."),
        _("Interests and success in 59 Dutch partnerships: Valentijn and others (2015)."),
        _("Agreement: James, Demaree and Wolf (1984); Lindell, Brandt and Whitney (1999); Burke and Dunlap (2002)."),
        _("Certainty with small groups: Hesterberg (2015)."),
    )
