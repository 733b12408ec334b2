"""Figures for Prometheus: only for whoever knows the token, and never with anything of a person in a label."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from assessments.models import Mail, ReportRequest, Round
from assessments.services.heartbeat import beat
from assessments.services.kept_reports import own_place
from assessments.version import PRODUCT_VERSION as VERSION

TOKEN = "een-lang-geheim-van-de-beheerder"


@pytest.fixture
def measured(settings):
    """A browser on a site that counts: middleware is chosen when the first page is asked for."""
    settings.METRICS_TOKEN = TOKEN
    from django.test import Client

    return Client()


def figures(client):
    answer = client.get("/metrics", headers={"host": "10.1.2.3", "authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.content.decode())
        for sample in family.samples
    }


def test_there_is_no_such_page_without_a_token(client):
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize(
    "given", ["", "Bearer ", "Bearer nee", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN}x", "Bearer é"]
)
def test_another_token_is_refused(measured, given):
    answer = measured.get("/metrics", headers={"authorization": given} if given else {})
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.content == b""


@pytest.mark.django_db
def test_requests_are_counted_by_subject_and_class_of_status(measured):
    before = figures(measured)
    for path in ("/privacy/", "/privacy/", "/nothing-here/", "/accounts/login/"):
        measured.get(path)
    after = figures(measured)

    def more(name, **labels):
        key = (name, *sorted(labels.items()))
        return after.get(key, 0) - before.get(key, 0)

    assert more("driekracht_requests_total", subject="site", status="2xx") == 2
    assert more("driekracht_requests_total", subject="accounts", status="2xx") == 1
    assert more("driekracht_requests_total", subject="other", status="4xx") == 1
    assert more("driekracht_request_seconds_count", subject="site") == 2
    assert after[("driekracht_info", ("version", VERSION))] == 1


@pytest.mark.django_db
def test_saves_are_counted_whether_they_were_kept_or_not(measured):
    before = figures(measured)
    measured.post("/answers/00654e83-dd24-4f99-baab-62d75cb7add0/1/", {"key": "nee"})
    key = ("driekracht_saves_total", ("status", "4xx"))
    assert figures(measured)[key] - before.get(key, 0) == 1


@pytest.mark.django_db
def test_the_queue_the_rounds_and_the_worker_are_as_the_database_has_them(measured, open_round):
    now = timezone.now()
    for number, (state, due) in enumerate([("waiting", 90), ("waiting", -60), ("refused", 500), ("sent", 900)]):
        Mail.objects.create(
            kind="invitation", key=f"m{number}", state=state, created_at=now, next_try_at=now - timedelta(seconds=due)
        )
    for number, (is_awaited, failed_at) in enumerate([(True, None), (False, None), (False, None), (True, now)]):
        ReportRequest.objects.create(
            subject="0",
            what=str(number),
            edition=own_place(),
            asked_at=now - timedelta(seconds=40 + number),
            is_awaited=is_awaited,
            failed_at=failed_at,
        )
    assert ("driekracht_worker_age_seconds",) not in figures(measured)
    beat(now=now - timedelta(seconds=30))
    found = figures(measured)
    assert found[("driekracht_mails", ("state", "waiting"))] == 2
    assert found[("driekracht_mails", ("state", "refused"))] == 1
    assert found[("driekracht_mails", ("state", "unsure"))] == 0
    assert ("driekracht_mails", ("state", "sent")) not in found
    assert [found[(f"driekracht_reports_{name}",)] for name in ("awaited", "ahead", "failed")] == [1, 2, 1]
    assert 40 <= found[("driekracht_reports_awaited_seconds",)] < 40 + 600
    assert 90 <= found[("driekracht_mail_overdue_seconds",)] < 90 + 600
    assert 30 <= found[("driekracht_worker_age_seconds",)] < 30 + 600
    assert found[("driekracht_workers",)] == 1
    assert found[("driekracht_open_rounds",)] == 1
    assert found[("driekracht_closing_overdue_seconds",)] == 0
    assert found[("driekracht_database_up",)] == 1
    assert found[("driekracht_free_bytes",)] > 0
    Round.objects.filter(pk=open_round.pk).update(closes_at=now - timedelta(minutes=5))
    assert figures(measured)[("driekracht_closing_overdue_seconds",)] >= 300


@pytest.mark.django_db
def test_labels_come_from_short_lists_and_hold_no_address_id_or_path(measured, open_round, anna):
    from assessments.links import invitation_token

    invitation = open_round.invitations.first()
    token = invitation_token(invitation.pk, invitation.generation)
    measured.force_login(anna)
    for path in (f"/i/{token}/", f"/rounds/{open_round.pk}/", "/wp-admin/setup.php", "/i/geraden/"):
        measured.get(path)
    labels = {label for key in figures(measured) for label in key[1:]}
    assert labels, "there is something to look at"
    known = re.compile(
        r"accounts|other|answering|partnerships|people|rounds|mail|results|plan|workshop|site"
        r"|[1-5]xx|waiting|sending|refused|unsure|\d+\.\d+\.\d+|\d+\.\d+|\+Inf"
    )
    assert {value for _name, value in labels if not known.fullmatch(value)} == set()
    assert token not in str(labels)
