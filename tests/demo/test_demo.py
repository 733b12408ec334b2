"""The demo: three partnerships with real results, two accounts, links that work; a second time changes nothing."""

import shutil
import stat
from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from assessments.models import AnsweringTime, AuditEntry, Coordinatorship, Participant, Partnership, Result, Round, User
from assessments.models.answers import Response
from assessments.reporting.assemble.outcome import headline
from assessments.results.counting import response_count
from assessments.results.stored_results import result_of
from assessments.services.demo import STORIES, make_demo, reason_against_demo
from assessments.services.rounds import BETWEEN_CLOSINGS
from assessments.working_days import is_working_day
from tests.some import some


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, tmp_path_factory):
    """Tell the demo once for all tests here; what each of them changes is undone."""
    path = tmp_path_factory.mktemp("demo") / "private" / "demo-signins.txt"
    with django_db_blocker.unblock(), transaction.atomic():
        yield path, make_demo(path, now=timezone.now())
        transaction.set_rollback(True)


@pytest.fixture
def signins(told, tmp_path):
    """Return the file with the passwords, one that a test may lose."""
    copy = tmp_path / "private" / told[0].name
    copy.parent.mkdir()
    shutil.copy2(told[0], copy)
    return copy


@pytest.fixture
def demo(told, db):
    return told[1]


def results(demo):
    """Return the frozen results per partnership, oldest first."""
    return {
        partnership.name: [
            result_of(round_) for round_ in partnership.rounds.filter(state="closed").order_by("closed_at")
        ]
        for partnership in demo.partnerships
    }


def test_made_up_answers_say_nothing_of_how_long_answering_takes(demo):
    assert not AnsweringTime.objects.exists()


def test_nobody_is_named_as_the_one_who_made_it(demo):
    assert {(one.action, one.user) for one in AuditEntry.objects.all()} == {
        ("made", None),
        ("opened", None),
        ("closed", None),
    }


def test_there_is_one_partnership_per_diagnosis_beyond_doubt(demo):
    found = {name: frozen[-1].disclosed for name, frozen in results(demo).items()}

    assert {name: disclosed.diagnosis for name, disclosed in found.items()} == {
        story.name: story.diagnosis for story in STORIES
    }
    assert sorted(disclosed.diagnosis for disclosed in found.values()) == [
        "eilandsamenwerking",
        "gezond",
        "schijnsamenwerking",
    ]
    assert {disclosed.certainty for disclosed in found.values()} == {"duidelijk"}


def test_every_partnership_has_two_closed_rounds_far_enough_apart(demo):
    for partnership in some(demo.partnerships):
        first, second = partnership.rounds.filter(state="closed").order_by("closed_at")
        assert second.closed_at - first.closed_at >= BETWEEN_CLOSINGS
        assert second.closed_at < timezone.now()


@pytest.fixture
def latest(demo):
    """Return the last result of the healthy partnership, of the one in name and of the one on islands."""
    return {frozen[-1].disclosed.diagnosis: frozen[-1] for frozen in results(demo).values()}


def test_the_healthy_one_was_on_islands_before_and_came_to_support_each_other(latest):
    result = latest["gezond"]
    assert result.comparable[-1].diagnosis == "eilandsamenwerking"
    change = result.change["verbinding"]
    assert change.is_more_than_noise
    assert change.difference > 0


def test_the_one_in_name_is_on_its_way_since_more_happens_in_practice(latest):
    result = latest["schijnsamenwerking"]
    assert result.is_rising
    assert "opbouwfase" in result.disclosed.flags
    with override("nl"):
        assert "op weg" in headline(result)


def test_the_one_on_islands_has_stalled_because_support_did_not_grow(latest):
    result = latest["eilandsamenwerking"]
    assert result.is_stalled
    assert not result.change["verbinding"].is_more_than_noise
    with override("nl"):
        assert "vastgelopen" in headline(result)


