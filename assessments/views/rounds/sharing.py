"""The open link to pass on: a text for a chat, and its QR code as a picture."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.access import round_for
from assessments.languages import language_name
from assessments.links import page_url
from assessments.models import Round
from assessments.moments import moment
from assessments.services.answering_time import duration_sentence
from assessments.services.closing import is_over
from assessments.services.mail.words import languages_of
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.downloads import download
from assessments.views.qr_codes import PICTURES, qr_picture
from assessments.views.recent_proof import require_recent_proof


@dataclass(frozen=True, slots=True)
class ChatText:
    """What a coordinator copies into a chat."""

    language: str
    name: str
    """Of the language, where there is more than one."""
    text: str


def open_link_of(round_: Round) -> str:
    """Return the open link of a round; empty if it has none."""
    return page_url("open_link", round_.join_code) if round_.has_open_link else ""


def chat_texts(round_: Round) -> list[ChatText]:
    """Return the text to pass the open link on with, in each language of the round; none without such a link."""
    if not round_.has_open_link:
        return []
    languages = languages_of(round_)
    return [ChatText(one, language_name(one) if len(languages) > 1 else "", _text(round_, one)) for one in languages]


def _text(round_: Round, language: str) -> str:
    """Return the text with the link on the last line, where chats make a link of it."""
    with override(language):
        words = _(
            "How is %(partnership)s doing? We would like to hear from you. %(takes)s You do not need an account. You "
            "can answer until %(closes)s:"
        ) % {
            "partnership": round_.partnership.name,
            "takes": duration_sentence(round_.questionnaire_version),
            "closes": moment(round_.closes_at),
        }
    return f"{words}\n{open_link_of(round_)}"


@require_safe
@never_cache
@signed_in
def round_open_code(request: AuthenticatedRequest, round_id: int, kind: str) -> HttpResponse:
    """Give the QR code of the open link as a picture to be saved, for a slide, a poster or a letter."""
    round_ = round_for(request.user, round_id, to_change=True)
    require_recent_proof(request)
    if kind not in PICTURES or not round_.has_open_link or is_over(round_, now=timezone.now()):
        raise Http404
    return download(qr_picture(open_link_of(round_), kind), f"qr-code-{round_.pk}.{kind}", PICTURES[kind])
