"""A form that is sent twice, one after the other or at the same moment, does its work once."""

import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import (
    Action,
    AuditEntry,
    ClosingRequest,
    CoordinatorInvitation,
    Invitation,
    Organisation,
    Participant,
    Partnership,
    PlannedAction,
    ProgressNote,
    Round,
    ScoringProfileVersion,
    Submission,
    User,
)
from assessments.services.catalogue import load_catalogue
from assessments.services.closing import close_asked_rounds
from assessments.services.importing.checking import Row, check_rows
from assessments.services.people import add_many, known_people
from assessments.services.submissions import KEPT, Landing, do_once, forget_submissions, key_of
from assessments.services.transfer.exporting import file_of
from tests.cast import make_round
from tests.editing.cases import CASES, form_of, of_action, of_mail, of_person, of_planned_round
from tests.pages import filled_in, signed_in, words
from tests.patience import PATIENCE
from tests.reporting.results import closed_round

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = [
    ("naam", "e-mail", "rol", "organisatie"),
    *((f"P {n}", f"p{n}@v.test", "manager", "School") for n in range(20)),
]
TWO = "\n".join("\t".join(row) for row in PEOPLE)


def confirm_import(browser, partnership):
    address = f"/partnerships/{partnership.pk}/participants/import/"
    return address, filled_in(browser.post(address, {"pasted": TWO})) | {"add": "1"}


def add_one(browser, partnership):
    address = f"/partnerships/{partnership.pk}/participants/new/"
    school = partnership.organisations.get(name="School")
    return address, filled_in(browser.get(address)) | {"name": "Joke", "role": "manager", "organisation": school.pk}


def new_partnership(browser, partnership):
    address = "/partnerships/new/"
    return address, filled_in(browser.get(address)) | {"name": "Wonen Oost", "organisations": "Gemeente\nCorporatie"}


def new_round(browser, partnership):
    Participant.objects.create(organisation=partnership.organisations.first(), name="Joke", role="manager")
    address = f"/partnerships/{partnership.pk}/rounds/new/"
    return address, filled_in(browser.post(address, filled_in(browser.get(address)))) | {"go": "open"}


def new_action(browser, partnership):
    address = f"/partnerships/{partnership.pk}/plan/new/"
    return address, filled_in(browser.get(address)) | {"title": "Overleg", "progress": "busy", "said": "Begonnen"}


def new_thresholds(browser, partnership):
    address = reverse("admin:assessments_scoringprofileversion_add")
    page = browser.get(address)
    form = page.context["adminform"].form
    fields = {bound.name: bound.value() for bound in form if bound.value() is not None}
    return address, fields | {"threshold": "60.5", "note": "Zachter", "once": page.context["once"]}


def catalogue(browser, partnership):
    load_catalogue()
    address, line = reverse("admin:assessments_action_import"), yaml_of(browser)
    file = SimpleUploadedFile("acties.yaml", line.replace("code: ", "code: eigen-").encode())
    form = browser.post(address, {"import_file": file}).context["confirm_form"]
    return reverse("admin:assessments_action_process_import"), dict(form.initial)


def yaml_of(browser):
    whole = browser.post(reverse("admin:assessments_action_export"), {"format": "yaml"}).content.decode()
    first = whole.split("\n- ")[:2]
    return "\n- ".join(first)


def transfer(browser, partnership):
    address = "/partnerships/import/"
    file = SimpleUploadedFile("file.zip", file_of(partnership, now=timezone.now()))
    return address, filled_in(browser.post(address, {"file": file}))


def invite(browser, partnership):
    address = f"/partnerships/{partnership.pk}/coordinators/"
    return address, filled_in(browser.get(address)) | {"email": "dirk@v.test", "access": "owner", "invite": "1"}


def organisations(browser, partnership):
    address = f"/partnerships/{partnership.pk}/organisations/"
    return address, filled_in(browser.get(address)) | {"organisations-3-name": "Politie"}


FORMS = {
    "import": (confirm_import, Participant.objects.count, 20),
    "one person": (add_one, Participant.objects.count, 1),
    "partnership": (new_partnership, Partnership.objects.count, 1),
    "round": (new_round, Round.objects.count, 1),
    "planned action": (new_action, PlannedAction.objects.count, 1),
    "thresholds": (new_thresholds, ScoringProfileVersion.objects.filter(version__gt=1).count, 1),
    "catalogue": (catalogue, Action.objects.filter(code__startswith="eigen-").count, None),
    "transfer": (transfer, Partnership.objects.count, 1),
    "coordinator": (invite, CoordinatorInvitation.objects.count, 1),
    "organisation": (organisations, Organisation.objects.count, 1),
}


@pytest.fixture(params=FORMS)
def form(request, anna, partnership):
    User.objects.filter(pk=anna.pk).update(is_staff=True, is_superuser=True)
    prepare, count, more = FORMS[request.param]
    address, fields = prepare(signed_in(anna), partnership)
    return address, fields, count, more


