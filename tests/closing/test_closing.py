"""Closing a round: what counts, what is frozen, and what is refused."""

import secrets
from collections import Counter
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from assessments.catalogue.questionnaire import questionnaire
from assessments.disclosure.disclose import Terms, disclose
from assessments.models import Action, Result, Round
from assessments.models.answers import Response
from assessments.models.choices import State
from assessments.results.freezing import ClosedRound, freeze
from assessments.results.sent_answers import sent_answers
from assessments.results.stored_results import result_of
from assessments.scoring.diagnosis import diagnose
from assessments.scoring.reading import InputError, read_survey
from assessments.services.catalogue import active_entries, load_catalogue
from assessments.services.closing import ClosingError, close_due_rounds, close_if_due, close_round
from assessments.services.response_changes import submit, withdraw
from assessments.services.response_locks import Outcome
from tests.cast import make_partnership, make_round
from tests.responses import after, key_of, live_responses, open_key, ratings, save, send, send_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def full_round(partnership):
    round_ = make_round(partnership, n_participants=16, weighting="respondent")
    send_all(round_)
    return round_


def closed(round_):
    result = close_round(round_.pk, by=None, now=after(round_))
    round_.refresh_from_db()
    return result


def document_of(round_):
    """Return the input document of what counts in an open round."""
    return {
        "questionnaire": 2,
        "seed": round_.seed,
        "weighting": round_.weighting,
        "invited": dict(Counter(one.organisation.name for one in round_.invitations.all())),
        "respondents": [
            {"id": str(number), "organisation": one.organisation, "role": one.role, "answers": one.answers}
            for number, one in enumerate(sent_answers(round_))
        ],
    }


def shown_of(document, terms=Terms("role", True)):  # noqa: B008 - a constant
    instrument = questionnaire("2").instrument
    survey = read_survey(document, {2: instrument})
    return disclose(diagnose(survey, instrument), survey, instrument, terms, {})


def test_result_is_what_may_be_shown_of_the_same_answers(full_round):
    # Everybody gives the same answers, since which number somebody gets in the model is left to chance at closing.
    Response.objects.all().delete()
    send_all(full_round, lambda number: ratings(4, A1=2))
    expected = shown_of(document_of(full_round))

    closed(full_round)

    found = result_of(full_round)
    assert found.disclosed == expected
    assert found.disclosed.diagnosis != "onvoldoende_gegevens"
    assert (found.versions["model"], found.versions["questionnaire"]) == ("2", "2")


def test_the_model_knows_how_many_were_asked_in_each_organisation(full_round):
    """Of which nobody answered too: without School nobody could tell what they would have said."""
    Response.objects.filter(organisation__name="School").delete()

    closed(full_round)

    shown = result_of(full_round).disclosed
    assert shown.decided is False
    assert shown.response == 60  # 11 of 16
    assert "partners_ontbreken" not in shown.flags  # 2 of 3


def test_behind_an_open_link_nobody_knows_how_many_were_asked(partnership):
    round_ = make_round(partnership, n_participants=16, has_open_link=True)
    send_all(round_)

    closed(round_)

    shown = result_of(round_).disclosed
    assert (shown.decided, shown.response, result_of(round_).facts.n_invited) == (None, None, None)


def test_only_what_was_sent_in_counts(full_round):
    invitation = full_round.invitations.first()
    key = next(row for row in live_responses(full_round) if row.invitation_id == invitation.pk)
    withdraw(key_of(invitation, response_id=key.pk), now=timezone.now())
    save(key_of(invitation), ratings(5))

    counting = sent_answers(full_round)

    assert len(counting) == 15
    assert [one.answers for one in counting if one.answers == ratings(5)] == []


def test_what_was_sent_first_through_a_personal_link_counts(open_round):
    invitation = open_round.invitations.first()
    send(key_of(invitation), ratings(2))
    send(key_of(invitation), ratings(4))
    save(key_of(invitation), ratings(1))

    assert [one.answers["A1"] for one in sent_answers(open_round)] == [2]


def test_everyone_through_the_open_link_counts(partnership):
    round_ = make_round(partnership, n_participants=1, has_open_link=True)
    organisation = partnership.organisations.first()
    for value in (2, 3, 4):
        send(open_key(round_, organisation), ratings(value))

    assert sorted(one.answers["A1"] for one in sent_answers(round_)) == [2, 3, 4]


def test_what_was_cleared_does_not_count(open_round):
    send(key_of(open_round.invitations.first()), ratings(3, A1=None, A2="weet_niet"))

    (one,) = sent_answers(open_round)
    assert "A1" not in one.answers
    assert one.answers["A2"] == "weet_niet"


def test_answers_and_seed_are_gone_when_there_is_a_result(full_round):
    save(key_of(full_round.invitations.first()), ratings(3))
    assert full_round.seed is not None

    closed(full_round)

    assert not Response.objects.exists()
    assert full_round.seed is None


def test_what_cannot_be_scored_is_not_erased_either(full_round):
    (row, *_others) = live_responses(full_round)
    row.answers["A1"]["value"] = "geen antwoord"
    row.save()

    with pytest.raises(InputError):
        closed(full_round)

    assert len(live_responses(full_round)) == 16
    assert Round.objects.get(pk=full_round.pk).seed == full_round.seed


def test_a_round_closes_at_its_time_however_late_the_worker_is(full_round):
    close_round(full_round.pk, by=None, now=full_round.closes_at + timedelta(days=3))

    full_round.refresh_from_db()
    assert full_round.state == State.CLOSED
    assert full_round.closed_at == full_round.closes_at
    assert result_of(full_round).facts.closed_at == full_round.closes_at


def test_a_round_closed_by_hand_closes_now(full_round):
    now = timezone.now()

    close_round(full_round.pk, by=None, now=now)

    full_round.refresh_from_db()
    assert full_round.closed_at == now