def test_every_report_shows_all_statements_of_every_force_and_how_divided_people_are(demo):
    for frozen in some(results(demo).values()):
        for result in some(frozen):
            codes = [code for force in result.questionnaire.instrument.forces.values() for code in force]
            assert set(codes) <= set(result.disclosed.statements)
            assert set(codes) <= set(result.disclosed.divided)
            assert set(result.disclosed.scores) == {"intentie", "actie", "verbinding"}


def test_what_people_say_they_recognise_fits_every_outcome(demo):
    assert {result.disclosed.signals_fit for frozen in results(demo).values() for result in frozen} == {True}


def test_reports_show_some_groups_and_hide_others(demo):
    for frozen in some(results(demo).values()):
        disclosed = frozen[-1].disclosed
        assert len(disclosed.groups) >= 2
        assert any(entry.what.startswith("group:") for entry in disclosed.withheld)


def test_reports_show_open_answers_and_an_earlier_one_holds_them_back(demo):
    for first, second in some(results(demo).values()):
        assert len(second.disclosed.open_answers["O1"]) >= 10
        assert len(second.disclosed.open_answers["O2"]) >= 10
        assert "open:O1" in {entry.what for entry in first.disclosed.withheld}


def test_reports_advise_every_role(demo):
    for frozen in some(results(demo).values()):
        advice = {role.role: role.main for role in frozen[-1].actions}
        assert all(advice[role] for role in ("professional", "manager", "bestuurder", "overheid"))


def test_interests_differ_between_organisations(demo):
    places = {found.place for frozen in results(demo).values() for found in frozen[-1].disclosed.organisations.values()}
    assert {"drager", "knelpunt", None} <= places


def test_closed_rounds_hold_figures_and_no_answers(demo):
    for frozen in some(results(demo).values()):
        assert {result.disclosed.n_respondents for result in frozen} <= {"10-19", "20-49"}
    closed = Round.objects.filter(state="closed")
    assert closed.count() == 6
    assert not Response.objects.filter(round__in=closed).exists()
    assert Response.objects.exists()


def test_an_open_round_shows_live_response_by_group(demo):
    counts = [response_count(round_) for round_ in Round.objects.filter(state="open")]

    assert any(count.groups for count in counts)
    assert all(count.whole.n_sent > 0 for count in counts)


def test_names_and_addresses_are_believable_and_reach_nobody(demo):
    people = Participant.objects.all()

    assert all(" " in person.name for person in people)
    assert all(person.email.endswith(".example") and person.email.isascii() for person in people)
    assert len({person.email for person in people}) == people.count()


def test_both_accounts_sign_in(demo, client):
    for signin in (demo.coordinator, demo.admin):
        assert User.objects.get(email=signin.email).check_password(signin.password)
    assert demo.coordinator.password != demo.admin.password
    assert User.objects.get(email=demo.admin.email).is_superuser
    coordinator = User.objects.get(email=demo.coordinator.email)
    assert not coordinator.is_staff
    assert Coordinatorship.objects.filter(user=coordinator, access="owner").count() == 3


def test_passwords_are_kept_for_the_owner_of_the_file_alone(demo, told):
    path, _demo = told

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert demo.coordinator.password in path.read_text()
    assert [kept.name for kept in path.parent.iterdir()] == ["demo-signins.txt"]


def test_both_links_open(demo, client):
    for link in (demo.personal_link, demo.open_link):
        path = link.removeprefix("http://localhost:8000")
        page = client.get(path, follow=True)
        assert page.status_code == 200
        assert "Zorg en Veiligheid IJsselrand" in page.content.decode()


def everything():
    """Return every row of the app, as text per model."""
    kinds = apps.get_app_config("assessments").get_models()
    return {kind.__name__: serializers.serialize("json", kind._default_manager.order_by("pk")) for kind in kinds}


def said_by_command(*options):
    said = StringIO()
    call_command("demo", *options, stdout=said)
    return said.getvalue()