def at_once(calls):
    """Make these calls at the same moment, each in a thread with a connection of its own."""
    gate = threading.Barrier(len(calls))

    def call(one):
        gate.wait(timeout=PATIENCE)
        try:
            return one()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [one.result(timeout=PATIENCE) for one in [pool.submit(call, one) for one in calls]]


def test_two_at_once_do_it_once_and_lead_to_the_same(form, anna):
    address, fields, count, more = form
    browsers = [signed_in(anna) for _each in range(3)]
    before = count()
    answers = at_once([lambda browser=browser: browser.post(address, fields) for browser in browsers])
    assert [answer.status_code for answer in answers] == [302] * 3
    assert len({answer.url for answer in answers}) == 1
    made = count() - before
    assert made == more or (more is None and made > 0)
    later = signed_in(anna).post(address, fields, follow=True)
    assert count() - before == made
    assert "Dit was al opgeslagen" in words(later)


def note(browser, partnership):
    case = of_action(partnership)
    return case.address, form_of(browser, case.address) | {"said": "Begonnen"}


def remove_action(browser, partnership):
    case = of_action(partnership)
    return case.address, {"remove": "1", "once": "1"}


def remove_person(browser, partnership):
    case = of_person(partnership)
    return case.address, {"remove": "1", "once": "1"}


def replace(browser, partnership):
    address = of_person(partnership).address + "replace/"
    return address, form_of(browser, address) | {"name": "Kees", "email": "kees@v.test"}


def call_off(browser, partnership):
    address = of_planned_round(partnership).address.replace("edit", "call-off")
    return address, form_of(browser, address)


def extend(browser, partnership):
    address = f"/rounds/{make_round(partnership).pk}/extend/"
    return address, form_of(browser, address)


def standard_text(browser, partnership):
    case = of_mail(partnership)
    assert browser.post(case.address, form_of(browser, case.address) | case.first).status_code == 302
    return case.address, form_of(browser, case.address) | {"go": "standard"}


def pressed(page, button):
    """Return how a button is pressed that belongs to the first person with a link."""

    def prepare(browser, partnership):
        round_ = make_round(partnership, n_participants=1, sends_invitations=True)
        if page == "links":
            Participant.objects.update(email="")
        address = f"/rounds/{round_.pk}/{page}/"
        once = re.search(r'name="once" value="(\w+)"', browser.get(address).content.decode())[1]
        return address, {button: str(round_.invitations.get().pk), "once": once}

    return prepare


def coordinator(button):
    def prepare(browser, partnership):
        other = partnership.coordinatorships.get(user__email="bas@voorbeeld.test")
        return f"/partnerships/{partnership.pk}/coordinators/", {button: str(other.pk), "once": "1"}

    return prepare


def invitation(button):
    def prepare(browser, partnership):
        address, fields = invite(browser, partnership)
        assert browser.post(address, fields).status_code == 302
        one = partnership.coordinator_invitations.get()
        return address, {button: str(one.pk), "once": "1"}

    return prepare


def edit(make):
    def prepare(browser, partnership):
        case = make(partnership)
        return case.address, form_of(browser, case.address) | case.first

    return prepare


EDITS = {
    **{name: edit(make) for name, make in CASES.items()},
    "note": note,
    "action removed": remove_action,
    "person removed": remove_person,
    "person replaced": replace,
    "mail again": pressed("mail", "again"),
    "new link": pressed("mail", "renew"),
    "link to hand out": pressed("links", "renew"),
    "coordinator removed": coordinator("remove"),
    "coordinator made reader": coordinator("reader"),
    "coordinator leaves": coordinator("leave"),
    "invitation sent again": invitation("again"),
    "invitation taken back": invitation("take_back"),
    "round called off": call_off,
    "round extended": extend,
    "standard text": standard_text,
}


@pytest.mark.parametrize("prepare", EDITS.values(), ids=EDITS)
def test_an_edit_is_done_once_and_nobody_else_is_said_to_have_done_it(prepare, partnership, others, settings):
    settings.EMAIL_HOST = "mail.test"
    first, _second = others
    address, fields = prepare(first, partnership)
    before = AuditEntry.objects.count() + LogEntry.objects.count()
    tabs = [Client() for _each in range(3)]
    for tab in tabs:
        tab.cookies = first.cookies
    answers = at_once([lambda tab=tab: tab.post(address, fields) for tab in tabs])
    assert [answer.status_code for answer in answers] == [302] * 3
    assert len({answer.url for answer in answers}) == 1
    later = first.post(address, fields, follow=True)
    assert "Dit was al opgeslagen" in words(later)
    assert "intussen" not in words(later)
    assert AuditEntry.objects.count() + LogEntry.objects.count() == before + 1
    assert ProgressNote.objects.count() <= 1
    assert Participant.objects.filter(name="Kees").count() == (prepare is replace)


