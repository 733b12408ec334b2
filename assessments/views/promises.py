"""The promises to partners about their answers, derived from the actual settings of the round."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.catalogue.questionnaire import questionnaire
from assessments.models import Invitation, Round
from assessments.models.choices import Split
from assessments.reporting.numbers import in_letters
from assessments.results.handing_out import can_coordinator_use, is_handed_out
from assessments.vocabulary.limits import texts_from


def promises(round_: Round, *, link: str = "") -> list[str]:
    """Return in a few sentences what happens with the answers of this round, with the words of a personal link."""
    return [
        _voluntary(),
        _erased(round_),
        _coarse(),
        _visible(round_),
        _split(round_),
        _own_words(round_),
        *([link] if link else []),
        _whom_to_ask(round_),
    ]


def _voluntary() -> str:
    return _(
        "Taking part is voluntary, and nobody is told whether you did: your coordinator sees how many people answer, "
        "not who, and your employer does not see it either."
    )


def _erased(round_: Round) -> str:
    return _(
        "As soon as the result is there, we erase all separate answers. Only rounded figures about at least %(people)s "
        "people remain."
    ) % {"people": in_letters(round_.profile.profile.min_group)}


def _coarse() -> str:
    return _(
        "Those figures are so coarse that nobody can work out what you answered: not your coordinator, not a "
        "colleague, and not us either."
    )


def _visible(round_: Round) -> str:
    """Say what others see, and that an organisation whose interests are named is seen to take part."""
    if not round_.interests_named:
        return _(
            "What can be seen: what the group thinks together, also about interests, and your own texts, without your "
            "name."
        )
    seen = _(
        "What can be seen: what the group thinks together, what you fill in about interests for your organisation, "
        "and your own texts, without your name."
    )
    named = _(
        "The %(count)s questions about interests are in the report with the name of your organisation, so it can be "
        "seen that somebody from it took part. If you are the only one who was asked there, that is you."
    ) % {"count": in_letters(questionnaire(round_.questionnaire_version).n_on_behalf)}
    return f"{seen} {named}"


def _split(round_: Round) -> str:
    if round_.split == Split.ORGANISATION:
        return _(
            "Your answers are confidential: scores are shown of the partnership as a whole and per organisation, "
            "never per role."
        )
    return _(
        "Your answers are confidential: scores are shown of the partnership as a whole and per role, never per "
        "organisation."
    )


def _own_words(round_: Round) -> str:
    months = round_.partnership.retention_months
    words = ngettext(
        "What you write in your own words is shown word for word, but only when at least %(people)s people wrote "
        "something, in random order, and without role or organisation. The coordinator can leave it out. It is erased "
        "%(months)s month after the round closes.",
        "What you write in your own words is shown word for word, but only when at least %(people)s people wrote "
        "something, in random order, and without role or organisation. The coordinator can leave it out. It is erased "
        "%(months)s months after the round closes.",
        months,
    ) % {"people": texts_from(round_.profile.profile), "months": months}
    decides = _("The coordinator decides who sees the result, outside the partnership too.")
    return f"{words} {decides}"


def _whom_to_ask(round_: Round) -> str:
    if round_.contact_name and round_.contact_email:
        text = _("Do you have a question? Ask %(name)s, %(email)s.")
    elif round_.contact_name or round_.contact_email:
        text = _("Do you have a question? Ask %(contact)s.")
    else:
        text = _("Do you have a question? Ask the coordinator who sent you the link.")
    contact = round_.contact_name or round_.contact_email
    return text % {"name": round_.contact_name, "email": round_.contact_email, "contact": contact}


def link_promise(invitation: Invitation | None) -> str:
    """Return who can hold the personal link of this invitation; nothing for the open link."""
    if invitation is None:
        return ""
    if is_handed_out(invitation):
        return handed_out_promise()
    return _shown_promise() if can_coordinator_use(invitation) else mailed_promise()


def handed_out_promise() -> str:
    """Return what somebody is told whose link a coordinator hands out."""
    return _(
        "The coordinator made this link and handed it out, so the coordinator could use it too. But without your code, "
        "or the device on which you answered, nobody can see or replace what you have sent."
    )


def _shown_promise() -> str:
    return _(
        "The coordinator has been able to see this link, so the coordinator could use it too. But without your code, "
        "the device on which you answered or an email to your own address, nobody can see or replace what you have "
        "sent."
    )


def mailed_promise() -> str:
    """Return what somebody is told whose link goes by mail alone."""
    return _("This link was sent to you alone, by email. No coordinator sees it.")
