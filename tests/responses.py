"""Answers sent through the services that people use."""

import hashlib
import uuid
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from assessments.catalogue.questionnaire import current_version, questionnaire
from assessments.models.answers import Response
from assessments.services.own_response import Key
from assessments.services.response_changes import Choice, save_answers, submit
from assessments.services.response_locks import Outcome

INSTRUMENT = questionnaire(current_version()).instrument


def key_of(invitation, **changes):
    """Return a new key through a personal link."""
    key = Key(invitation.round_id, uuid.uuid4(), invitation.pk, invitation.generation, role=invitation.role)
    return replace(key, **changes)


def open_key(round_, organisation, role="professional"):
    """Return a new key through the open link."""
    return Key(round_.pk, uuid.uuid4(), organisation_id=organisation.pk, role=role)


def ratings(value, **changes):
    """Return one answer to every rating question, and others by code."""
    return dict.fromkeys(INSTRUMENT.rating_codes, value) | changes


def save(key, answers, *, at=None):
    """Store answers as a draft."""
    at = at or timezone.now()
    outcome = save_answers(key, {code: Choice(value, at) for code, value in answers.items()}, page=1, now=at)
    assert outcome == Outcome.SAVED
    return key


def send(key, answers, *, at=None):
    """Store answers and send them."""
    save(key, answers, at=at)
    assert submit(key, now=at or timezone.now()) == Outcome.SAVED
    return key


def varied(number):
    """Return answers that differ from person to person, all with the three forces."""
    digest = hashlib.sha256(f"person {number}".encode()).digest()
    return {code: 1 + digest[place % 32] % 5 for place, code in enumerate(INSTRUMENT.rating_codes)} | {
        "B0": tuple(sorted({"abcdefghi"[digest[30] % 9], "abcdefghi"[digest[31] % 9]}))
    }


def send_all(round_, answers=varied):
    """Let everyone who was invited send answers; return the keys in the same order."""
    return [
        send(key_of(invitation), answers(number)) for number, invitation in enumerate(round_.invitations.order_by("pk"))
    ]


def after(round_):
    """Return a moment after the round's time."""
    return round_.closes_at + timedelta(minutes=1)


def live_responses(round_):
    """Return the answers that are stored while the round is open."""
    return list(Response.objects.filter(round=round_))
