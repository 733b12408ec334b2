"""A copy of one's own answers, to read and to take along; there is nothing left to copy once the round has closed."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.catalogue.entries import Question, Questionnaire
from assessments.catalogue.questionnaire import questionnaire
from assessments.models import Organisation
from assessments.models.choices import role_label
from assessments.scoring.instrument import Answer
from assessments.scoring.reading import SPECIAL_ANSWERS
from assessments.tables.csv_files import delimiter_for, write_csv
from assessments.tables.values import Column, Sheet

from .own_response import OwnResponse, is_left_out, other_code


@dataclass(frozen=True, slots=True)
class CopiedAnswer:
    """One question with what this person answered."""

    part: str
    """The title of the section."""
    code: str
    question: str
    words: tuple[str, ...]
    """The answer as the page words it, several for reasons; empty without an answer."""
    value: Answer
    """The answer as it is stored; None without one."""


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """Everything that one person filled in, in one language."""

    partnership: str
    round: str
    organisation: str
    role: str
    sent_at: datetime | None
    """In the installation's time zone; None if the answers have not been sent."""
    changed_at: datetime | None
    language: str
    questionnaire_version: str
    answers: tuple[CopiedAnswer, ...]
    """Of every question that was asked of this person, in order."""


def copy_of(own: OwnResponse, language: str) -> OwnCopy:
    """Return a copy of these answers; questions are left out that an earlier answer made pointless."""
    asked = questionnaire(own.round.questionnaire_version)
    organisation = Organisation.objects.filter(pk=own.organisation_id or 0).values_list("name", flat=True).first()
    return OwnCopy(
        partnership=own.round.partnership.name,
        round=own.round.title,
        organisation=organisation or "",
        role=role_label(own.role),
        sent_at=_local(own.sent_at),
        changed_at=_local(own.changed_at),
        language=language,
        questionnaire_version=asked.version,
        answers=tuple(_answers(asked, own, language)),
    )


def as_json(copy: OwnCopy) -> bytes:
    """Return a copy for programs, with the stored value of each answer beside its words."""
    content = {
        "partnership": copy.partnership,
        "round": copy.round,
        "organisation": copy.organisation,
        "role": copy.role,
        "sent_at": _iso(copy.sent_at),
        "changed_at": _iso(copy.changed_at),
        "language": copy.language,
        "questionnaire": copy.questionnaire_version,
        "answers": [_plain(answer) for answer in copy.answers],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def as_csv(copy: OwnCopy) -> bytes:
    """Return a copy for spreadsheets: a row per question, below rows that say what it is a copy of."""
    about = _("About this copy")
    rows = [
        (about, "partnership", _("Partnership"), copy.partnership, ""),
        (about, "round", _("Round"), copy.round, ""),
        (about, "organisation", _("Organisation"), copy.organisation, ""),
        (about, "role", _("Role"), copy.role, ""),
        (about, "sent_at", _("Sent"), _iso(copy.sent_at) or "", ""),
        (about, "changed_at", _("Last changed"), _iso(copy.changed_at) or "", ""),
    ]
    rows += [(a.part, a.code, a.question, "; ".join(a.words), _as_text(a.value)) for a in copy.answers]
    columns = [
        Column("part", _("part")),
        Column("code", _("code")),
        Column("question", _("question")),
        Column("answer", _("answer")),
        Column("value", _("value")),
    ]
    return write_csv(Sheet("answers", _("My answers"), columns, rows), delimiter=delimiter_for(copy.language))


def _answers(asked: Questionnaire, own: OwnResponse, language: str) -> list[CopiedAnswer]:
    """Return the answer to every question; the words for a reason of one's own follow the reasons."""
    given = own.answers
    found = []
    for section in asked.sections:
        part = section.title.in_language(language)
        for question in section.questions:
            if is_left_out(question, given):
                continue
            value = given.get(question.code)
            words = _words(asked, question, value, language)
            found.append(CopiedAnswer(part, question.code, question.text.in_language(language), words, value))
            other = other_code(asked, question)
            if other is not None and given.get(other) is not None:
                label = question.options[-1].in_language(language)
                found.append(CopiedAnswer(part, other, label, (str(given[other]),), given[other]))
    return found


def _words(asked: Questionnaire, question: Question, value: Answer, language: str) -> tuple[str, ...]:
    """Return an answer as the page words it."""
    if value is None:
        return ()
    if question.kind == "text":
        return (str(value),)
    labels = dict(zip(question.option_codes, question.options, strict=True))
    labels |= dict(zip(SPECIAL_ANSWERS, (asked.dont_know, asked.not_applicable), strict=True))
    chosen = value if isinstance(value, list | tuple) else [str(value)]
    return tuple(labels[one].in_language(language) if one in labels else one for one in chosen)


def _plain(answer: CopiedAnswer) -> dict[str, Any]:
    return {
        "part": answer.part,
        "code": answer.code,
        "question": answer.question,
        "answer": list(answer.words),
        "value": answer.value,
    }


def _as_text(value: Answer) -> str:
    if value is None:
        return ""
    return " ".join(value) if isinstance(value, list | tuple) else str(value)


def _local(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment) if moment is not None else None


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment is not None else None
