"""From a frozen result to everything the report says: whole sentences in the report's language, in order."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from assessments.moments import long_date
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import made_for

from .actions import actions, actions_for_role
from .forces import forces
from .insufficient import insufficient
from .interests import interests
from .method import method, who_answered_sentence
from .open_answers import open_answers
from .origin import partnership_name
from .outcome import about_the_chance, certainty_words, has_diagnosis, headline, level_words
from .processes import processes
from .questions import questions
from .report import Cover, Figure, Paragraph, Report, Section, titled
from .since import since
from .titles.outcome import of_the_chances, of_the_outcome
from .why import why, why_in_short

__all__ = ["assemble"]


def assemble(result: FrozenResult, *, language: str, role: str | None = None) -> Report:
    """Return everything that the report of a result says.

    Parameters
    ----------
    result : FrozenResult
        The result of one round; nothing else is read.
    language : str
        One of ``LANGUAGES``.
    role : str or None
        A role for its one sheet; None for the whole report.

    Notes
    -----
    What may not be shown stands as a plain sentence in its place. With too few answers there is no diagnosis, and the
    report says so, why, and what to do now.
    """
    with override(language):
        return Report(
            language=language,
            role=role,
            title=_title(result, role),
            cover=_cover(result, role),
            headline=headline(result),
            level=level_words(result),
            certainty=certainty_words(result),
            has_diagnosis=has_diagnosis(result),
            sections=_sections(result, role),
        )


def _title(result: FrozenResult, role: str | None) -> str:
    values = {"partnership": partnership_name(result), "round": result.facts.title}
    if role is None:
        return _("%(partnership)s – %(round)s") % values
    return _("%(partnership)s – %(round)s – %(made_for)s") % (values | {"made_for": made_for(role)})


def _cover(result: FrozenResult, role: str | None) -> Cover:
    return Cover(
        title=_("How healthy is our collaboration?"),
        partnership=partnership_name(result),
        theme=result.facts.theme,
        round=result.facts.title,
        closed_on=long_date(result.facts.closed_at),
        made_for="" if role is None else made_for(role),
        confidential=_(
            "This report is confidential: share it only within the partnership, unless you decide otherwise together."
        ),
    )


def _sections(result: FrozenResult, role: str | None) -> tuple[Section, ...]:
    if not has_diagnosis(result):
        return (*insufficient(result), *since(result), open_answers(result), method(result))
    if role is not None:
        return (_diagnosis_in_short(result), why_in_short(result), actions_for_role(result, role))
    return (
        _diagnosis(result),
        why(result),
        forces(result),
        interests(result),
        processes(result),
        actions(result),
        *since(result),
        questions(result),
        open_answers(result),
        method(result),
    )


def _diagnosis(result: FrozenResult) -> Section:
    soft = (about_the_chance(result), who_answered_sentence(result))
    paragraphs = (Paragraph(text, "soft") for text in soft if text)
    return titled(
        "diagnosis",
        _("The outcome"),
        of_the_outcome(result),
        (Figure("chain"), Figure("stability", of_the_chances(result)), *paragraphs),
    )


def _diagnosis_in_short(result: FrozenResult) -> Section:
    on_whom = Paragraph(who_answered_sentence(result), "soft")
    return titled("diagnosis", _("The outcome"), of_the_outcome(result), (Figure("chain"), on_whom))