def test_nothing_is_taken_after_closing(full_round):
    key = save(key_of(full_round.invitations.first()), ratings(5))

    closed(full_round)

    assert submit(key, now=timezone.now()) == Outcome.CLOSED
    assert live_responses(full_round) == []


def test_closing_again_changes_nothing(full_round):
    first = closed(full_round)

    again = close_round(full_round.pk, by=None, now=after(full_round) + timedelta(days=1))

    assert again == first
    assert Result.objects.get().checksum == first.checksum
    assert Result.objects.count() == 1


def test_a_draft_does_not_close(partnership):
    round_ = make_round(partnership, state=State.DRAFT)

    assert close_round(round_.pk, by=None, now=after(round_)) is None
    round_.refresh_from_db()
    assert round_.state == State.DRAFT


def test_a_round_that_nobody_answered_has_a_result_that_says_so(open_round):
    closed(open_round)

    found = result_of(open_round)
    assert found.disclosed.diagnosis == "onvoldoende_gegevens"
    assert found.disclosed.n_respondents == "<5"


def test_a_round_is_not_closed_by_hand_soon_after_another(full_round):
    make_round_closed_before(full_round, days=30)

    with pytest.raises(ValidationError, match="56"):
        close_round(full_round.pk, by=None, now=timezone.now())

    full_round.refresh_from_db()
    assert full_round.state == State.OPEN
    assert len(live_responses(full_round)) == 16


def make_round_closed_before(round_, days):
    earlier = Round.objects.get(pk=round_.pk)
    earlier.pk, earlier.join_code = None, "earlier"
    earlier.closes_at = earlier.closed_at = timezone.now() - timedelta(days=days)
    earlier.state = State.CLOSED
    earlier.save()


def test_facts_are_those_at_closing(full_round):
    full_round.partnership.started_on = date.fromordinal(timezone.localdate(full_round.closes_at).toordinal() - 731)
    full_round.partnership.theme = "Jeugd"
    full_round.partnership.save()
    Round.objects.filter(pk=full_round.pk).update(contact_name="Anna", contact_email="anna@voorbeeld.test")

    closed(full_round)
    full_round.partnership.organisations.filter(name="School").update(name="Lyceum")

    facts = result_of(full_round).facts
    assert facts.years_running == pytest.approx(731 / 365.25)
    assert facts.partnership == "Jeugdketen Noord"
    assert facts.theme == "Jeugd"
    assert facts.organisations == ("Gemeente", "Jeugdhulp", "School")
    assert facts.n_invited == "10-19"
    assert facts.contact == "Anna (anna@voorbeeld.test)"


def test_the_profile_of_the_round_is_used_and_kept(full_round):
    full_round.profile.thresholds = {"threshold": 10.5}
    full_round.profile.save()

    closed(full_round)

    found = result_of(full_round)
    assert found.profile.threshold == 10.5
    assert found.profile_version == full_round.profile.version
    assert found.disclosed.diagnosis == "gezond"


def test_due_rounds_are_closed_and_no_others(full_round, anna):
    other = make_round(make_partnership(anna, "Later"), closes_in_days=40)

    assert close_due_rounds(now=after(full_round)) == 1

    full_round.refresh_from_db()
    other.refresh_from_db()
    assert (full_round.state, other.state) == (State.CLOSED, State.OPEN)
    assert close_due_rounds(now=after(full_round)) == 0


def test_a_round_that_cannot_be_closed_keeps_no_other_from_it(full_round, anna, caplog):
    broken = make_round(make_partnership(anna, "Stuk"), closes_in_days=1)
    send(key_of(broken.invitations.first()), ratings(3))
    (row,) = live_responses(broken)
    row.answers["A1"]["value"] = "geen antwoord"
    row.save()

    with pytest.raises(ClosingError, match="1 of the rounds"):
        close_due_rounds(now=after(full_round))

    full_round.refresh_from_db()
    broken.refresh_from_db()
    assert (full_round.state, broken.state) == (State.CLOSED, State.OPEN)
    assert len(live_responses(broken)) == 1
    assert f"Round {broken.pk} could not be closed" in caplog.text


def test_whoever_looks_closes_a_round_whose_time_has_come(full_round):
    assert close_if_due(full_round, now=timezone.now()) is None

    result = close_if_due(full_round, now=after(full_round))

    assert full_round.state == State.CLOSED
    assert full_round.closed_at == full_round.closes_at
    assert close_if_due(full_round, now=after(full_round)) == result


def test_answers_of_a_question_do_not_come_in_the_order_of_another(partnership):
    """Over many closings the texts of one person stand at different places: their order tells nothing."""
    round_ = make_round(partnership, n_participants=12)
    for number, invitation in enumerate(round_.invitations.order_by("pk")):
        send(key_of(invitation), ratings(3, O1=f"goed {number:02}", O2=f"beter {number:02}"))
    answers = sent_answers(round_)

    same = 0
    for _time in range(50):
        found = freeze(ClosedRound(round_, round_.closes_at, answers, ()), secrets.SystemRandom())
        texts = found.disclosed.open_answers
        assert sorted(texts["O1"]) == [f"goed {number:02}" for number in range(12)]
        same += [text[-2:] for text in texts["O1"]] == [text[-2:] for text in texts["O2"]]
    assert same == 0


def test_a_result_keeps_the_actions_of_its_day(full_round):
    load_catalogue()
    active = active_entries("2")
    closed(full_round)
    before = result_of(full_round)

    Action.objects.update(title_nl="Anders", is_active=False)

    after_change = result_of(full_round)
    assert active_entries("2") == ()
    assert after_change == before
    assert after_change.catalogue == active
    assert all(role.main for role in after_change.actions)
