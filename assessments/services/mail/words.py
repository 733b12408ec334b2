"""The words of every mail, with placeholders: the standard ones, and those that a coordinator changed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.models import MailText, Round, User
from assessments.models.audit import AuditAction
from assessments.models.choices import BOTH
from assessments.models.mails import MailKind
from assessments.services.audit_trail import last_editor, part_of, record
from assessments.services.locks import lock_partnership
from assessments.services.shown_rows import ChangedMeanwhileError, Shown
from assessments.vocabulary.languages import DUTCH_AND_ENGLISH

EDITABLE = (MailKind.INVITATION, MailKind.REMINDER, MailKind.THANKS, MailKind.RESULT)
"""The kinds whose words a coordinator may change."""
WITH_LINK = frozenset({MailKind.INVITATION, MailKind.REMINDER})
"""The kinds that are worthless without the link in them."""
PLACEHOLDERS = ("name", "partnership", "round", "link", "closes", "takes", "contact")
"""What a coordinator may use."""
IN_DUTCH: Mapping[str, str] = MappingProxyType(
    {"name": "naam", "partnership": "samenwerkingsverband", "round": "meting", "closes": "sluit", "takes": "duur"}
)
"""The same in Dutch, of those that have another word there; both may be used in every text."""
_FROM_DUTCH = {dutch: name for name, dutch in IN_DUTCH.items()}
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text of a mail in one language, with placeholders in braces."""

    subject: str
    body: str