def test_a_second_time_changes_nothing_and_says_the_same(demo, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    first = said_by_command("--even-here")
    before = everything()
    assert before["Result"].count('"checksum"') == 6
    assert said_by_command("--even-here") == first
    assert everything() == before


def test_output_tells_how_to_get_in_and_shows_no_password_again(demo, settings, signins):
    settings.DATA_DIR = signins.parent
    text = said_by_command("--even-here")
    for line in some(signins.read_text().splitlines()):
        email, password = line.split(": ")
        assert email in text
        assert password not in text
        assert User.objects.get(email=email).check_password(password)
    assert "/i/" in text
    assert "/m/" in text
    assert str(signins) in text


@pytest.mark.parametrize(
    ("address", "database", "reason"),
    [
        ("https://driekracht.oostwijk.test", "", "SITE_URL is https://driekracht.oostwijk.test"),
        ("http://192.168.1.20:8000", "", "SITE_URL is http://192.168.1.20:8000"),
        ("http://localhost:8000", "postgres://me@db/driekracht", "DATABASE_URL names a database"),
    ],
)
def test_where_others_can_come_there_is_no_demo(db, settings, monkeypatch, address, database, reason):
    settings.SITE_URL = address
    monkeypatch.setenv("DATABASE_URL", database)
    before = everything()
    with pytest.raises(CommandError, match="createadmin") as refused:
        said_by_command()
    assert reason in str(refused.value)
    assert "postgres://" not in str(refused.value)
    assert everything() == before


@pytest.mark.parametrize("address", ["http://localhost:8001", "http://127.0.0.1:8000", "http://[::1]:8000"])
def test_a_laptop_may_have_one(address):
    assert reason_against_demo(address, "") == ""


def test_a_lost_file_leaves_the_passwords_as_they_are_and_says_so(demo, settings, signins):
    settings.DATA_DIR = signins.parent
    signins.unlink()
    assert "manage.py changepassword" in said_by_command("--even-here")
    assert not signins.exists()
    assert User.objects.get(email=demo.admin.email).check_password(demo.admin.password)
    assert Partnership.objects.count() == 3


def test_a_password_that_was_chosen_stays(demo, signins):
    user = User.objects.get(email=demo.admin.email)
    user.set_password("een-eigen-wachtwoord-dat-blijft")
    user.save()
    again = make_demo(signins, now=timezone.now())
    assert User.objects.get(pk=user.pk).check_password("een-eigen-wachtwoord-dat-blijft")
    assert not again.admin.is_new


def test_what_users_changed_stays(demo, signins):
    partnership = Partnership.objects.get(pk=demo.partnerships[0].pk)
    partnership.theme = "Eigen thema"
    partnership.save()

    make_demo(signins, now=timezone.now())

    partnership.refresh_from_db()
    assert partnership.theme == "Eigen thema"


def test_long_after_there_are_no_links_left_and_still_a_demo(demo, signins):
    later = make_demo(signins, now=timezone.now() + timedelta(days=100))

    assert (later.personal_link, later.open_link) == ("", "")
    assert Result.objects.count() == 6


def test_the_same_answers_come_every_time(demo, signins):
    before = {name: [one.disclosed.scores["actie"].value for one in frozen] for name, frozen in results(demo).items()}
    for partnership in some(demo.partnerships):
        Round.objects.filter(partnership=partnership).delete()
        Partnership.objects.filter(pk=partnership.pk).delete()

    again = results(make_demo(signins, now=timezone.now()))

    for name, frozen in some(again.items()):
        assert [one.disclosed.scores["actie"].value for one in frozen] == pytest.approx(before[name])


@pytest.mark.usefixtures("told")
def test_no_round_closes_in_a_weekend_or_on_a_holiday():
    closing = [timezone.localtime(round_.closes_at) for round_ in some(Round.objects.all())]
    assert [moment for moment in closing if not is_working_day(moment.date()) or moment.hour != 17] == []