def test_what_is_typed_after_going_back_is_not_taken_for_the_same(anna, partnership):
    browser = signed_in(anna)
    address, fields = add_one(browser, partnership)
    browser.post(address, fields)
    browser.post(address, fields | {"name": "Jaap"})
    assert set(Participant.objects.values_list("name", flat=True)) == {"Joke", "Jaap"}


def test_a_form_that_was_refused_can_be_sent_again(anna, partnership):
    browser = signed_in(anna)
    address, fields = add_one(browser, partnership)
    assert browser.post(address, fields | {"name": ""}).status_code == 422
    assert browser.post(address, fields).status_code == 302
    assert Submission.objects.count() == 1


def test_two_partnerships_of_one_name_are_allowed(anna):
    browser = signed_in(anna)
    for _each in range(2):
        address, fields = new_partnership(browser, None)
        assert browser.post(address, fields).status_code == 302
    assert Partnership.objects.filter(name="Wonen Oost").count() == 2


def test_a_form_without_a_number_counts_as_the_same_for_a_minute(anna):
    browser = signed_in(anna)
    fields = {"name": "Wonen Oost", "retention_months": "24", "organisations": "Gemeente\nCorporatie"}
    landings = {browser.post("/partnerships/new/", fields).url for _each in range(2)}
    assert len(landings) == 1
    Submission.objects.update(at=timezone.now() - KEPT)
    assert browser.post("/partnerships/new/", fields).url not in landings


def test_a_form_may_lead_to_an_address_of_any_length(anna):
    address = reverse("admin:assessments_action_changelist") + "?q=" + "lang " * 400
    key = key_of(anna, "x")
    for is_first in (True, False):
        assert do_once(key, lambda: address, is_numbered=True, now=timezone.now()) == Landing(address, is_first)


def test_nothing_that_was_typed_can_be_read_afterwards(anna, partnership):
    browser = signed_in(anna)
    address, fields = add_one(browser, partnership)
    browser.post(address, fields)
    kept = json.dumps(list(Submission.objects.values("key", "landing")))
    assert "Joke" not in kept
    assert forget_submissions(now=timezone.now() + KEPT * 2) == 1
    assert not Submission.objects.exists()


def test_an_import_that_another_owner_confirmed_too_invites_everybody_once(anna, partnership):
    round_ = make_round(partnership, n_participants=1)
    rows = [Row(n, f"P {n}", f"p{n}@v.test", "manager", "School") for n in range(40)]
    names = list(partnership.organisations.values_list("name", flat=True))
    found = check_rows(rows, names, known_people(partnership))
    now = timezone.now()

    def add():
        try:
            return add_many(partnership, found, rounds=[round_], by=anna, now=now)
        except ValidationError as error:
            return error.code

    assert sorted(map(str, at_once([add, add, add]))) == ["40", "changed", "changed"]
    assert Participant.objects.count() == Invitation.objects.count() == 41


def test_the_database_takes_no_second_person_with_an_address(partnership):
    gemeente, jeugdhulp, _school = partnership.organisations.all()
    Participant.objects.create(organisation=gemeente, name="Joke", email="joke@v.test", role="manager")
    with pytest.raises(IntegrityError), transaction.atomic():
        Participant.objects.create(organisation=jeugdhulp, name="J.", email="Joke@V.test", role="manager")
    for _each in range(2):
        Participant.objects.create(organisation=gemeente, name="Jan", role="manager")
    assert Participant.objects.count() == 3


def test_three_clicks_on_delete_say_that_it_is_gone(anna, partnership):
    address = f"/partnerships/{partnership.pk}/delete/"
    browsers = [signed_in(anna) for _each in range(3)]
    fields = filled_in(browsers[0].get(address)) | {"name": partnership.name}
    answers = at_once([lambda browser=browser: browser.post(address, fields) for browser in browsers])
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, "/partnerships/")] * 3
    later = words(browsers[0].post(address, fields, follow=True))
    assert "Dit samenwerkingsverband is al verwijderd" in later
    assert browsers[0].get(address).status_code == 404
    assert signed_in(User.objects.create_user("dirk@v.test")).post(address, fields).status_code == 404


def test_three_clicks_on_close_are_one_deed(anna, partnership):
    round_ = closed_round(partnership, n_participants=0)
    Round.objects.filter(pk=round_.pk).delete()
    opened = make_round(partnership)
    browsers = [signed_in(anna) for _each in range(3)]
    at_once([lambda browser=browser: browser.post(f"/rounds/{opened.pk}/close/") for browser in browsers])
    assert ClosingRequest.objects.count() == 1
    at_once([lambda: close_asked_rounds(now=timezone.now())] * 2)
    assert AuditEntry.objects.filter(round=opened, action="closed").count() == 1