_STANDARD: dict[MailKind, tuple[Promise, Promise]] = {
    MailKind.INVITATION: (
        _("How is {partnership} doing? We would like to hear from you"),
        _(
            "Dear {name},\n\n"
            "You take part in {partnership}. We would like to know how you see this partnership: what goes well and "
            "where it gets stuck. That is why we ask everyone the same questions.\n\n"
            "{takes} You can stop and go on later. You do not need an account.\n\n"
            "This is your own link:\n"
            "{link}\n\n"
            "You can answer until {closes}.\n\n"
            "Your answers are confidential. The first page tells you exactly what happens with them. Please do not "
            "forward this email: the link is for you alone.\n\n"
            "Do you have a question? Ask {contact}."
        ),
    ),
    MailKind.REMINDER: (
        _("A reminder: how is {partnership} doing?"),
        _(
            "Dear {name},\n\n"
            "We asked you earlier how you see {partnership}. Nothing has been sent through your own link yet. Your "
            "view counts: the more people answer, the better the picture.\n\n"
            "{takes} Have you already started? Then your link brings you to where you were, on the same device.\n\n"
            "This is your own link:\n"
            "{link}\n\n"
            "You can answer until {closes}.\n\n"
            "This reminder goes automatically to everyone whose answers are not in yet. Your coordinator does not see "
            "who has answered.\n\n"
            "Do you have a question? Ask {contact}."
        ),
    ),
    MailKind.LINK_AGAIN: (
        _("Your link for {partnership}"),
        _(
            "Dear {name},\n\n"
            "Someone entered your email address to get your link again. Here it is:\n"
            "{link}\n\n"
            "It belongs to the round “{round}” of {partnership}. You can answer until {closes}.\n\n"
            "If you did not ask for this, you can ignore this email.\n\n"
            "Do you have a question? Ask {contact}."
        ),
    ),
    MailKind.UNSENT: (
        _("Your answers about {partnership} have not been sent yet"),
        _(
            "Dear {name},\n\n"
            "You started answering the questions about {partnership}, but your answers have not been sent yet. Only "
            "answers that were sent count.\n\n"
            "Open your link on the device on which you started, go to the last page and send them:\n"
            "{link}\n\n"
            "You can do this until {closes}. After that, answers that were not sent are deleted.\n\n"
            "This email is sent automatically. Your coordinator does not see who got it.\n\n"
            "Do you have a question? Ask {contact}."
        ),
    ),
    MailKind.EXTENDED: (
        _("You have more time to answer about {partnership}"),
        _(
            "Dear {name},\n\n"
            "The round “{round}” of {partnership} stays open longer. You can answer until {closes}.\n\n"
            "If you have already sent your answers, you do not need to do anything. Until that moment you can still "
            "change them, on the same device or with your code.\n\n"
            "This is your own link:\n"
            "{link}\n\n"
            "Do you have a question? Ask {contact}."
        ),
    ),
    MailKind.THANKS: (
        _("Thank you: your answers about {partnership} have arrived"),
        _(
            "Dear {name},\n\n"
            "Thank you for your answers about {partnership}. They have arrived.\n\n"
            "You can change or withdraw them until {closes}: on the device on which you answered, or on another one "
            "with the code that you saw when you sent them. This is your own link:\n"
            "{link}\n\n"
            "After that all separate answers are erased from the site, so yours can no longer be changed.\n\n"
            "If you did not send them yourself, or if you have a question, please tell {contact}."
        ),
    ),
    MailKind.ADDRESS_CHANGED: (
        _("Your address for {partnership} has been changed"),
        _(
            "Hello,\n\n"
            "The coordinator has changed or removed your email address in the list of {partnership}. This address "
            "gets no more email about the round “{round}”, and the link that was emailed to it no longer works.\n\n"
            "Have you already sent answers? They still count. You can withdraw them until {closes}:\n"
            "{link}\n\n"
            "Is this not right? Tell {contact}."
        ),
    ),
    MailKind.SENT_AGAIN: (
        _("Answers about {partnership} were sent again through your link"),
        _(
            "Dear {name},\n\n"
            "Answers about {partnership} were sent through your own link, although answers had already been sent "
            "through it before. The earlier answers still count.\n\n"
            "Was this you, and should the new answers replace the earlier ones? Choose that here, until {closes}:\n"
            "{link}\n\n"
            "If this was not you, you do not need to do anything: the earlier answers still count. But somebody else "
            "has your link, so please tell {contact}."
        ),
    ),
    MailKind.REPLACED: (
        _("Your answers about {partnership} have been replaced"),
        _(
            "Dear {name},\n\n"
            "The answers about {partnership} that were sent through your own link have been replaced by new ones. "
            "Only the new ones count.\n\n"
            "If this was you, you do not need to do anything. If it was not you, withdraw them here, until {closes}, "
            "and answer again:\n"
            "{link}\n\n"
            "Do you have a question? Ask {contact}."
        ),
    ),
    MailKind.WITHDRAWN: (
        _("Your answers about {partnership} have been withdrawn"),
        _(
            "Dear {name},\n\n"
            "The answers about {partnership} that were sent through your own link have been withdrawn. They have been "
            "deleted and do not count.\n\n"
            "Do you want to answer again, or was it not you? You can answer until {closes}, through your own link:\n"
            "{link}\n\n"
            "Do you have a question? Ask {contact}."
        ),
    ),
    MailKind.TO_WITHDRAW: (
        _("Withdraw your answers about {partnership}"),
        _(
            "Dear {name},\n\n"
            "Somebody who has your own link asked for this email on a page of {partnership}. If answers were sent "
            "through your link, you can withdraw them here until {closes}:\n"
            "{link}\n\n"
            "If you did not ask for this, you do not need to do anything. But somebody else may have your link, so "
            "please tell {contact}."
        ),
    ),
    MailKind.RESULT: (
        _("The result of {partnership} is available"),
        _(
            "Dear {name},\n\n"
            "The round “{round}” of {partnership} has closed, and the result is available. You can read it through "
            "your own link:\n"
            "{link}\n\n"
            "Thank you if you took part.\n\n"
            "Do you have a question? Ask {contact}."
        ),
    ),
    MailKind.TO_CLOSE: (
        _("The round of {partnership} closes soon"),
        _(
            "Dear {name},\n\n"
            "The round “{round}” of {partnership} closes on {closes}. On its page you can see how many answers there "
            "are, and give people more time:\n"
            "{link}\n\n"
            "Anyone who has started but not sent anything yet gets an email too, if possible. You do not see who they "
            "are."
        ),
    ),
    MailKind.EXTENDED_ITSELF: (
        _("The round of {partnership} stays open longer"),
        _(
            "Dear {name},\n\n"
            "When the round “{round}” of {partnership} was due to close, there were too few answers for a diagnosis. "
            "It stays open until {closes}. This happens only once; after that it closes with the answers that are "
            "there.\n\n"
            "On its page you can see how many answers are still needed:\n"
            "{link}"
        ),
    ),
    MailKind.CLOSED: (
        _("The round of {partnership} has closed"),
        _(
            "Dear {name},\n\n"
            "The round “{round}” of {partnership} has closed. This is its result:\n{link}\n\n"
            "The participants cannot see it yet. You decide when you share it with them."
        ),
    ),
    MailKind.RETENTION: (
        _("Open answers about {partnership} will be erased"),
        _(
            "Dear {name},\n\n"
            "On {deleted} the open answers of the round “{round}” of {partnership} will be erased, as was agreed with "
            "the people who wrote them. The rest of the result stays. You do not need to do anything.\n\n"
            "This is the page of the round:\n"
            "{link}"
        ),
    ),
    MailKind.PEOPLE_RETENTION: (
        _("Names and addresses of {partnership} will be erased"),
        _(
            "Dear {name},\n\n"
            "On {deleted} the names and addresses of the people of {partnership} will be erased, because its last "
            "round was long ago. The results stay. You do not need to do anything.\n\n"
            "If you open a new round before that day, they stay. This is the list:\n"
            "{link}"
        ),
    ),
    MailKind.COORDINATOR: (
        _("An invitation to coordinate {partnership}"),
        _(
            "Hello,\n\n"
            "{inviter} invites you to coordinate {partnership} in Driekracht. With Driekracht, partners measure how "
            "their partnership is doing.\n\n"
            "Accept the invitation through this link, before {until}:\n"
            "{link}\n\n"
            "The link is for you alone. Not expecting this? You can ignore this email."
        ),
    ),
    MailKind.READER: (
        _("The results of {partnership}, to read"),
        _(
            "Hello,\n\n"
            "{inviter} wants to share with you how {partnership} is doing. You can read the results of its rounds, "
            "and see how many people answer. You do not need to do anything else.\n\n"
            "Open the results through this link, before {until}:\n"
            "{link}\n\n"
            "The link is for you alone. Do you want to come back later? You do not need a password: we email you a "
            "link to sign in with. Not expecting this? You can ignore this email."
        ),
    ),
    MailKind.PLANNED_ACTION: (
        _("A reminder: {action}"),
        _(
            "Hello,\n\n"
            "In {partnership} the following was agreed:\n"
            "{action}\n\n"
            "Who: {who}\n"
            "Due: {due}\n\n"
            "Is it done, or is it taking longer? Tell the coordinator of the partnership, who keeps the list of what "
            "was agreed."
        ),
    ),
}


