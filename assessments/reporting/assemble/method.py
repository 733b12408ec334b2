"""How the report was made and what it is not: people, weighting, thresholds, certainty, versions, sources."""

from django.utils.translation import gettext as _

from assessments.moments import long_date
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import listed
from assessments.reporting.numbers import in_letters, response_in_words, response_words
from assessments.vocabulary.limits import texts_from

from .confidentiality import confidentiality
from .omissions import notices, rounded_anew
from .outcome import has_diagnosis
from .report import Block, Facts, Heading, Notice, Points, Section, titled
from .titles.answers import of_who_answered
from .wording import band_words, capitalised, forces_shown, has_questions_of_version_2, number

MOST_ANSWERED = 80
"""Response in per cents, as shown, from which the report no longer says that others may think otherwise."""


def method(result: FrozenResult) -> Section:
    """Return the section on method and limits."""
    blocks: list[Block] = [Heading(_("Who answered")), Facts(_people(result))]
    if has_diagnosis(result):
        blocks += [Heading(_("How the outcome is made")), *_of_version_1(result), Points(_how(result))]
        blocks += [Heading(_("What this outcome is, and what it is not")), Points(_limits(result))]
    blocks += [Heading(_("Confidentiality")), Points(confidentiality(result)), *notices(result, "method")]
    blocks += [Heading(_("Versions")), Facts(_versions(result))]
    blocks += [Heading(_("Sources")), Points(_sources())]
    return titled("method", _("Method and limits"), of_who_answered(result), tuple(blocks))


def _of_version_1(result: FrozenResult) -> tuple[Block, ...]:
    return (Notice(rounded_anew()),) if result.is_of_version_1 else ()


def _people(result: FrozenResult) -> tuple[tuple[str, str], ...]:
    disclosed, facts = result.disclosed, result.facts
    rows = [(_("Closed on"), long_date(facts.closed_at)), (_("People who answered"), people_words(result))]
    if disclosed.response is not None:
        rows.append((_("Share of people who answered"), _response(disclosed.response)))
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


def _response(percent: int) -> str:
    return _("%(share)s (%(range)s)") % {
        "share": capitalised(response_in_words(percent)),
        "range": response_words(percent),
    }


def people_words(result: FrozenResult) -> str:
    """Return how many people answered, in bands, and out of how many if that is known."""
    answered = band_words(result.disclosed.n_respondents)
    if result.facts.n_invited is None:
        return capitalised(answered)
    values = {"answered": answered, "invited": band_words(result.facts.n_invited)}
    return capitalised(_("%(answered)s; invited: %(invited)s") % values)


def who_answered_sentence(result: FrozenResult) -> str:
    """Return how many people of how many organisations answered, and that others may think otherwise."""
    sentence = _on_whom_it_rests(result)
    response = result.disclosed.response
    if response is not None and response >= MOST_ANSWERED:
        return sentence
    others = _("People who did not answer may think otherwise. We cannot see that.")
    return f"{sentence} {others}"


def _on_whom_it_rests(result: FrozenResult) -> str:
    values = {
        "answered": band_words(result.disclosed.n_respondents),
        "organisations": band_words(result.disclosed.n_organisations),
    }
    if result.disclosed.response is not None and result.facts.n_invited is not None:
        values["share"] = response_in_words(result.disclosed.response)
        return (
            _(
                "This outcome rests on the answers of %(answered)s people from %(organisations)s organisations: "
                "%(share)s of all who were asked."
            )
            % values
        )
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
    """Return how many organisations took part, in bands, and how many were asked if that is known."""
    answered = capitalised(band_words(result.disclosed.n_organisations))
    if not result.facts.organisations:
        return answered
    return _("%(answered)s; invited: %(invited)s") % {
        "answered": answered,
        "invited": len(result.facts.organisations),
    }


def _how(result: FrozenResult) -> tuple[str, ...]:
    return (
        _what_forces_are_made_of(result),
        " ".join((_weighting(result), *_other_weighting(result))),
        _bar(result),
        *_level(result),
        _certainty(result),
        " ".join((*_small_differences(result), _how_numbers_run())),
        _divided(result),
        _what_does_not_count(result),
    )


def _how_numbers_run() -> str:
    return _("The score of a force is a whole number from 5 to 95. Chances are in steps of 5 per cent.")


def _bar(result: FrozenResult) -> str:
    profile = result.profile
    values = {"threshold": number(profile.threshold), "brake": number(profile.brake)}
    if result.is_of_version_1:
        return (
            _(
                "The bar starts at %(threshold)s and rises by at most %(brake)s points when interests clash and "
                "nothing has been arranged."
            )
            % values
        )
    return (
        _(
            "The bar starts at %(threshold)s and rises by at most %(brake)s points when interests clash and nothing "
            "has been arranged. Interests raise it for actie and verbinding only. For intentie the bar is always "
            "%(threshold)s."
        )
        % values
    )


