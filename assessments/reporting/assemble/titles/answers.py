"""The titles about the answers themselves: whose they are, and what people wrote most about."""

from django.utils.translation import gettext as _

from assessments.reporting.assemble.omissions import open_words
from assessments.reporting.assemble.wording import band_words
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import response_in_words


def of_who_answered(result: FrozenResult) -> str:
    """Return how many people of how many organisations answered, in bands, or which share of those asked."""
    disclosed = result.disclosed
    values = {
        "people": band_words(disclosed.n_respondents),
        "organisations": band_words(disclosed.n_organisations),
    }
    if disclosed.response is not None:
        values["share"] = response_in_words(disclosed.response)
        return _("This report rests on the answers of %(share)s of all who were asked") % values
    return _("This report rests on the answers of %(people)s people from %(organisations)s organisations") % values


def of_the_open_answers(result: FrozenResult) -> str:
    """Return to which question most answers are shown; empty where nothing is compared."""
    shown = {code: texts for code, texts in result.disclosed.open_answers.items() if texts}
    if len(shown) < 2:
        return ""
    most = max(len(texts) for texts in shown.values())
    at_most = [code for code, texts in shown.items() if len(texts) == most]
    if len(at_most) > 1:
        return ""
    return _("Most answers are to “%(question)s”") % {"question": open_words(result, at_most[0])}
