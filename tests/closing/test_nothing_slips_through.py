"""What may not be shown is not stored either."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass

import pytest

from assessments.catalogue.questionnaire import questionnaire
from assessments.models import Result
from assessments.results.freezing import ClosedRound, survey_of
from assessments.results.sent_answers import sent_answers
from assessments.results.stored_results import result_of
from assessments.scoring.diagnosis import diagnose
from assessments.services.closing import close_round
from tests.cast import make_round
from tests.responses import after, key_of, live_responses, ratings, send, send_all, varied

pytestmark = pytest.mark.django_db


def numbers(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return {number for item in value for number in numbers(item)}
    return {round(value, 6)} if isinstance(value, float | int) and not isinstance(value, bool) else set()


def close(round_):
    close_round(round_.pk, by=None, now=after(round_))
    document = Result.objects.get(round=round_).document
    return document, json.dumps(document, ensure_ascii=False)


@pytest.fixture
def round_of_16(partnership):
    """Four persons of every role: no group of the split is large enough."""
    return make_round(partnership, n_participants=16)


def diagnosed(round_):
    """Return everything that the model computes of what counts in an open round."""
    survey = survey_of(ClosedRound(round_, round_.closes_at, sent_answers(round_), ()))
    return diagnose(survey, questionnaire(round_.questionnaire_version).instrument)


def exact(whole):
    """Return every number of a diagnosis that is more exact than anything that is shown."""
    return {number for number in numbers(plain(whole)) if number * 2 % 1}


def plain(value):
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return [plain(part) for part in value.values()]
    return [plain(part) for part in value] if isinstance(value, tuple) else value


def test_no_exact_number_is_stored(round_of_16):
    send_all(round_of_16)
    canaries = exact(diagnosed(round_of_16))
    assert len(canaries) > 50

    document, _text = close(round_of_16)

    stored = {name: document[name] for name in ("disclosed", "facts", "actions")}
    assert [number for number in numbers(stored) if number * 2 % 1] == []


def test_groups_that_are_too_small_are_not_stored(round_of_16):
    send_all(round_of_16)
    assert all(len(found) < 4 for found in diagnosed(round_of_16).groups["role"].values())

    close(round_of_16)

    assert result_of(round_of_16).disclosed.groups == {}


def test_a_shown_group_is_stored_and_the_hidden_ones_are_not(partnership):
    round_ = make_round(partnership, n_participants=16)
    round_.invitations.filter(role="bestuurder").update(role="professional")
    for number, invitation in enumerate(round_.invitations.order_by("pk")):
        is_hidden = invitation.role in {"overheid", "manager"}
        send(key_of(invitation), ratings(1) if is_hidden else varied(number))

    document, _text = close(round_)

    assert list(result_of(round_).disclosed.groups) == ["professional"]
    assert [name for name, _forces in document["disclosed"]["groups"]] == ["professional"]


def test_how_many_took_part_is_stored_in_bands_only(partnership):
    round_ = make_round(partnership, n_participants=17)
    for number, invitation in enumerate(round_.invitations.order_by("pk")):
        send(key_of(invitation), varied(number))

    document, _text = close(round_)

    assert 17 not in numbers({name: document[name] for name in ("disclosed", "facts")})
    assert document["disclosed"]["n_respondents"] == "10-19"


@pytest.mark.parametrize(("n_texts", "is_shown"), [(9, False), (10, True)])
def test_open_answers_are_stored_from_ten(round_of_16, n_texts, is_shown):
    for number, invitation in enumerate(round_of_16.invitations.order_by("pk")):
        words = {"O1": f"kanarie {number}"} if number < n_texts else {}
        send(key_of(invitation), varied(number) | words)

    _document, text = close(round_of_16)

    assert text.count("kanarie") == (n_texts if is_shown else 0)


def test_neither_people_nor_answers_are_stored(round_of_16):
    send_all(round_of_16)
    ids = [str(row.pk) for row in live_responses(round_of_16)]

    document, text = close(round_of_16)

    names = [invitation.participant.name for invitation in round_of_16.invitations.all()]
    assert [word for word in (*names, *ids, "@voorbeeld.test") if word in text] == []
    assert set(document) == {
        *("format", "disclosed", "facts", "questionnaire", "profile", "profile_version"),
        *("entries", "catalogue", "actions", "versions", "earlier", "agreed"),
    }