def _level(result: FrozenResult) -> tuple[str, ...]:
    """Return from where an outcome is pronounced or stalled; version 1 of the model looked at the lowest force."""
    if result.is_of_version_1:
        return ()
    return (
        _(
            "If the force in question is at least %(level)s points below the bar, the outcome is called pronounced. "
            "Stalled is said only after two rounds without a noticeable rise."
        )
        % {"level": number(result.profile.level)},
    )


def _divided(result: FrozenResult) -> str:
    return _(
        "Opinions on a statement are called divided when the answers are on average %(steps)s or more steps from "
        "their mean. That is said only with %(least)s answers or more."
    ) % {"steps": number(result.profile.disagreement), "least": texts_from(result.profile)}


def _what_does_not_count(result: FrozenResult) -> str:
    if has_questions_of_version_2(result):
        return _(
            "The questions under “Do you recognise this?”, on trust and on what it brings do not count for the outcome."
        )
    return _("The questions under “Do you recognise this?” do not count for the outcome.")


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
    if result.is_of_version_1:
        return _(
            "The score of the partnership is an average over organisations. An organisation counts by the number of "
            "its people who answered, at most %(cap)s."
        ) % {"cap": result.profile.cap}
    return _(
        "The score of the partnership is an average over organisations. An organisation counts by the number of its "
        "people who answered, up to a limit at which nobody stands alone; sometimes everyone then counts equally. A "
        "statement is the plain average over people, so the average of six statements is not always the score of "
        "their force."
    )


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
    values = {
        "resamples": profile.resamples,
        "certain": number(100 * profile.certain),
        "likely": number(100 * profile.likely),
    }
    if result.is_of_version_1:
        return (
            _(
                "To know how sure the outcome is, %(resamples)s new groups were drawn from the people who answered, "
                "and the outcome was made for each. From %(certain)s%% the same it is called clear, from %(likely)s%% "
                "likely, below that a close call."
            )
            % values
        )
    return (
        _(
            "How sure is the outcome? The computer drew %(resamples)s times what everyone might have said, including "
            "those who did not answer. If at least %(certain)s%% of these draws give the same outcome, it is called "
            "clear; from %(likely)s%%, likely; below that, a close call."
        )
        % values
    )


def _small_differences(result: FrozenResult) -> tuple[str, ...]:
    """Return that alike answers are no proof that all think alike, which version 1 of the model did not say."""
    if result.is_of_version_1:
        return ()
    return (_("Even when people give the same answers, we allow for small differences: at least half a step."),)


def _limits(result: FrozenResult) -> tuple[str, ...]:
    return (
        _results_for_residents(result),
        _("It applies to this partnership at this moment. It is not meant for ranking partnerships."),
        _who_was_asked(result),
        _(
            "All thresholds, such as the bar, are working agreements, not norms from research. A score just above a "
            "threshold means about the same as one just below it."
        ),
        _(
            "The questionnaire is based on Van Delden’s model, and has not yet been tested in research. Attach no "
            "value to small differences."
        ),
    )


def _who_was_asked(result: FrozenResult) -> str:
    """Return what the site cannot see of those who answer: whether a list is true, or who uses an open link."""
    if result.facts.n_invited is None:
        return _(
            "People could also answer through an open link. Driekracht cannot see whether everyone answered once, and "
            "for themselves."
        )
    return _(
        "The coordinator made the list of people who were asked. Driekracht cannot see whether everyone on that list "
        "exists, and answered in person."
    )


def _results_for_residents(result: FrozenResult) -> str:
    if has_questions_of_version_2(result):
        return _(
            "It is a picture of how people experience the partnership now, made to start a conversation. It is not a "
            "judgement on people or organisations, and no measure of results for residents: what was asked about that "
            "is the impression of the partners."
        )
    return _(
        "It is a picture of how people experience the partnership now, made to start a conversation. It is not a "
        "judgement on people or organisations, nor a measure of results for residents."
    )


def _versions(result: FrozenResult) -> tuple[tuple[str, str], ...]:
    names = {"questionnaire": _("Questionnaire"), "model": _("Scoring model"), "product": _("Driekracht")}
    rows = [(names[key], result.versions[key]) for key in names if key in result.versions]
    return (*rows, (_("Thresholds"), _("version %(version)s") % {"version": result.profile_version}))


def _sources() -> tuple[str, ...]:
    return (
        _(
            "The three forces, the five processes, the two stagnations and the breakthroughs: Pieterjan van Delden, "
            "“Uitbouwen van samenwerking: processen en acties”, Platformbijeenkomst Entree, Woerden, 3 October 2012, "
            "and his thesis of 2009. The questions, the bar and the calculation are Driekracht’s."
        ),
        _(
            "Interests and success in 59 Dutch partnerships: Valentijn and others (2015). When opinions are divided: "
            "Burke and Dunlap (2002). Certainty with small groups: Hesterberg (2015); Cochran (1977). Several "
            "comparisons at a time: Holm (1979); Phipson and Smyth (2010)."
        ),
    )