def standard_words(kind: MailKind, language: str) -> Words:
    """Return our own words for a mail."""
    subject, body = _STANDARD[kind]
    with translation.override(language):
        return Words(str(subject), str(body))


def words_of(round_: Round, kind: MailKind) -> dict[str, Words]:
    """Return the words of a kind for each language of the round's mails: as changed, or else the standard ones."""
    changed = {
        text.language: Words(text.subject, text.body) for text in MailText.objects.filter(round=round_, kind=kind)
    }
    return {language: changed.get(language) or standard_words(kind, language) for language in languages_of(round_)}


def standard_words_of(round_: Round, kind: MailKind) -> dict[str, Words]:
    """Return our own words for each language of the round's mails, also of a round that is not stored."""
    return {language: standard_words(kind, language) for language in languages_of(round_)}


def save_words(
    round_: Round,
    kind: MailKind,
    words: Mapping[str, Words],
    *,
    by: User | None,
    now: datetime,
    shown: Shown | None = None,
) -> None:
    """Store the words of a mail per language; words equal to the standard ones are not stored.

    Raises ChangedMeanwhileError if they are no longer as ``shown``.
    """
    with transaction.atomic():
        partnership, about = lock_partnership(round_.partnership_id), part_of(round_, kind)
        present = shown_words(words_of(round_, kind))
        if shown is not None and present != dict(shown):
            raise ChangedMeanwhileError(present, last_editor(about, AuditAction.MAIL_TEXTS))
        for language, one in words.items():
            if one == standard_words(kind, language):
                MailText.objects.filter(round=round_, kind=kind, language=language).delete()
            else:
                MailText.objects.update_or_create(
                    round=round_,
                    kind=kind,
                    language=language,
                    defaults={"subject": one.subject, "body": one.body},
                )
        record(AuditAction.MAIL_TEXTS, partnership, by=by, now=now, round_=round_, about=about)


def shown_words(words: Mapping[str, Words]) -> dict[str, str]:
    """Return words per language as a form shows them, by the name of its field."""
    subjects = {f"subject_{language}": one.subject for language, one in words.items()}
    return subjects | {f"body_{language}": one.body for language, one in words.items()}


def reset_words(round_: Round, kind: MailKind, *, by: User | None, now: datetime) -> None:
    """Go back to the standard words of a mail."""
    with transaction.atomic():
        partnership = lock_partnership(round_.partnership_id)
        MailText.objects.filter(round=round_, kind=kind).delete()
        about = part_of(round_, kind)
        record(AuditAction.MAIL_TEXTS, partnership, by=by, now=now, round_=round_, about=about)


def languages_of(round_: Round) -> tuple[str, ...]:
    """Return the languages of a round's mails, in the order in which they stand in the mail."""
    return DUTCH_AND_ENGLISH if round_.mail_language == BOTH else (round_.mail_language,)


def unknown_placeholders(text: str) -> list[str]:
    """Return what stands in braces in a text without being a placeholder, in Dutch or in English."""
    return [found for found in PLACEHOLDER.findall(text) if _FROM_DUTCH.get(found, found) not in PLACEHOLDERS]


def placeholders_in(language: str) -> tuple[str, ...]:
    """Return the placeholders as somebody who speaks this language reads them."""
    return tuple(IN_DUTCH.get(name, name) if language == "nl" else name for name in PLACEHOLDERS)


def with_plain_placeholders(words: Words) -> Words:
    """Return words in which every placeholder has its English name."""
    return Words(_plainly(words.subject), _plainly(words.body))


def _plainly(text: str) -> str:
    return PLACEHOLDER.sub(lambda found: "{" + _FROM_DUTCH.get(found[1], found[1]) + "}", text)


def has_placeholder(text: str, name: str) -> bool:
    """Whether a text has this placeholder."""
    return name in PLACEHOLDER.findall(text)


def fill_in(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its placeholders filled in; a value that looks like a placeholder stays as it is."""
    return PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
