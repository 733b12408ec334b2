"""Closing a round by hand: it takes no answers at once, a page tells how far it is, and the worker makes the result."""

import itertools
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from assessments.models import AuditEntry, ClosingRequest, Coordinatorship, Mail, Result, Round, User
from assessments.models.answers import Response
from assessments.results.stored_results import result_of
from assessments.scoring.suppression import band
from assessments.services.closing import ClosingError, close_asked_rounds, close_due_rounds, close_if_due
from assessments.services.closing_requests import LONGEST_COUNT, WAITED_LONG, ask_to_close, begin
from assessments.services.response_changes import Choice, save_answers
from assessments.services.response_locks import Outcome
from assessments.services.round_extension import extend_itself_if_due
from tests.cast import make_partnership, make_round
from tests.making import make_all
from tests.pages import signed_in, words
from tests.responses import key_of, live_responses, send_all

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]


@pytest.fixture(autouse=True)
def private_dir(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"


@pytest.fixture
def round_(partnership):
    made = make_round(partnership, n_participants=15)
    send_all(made)
    return made


@pytest.fixture
def anna_at(anna, round_):
    """Return what Anna gets at an address of the round; with ``post=True`` after pressing the button there."""
    browser = signed_in(anna)

    def at(place, *, post=False):
        return (browser.post if post else browser.get)(f"/rounds/{round_.pk}/{place}")

    return at


def broken(round_):
    """Let an answer be stored that cannot be counted, and return a function that puts it right."""
    row = live_responses(round_)[0]
    given = row.answers["A1"]["value"]

    def put(value):
        row.answers["A1"]["value"] = value
        row.save()

    put("geen antwoord")
    return lambda: put(given)


def test_whoever_closes_reads_how_far_it_is_and_comes_to_the_result(round_, anna_at):
    assert anna_at("close/", post=True).url == f"/rounds/{round_.pk}/closing/"
    assert not Round.objects.get().has_result
    waiting = anna_at("closing/")
    assert (waiting.status_code, waiting["X-Stage"]) == (202, "waiting")
    assert "Zo meteen worden de antwoorden geteld" in words(waiting)
    assert '<meta http-equiv="refresh"' in waiting.content.decode().split("<noscript>")[1].split("</noscript>")[0]
    assert f'href="/rounds/{round_.pk}/closing/">' in waiting.content.decode()

    begin(round_.pk, now=timezone.now())
    assert "De antwoorden worden geteld." in words(anna_at("closing/"))
    ClosingRequest.objects.update(begun_at=None)

    assert close_asked_rounds(now=timezone.now()) == 1
    making = anna_at("closing/")
    assert (making.status_code, making["X-Stage"]) == (202, "report")
    assert "Nu wordt het rapport gemaakt" in words(making)
    make_all()
    assert anna_at("closing/").url == f"/rounds/{round_.pk}/result/"
    assert "De meting is gesloten. Dit is de uitslag." in words(anna_at("result/"))


def test_from_the_press_on_nobody_can_answer_and_all_that_was_sent_counts(round_, anna_at):
    anna_at("close/", post=True)
    late = save_answers(
        key_of(round_.invitations.first()), {"A1": Choice(5, timezone.now())}, page=1, now=timezone.now()
    )
    assert late == Outcome.CLOSED
    assert len(live_responses(round_)) == 15
    close_asked_rounds(now=timezone.now())
    assert result_of(Round.objects.get()).disclosed.n_respondents == band(15)
    assert not Response.objects.exists()
    assert Round.objects.get().seed is None


def test_a_second_press_and_a_second_coordinator_close_it_once(round_, anna, anna_at):
    other = User.objects.create_user("dirk@voorbeeld.test", name="Dirk")
    Coordinatorship.objects.create(user=other, partnership=round_.partnership, access="owner")
    anna_at("close/", post=True)
    for press in (anna_at("close/", post=True), signed_in(other).post(f"/rounds/{round_.pk}/close/")):
        assert press.url == f"/rounds/{round_.pk}/closing/"
    assert ClosingRequest.objects.count() == 1
    assert [close_asked_rounds(now=timezone.now()) for _time in range(2)] == [1, 0]
    assert AuditEntry.objects.get(action="closed").who == anna.name
    assert not ClosingRequest.objects.exists()
    assert anna_at("close/", post=True).url == f"/rounds/{round_.pk}/result/"


def test_a_press_that_was_sooner_and_waited_for_another_one_changes_nothing(round_, anna, bas):
    now = timezone.now()
    ask_to_close(round_.pk, by=anna, now=now)
    ask_to_close(round_.pk, by=bas, now=now - timedelta(seconds=1))
    assert ClosingRequest.objects.get().asked_at == now
    assert Round.objects.get().closes_at == now
    assert [entry.user for entry in AuditEntry.objects.filter(action="closed")] == [anna]


def test_the_page_of_the_round_leads_to_the_page_that_tells_and_no_page_closes_it(round_, anna_at):
    anna_at("close/", post=True)
    assert anna_at("").url == anna_at("close/").url == f"/rounds/{round_.pk}/closing/"
    for place in ("response/?closes=0", "links/", "mail/", "extend/", "workshop/", "workshop/count/"):
        anna_at(place)
    assert not Round.objects.get().has_result


def test_no_page_hands_out_links_from_the_press_on_also_when_closing_fails(partnership, anna):
    made = make_round(partnership, n_participants=15, has_open_link=True, has_personal_links=True)
    send_all(made)
    browser, own = signed_in(anna), f"/rounds/{made.pk}/"
    pages = [f"{own}{place}" for place in ("links/", "sheet/", "open-link.png")]
    assert [browser.get(page).status_code for page in pages] == [200, 200, 200]
    Round.objects.update(has_shown_links=False)
    broken(made)
    ask_to_close(made.pk, by=anna, now=timezone.now())
    for stage in ("waiting", "failed"):
        assert [browser.get(page).status_code for page in pages] == [302, 302, 404]
        assert "deze meting neemt nu geen antwoorden aan" in words(browser.get(pages[0], follow=True)).lower()
        assert browser.get(f"{own}closing/")["X-Stage"] == stage
        with pytest.raises(ClosingError):
            close_asked_rounds(now=timezone.now()) or close_due_rounds(now=timezone.now())
    assert not Round.objects.get().has_shown_links


def test_each_of_many_is_begun_when_its_turn_comes(anna, monkeypatch):
    for number in range(3):
        made = make_round(make_partnership(anna, f"Verband {number}"), n_participants=15)
        send_all(made)
        ask_to_close(made.pk, by=anna, now=timezone.now())
    ticks = itertools.count(step=LONGEST_COUNT.total_seconds())
    monkeypatch.setattr("time.monotonic", lambda: next(ticks))
    assert close_asked_rounds(now=timezone.now()) == 3
    first, second, third = Result.objects.order_by("created_at").values_list("created_at", flat=True)
    assert second - first >= LONGEST_COUNT
    assert third - second >= LONGEST_COUNT


def test_without_a_worker_it_is_closed_by_whoever_waits(round_, anna_at):
    anna_at("close/", post=True)
    ClosingRequest.objects.update(asked_at=timezone.now() - WAITED_LONG)
    assert anna_at("closing/")["X-Stage"] == "report"
    assert AuditEntry.objects.get(action="closed").who == "Anna"


def test_who_counts_is_left_to_it_unless_it_has_been_killed(round_, anna_at):
    anna_at("close/", post=True)
    now = timezone.now()
    begin(round_.pk, now=now)
    for close in (close_asked_rounds, close_due_rounds):
        assert close(now=now + LONGEST_COUNT / 2) == 0
    assert not Round.objects.get().has_result
    assert close_due_rounds(now=now + LONGEST_COUNT) == 1


def test_too_few_answers_close_too_when_that_was_asked_for(partnership, anna):
    round_ = make_round(partnership)
    ask_to_close(round_.pk, by=anna, now=timezone.now())
    assert not extend_itself_if_due(Round.objects.get(), now=timezone.now())
    assert close_due_rounds(now=timezone.now()) == 1
    assert not Round.objects.get().has_extended_itself
    assert not Mail.objects.filter(kind="closed").exists()


def test_what_went_wrong_is_told_loses_nothing_and_is_tried_again(round_, anna_at, bas):
    mend = broken(round_)
    anna_at("close/", post=True)
    with pytest.raises(ClosingError):
        close_asked_rounds(now=timezone.now())
    told = anna_at("closing/")
    assert (told.status_code, told["X-Stage"]) == (202, "failed")
    assert "Er is niets verloren" in words(told)
    assert len(live_responses(round_)) == 15
    assert "Probeer het nog eens" in words(told)
    assert "Probeer het nog eens" not in words(signed_in(bas).get(f"/rounds/{round_.pk}/closing/"))
    for place in ("", "links/", "mail/", "workshop/"):  # none of them tries, and fails
        assert anna_at(place).status_code in {200, 302}
    assert close_asked_rounds(now=timezone.now()) == 0

    mend()
    assert anna_at("close/", post=True).url == f"/rounds/{round_.pk}/closing/"
    assert anna_at("closing/")["X-Stage"] == "waiting"
    assert close_asked_rounds(now=timezone.now()) == 1


def test_what_went_wrong_is_tried_again_by_the_worker(round_, anna_at):
    mend = broken(round_)
    anna_at("close/", post=True)
    with pytest.raises(ClosingError):
        close_asked_rounds(now=timezone.now())
    mend()
    assert close_due_rounds(now=timezone.now()) == 1
    assert anna_at("closing/")["X-Stage"] == "report"


def test_what_goes_wrong_without_a_worker_is_told_as_well(round_, anna_at):
    broken(round_)
    anna_at("close/", post=True)
    ClosingRequest.objects.update(asked_at=timezone.now() - WAITED_LONG)
    assert anna_at("closing/")["X-Stage"] == "failed"


def test_a_round_that_nobody_closed_has_no_such_page(partnership, anna):
    round_ = make_round(partnership)
    assert signed_in(anna).get(f"/rounds/{round_.pk}/closing/").url == f"/rounds/{round_.pk}/"


def test_closing_too_soon_after_another_round_is_refused_before_anything_happens(partnership, anna):
    make_round(partnership, state="closed", closes_in_days=-5)
    Round.objects.update(closed_at=timezone.now() - timedelta(days=5))
    round_ = make_round(partnership, closes_in_days=60)
    with pytest.raises(ValidationError):
        ask_to_close(round_.pk, by=anna, now=timezone.now())
    assert Round.objects.get(pk=round_.pk).is_open(timezone.now())
    assert not ClosingRequest.objects.exists()


def test_a_round_that_waits_belongs_to_its_partnership_alone(round_, anna, anna_at):
    other = make_round(make_partnership(anna, "Elders"), n_participants=3)
    anna_at("close/", post=True)
    assert close_if_due(other, now=timezone.now()) is None
    assert Round.objects.get(pk=other.pk).is_open(timezone.now())
