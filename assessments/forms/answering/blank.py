"""Pages of questions without an answer, as a device keeps them to go on without a connection."""

from functools import lru_cache

from django.template import Context
from django.utils.safestring import SafeString

from assessments.languages import active_language
from assessments.models import Round

from .cards import cards
from .page import PageForm


def blank_questions(round_: Round, page: int, *, order: str) -> SafeString:
    """Return the questions of a page without answers, in the language that is spoken.

    Where everybody sees the same they are kept from the first time; reasons stand in an ``order`` of one's own.
    """
    version, names = round_.questionnaire_version, round_.interests_named
    if any(card.question.kind == "reasons" for card in cards(version, page)):
        return _drawn(round_, page, order)
    return _same_for_everybody(version, page, active_language(), interests_named=names)


@lru_cache(maxsize=64)
def _same_for_everybody(version: str, page: int, _language: str, *, interests_named: bool) -> SafeString:
    return _drawn(Round(questionnaire_version=version, interests_named=interests_named), page, "")


def _drawn(round_: Round, page: int, order: str) -> SafeString:
    form = PageForm(round_, page, order=order)
    drawn: SafeString = form.helper.render_layout(form, Context())
    return drawn
