"""Owners read the open answers before they share them, and leave out what should not be shared, for good."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from assessments.models import AuditEntry, Participant, Result
from assessments.models.audit import AuditAction
from assessments.models.choices import Published, State
from assessments.results.first_model import reduce_result
from assessments.results.open_answers import open_answers_of
from assessments.results.stored_results import DamagedResultError, checksum, result_of
from assessments.services.kept_reports import get_or_make
from assessments.services.new_reports import NewReports
from assessments.services.open_answers import strike_open_answer
from assessments.services.reports import make, result_page, tables
from assessments.services.result_sharing import publish_result
from assessments.services.transfer.exporting import file_of
from assessments.services.transfer.importing import import_partnership
from assessments.services.transfer.reading import read_file
from assessments.views.being_made import show_progress
from assessments.views.downloads import pieces_of
from tests.cast import make_partnership, make_round
from tests.making import make_all
from tests.pages import signed_in, words
from tests.patience import PATIENCE
from tests.reporting.disclosed import gezond, onvoldoende_gegevens, schijnsamenwerking
from tests.reporting.results import closed_round, frozen_result
from tests.versions.first_model import documents

from .striking import OTHER, PLANTED, address_of, key_of_answer, keys_on, on_disk, open_answers, stored, strike

pytestmark = pytest.mark.django_db

TEXTS = (*(f"{OTHER} {number}." for number in range(8)), "Hetzelfde", PLANTED, "Hetzelfde")


@pytest.fixture(autouse=True)
def private_dir(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path


@pytest.fixture
def round_(partnership):
    return round_with(partnership, O1=TEXTS)


def round_with(partnership, **texts):
    return closed_round(partnership, frozen_result(schijnsamenwerking(open_answers=texts)))


def texts_of(round_, code="O1"):
    return result_of(round_).disclosed.open_answers[code]


def deeds():
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def named(round_, name):
    person = Participant.objects.filter(organisation__partnership=round_.partnership).first()
    person.name = name
    person.save()


# --- The page -----------------------------------------------------------------------------------


def test_owners_read_every_open_answer_under_its_question(partnership, anna):
    others = tuple(f"Reden {number}" for number in range(10))
    round_ = round_with(partnership, O1=TEXTS, B0_other=others)
    page = open_answers(anna, round_)
    shown = words(page)
    assert [text for text in (*TEXTS, *others) if text not in shown] == []
    assert shown.index("Andere redenen om mee te doen") > shown.index(TEXTS[0])
    assert len(keys_on(page)) == len(set(keys_on(page))) == len(TEXTS) + len(others)
    assert "Niemand kan het terughalen" in shown
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_the_round_the_result_and_the_page_to_share_lead_there(round_, anna, bas):
    for name in ("round_detail", "round_result", "round_publish"):
        assert address_of(round_) in signed_in(anna).get(reverse(name, args=[round_.pk])).content.decode()
    for name in ("round_detail", "round_result"):
        assert address_of(round_) not in signed_in(bas).get(reverse(name, args=[round_.pk])).content.decode()


def test_nobody_but_owners_reads_or_leaves_out(round_, anna, bas, chris):
    key = keys_on(open_answers(anna, round_))[0]
    for person in (bas, chris):
        assert open_answers(person, round_).status_code == 404
        assert strike(person, round_, key).status_code == 404
    assert texts_of(round_) == TEXTS
    assert deeds() == []


def test_an_open_round_has_none_to_read(partnership, anna):
    opened = make_round(partnership)
    assert open_answers(anna, opened).url == reverse("round_detail", args=[opened.pk])
    assert "Er is nog geen uitslag" in words(strike(anna, opened, "O1:0:aa"))


@pytest.mark.parametrize("disclosed", [gezond(open_answers={}), onvoldoende_gegevens()])
def test_a_result_without_open_answers_says_so(partnership, anna, disclosed):
    round_ = closed_round(partnership, frozen_result(disclosed))
    assert "In deze uitslag staan geen open antwoorden" in words(open_answers(anna, round_))
    assert "Voordat u het hele rapport deelt" not in words(
        signed_in(anna).get(reverse("round_publish", args=[round_.pk]))
    )


def test_many_answers_stand_on_pages(partnership, anna):
    round_ = round_with(partnership, O1=tuple(f"Antwoord {number}" for number in range(130)), O2=TEXTS)
    first, second = open_answers(anna, round_), open_answers(anna, round_, page=2)
    assert (len(keys_on(first)), len(keys_on(second))) == (100, 41)
    assert 'value="130"' in second.content.decode()
    followed = signed_in(anna).post(f"{address_of(round_)}?page=2", {"strike": keys_on(second)[0]})
    assert followed.url == f"{address_of(round_)}?page=2"


# --- Leaving out --------------------------------------------------------------------------------


def test_what_is_left_out_is_gone_and_everything_else_stays_as_it_was(round_, anna):
    before = stored(round_)
    page = strike(anna, round_, key_of_answer(anna, round_, PLANTED))
    assert "Het antwoord is weggelaten" in words(page)
    assert "[weggelaten]" in words(page)
    assert texts_of(round_) == (*TEXTS[:9], None, TEXTS[10])
    assert stored(round_) == before.replace(f'"{PLANTED}"', "null")
    assert Result.objects.get().checksum == checksum(Result.objects.get().document)


def test_the_trail_says_that_it_was_done_and_neither_it_nor_the_log_what_it_said(round_, anna, caplog):
    caplog.set_level(0)
    strike(anna, round_, key_of_answer(anna, round_, PLANTED))
    (entry,) = AuditEntry.objects.all()
    assert (entry.action, entry.user, entry.round) == (AuditAction.STRUCK, anna, round_)
    told = words(signed_in(anna).get(reverse("partnership_detail", args=[round_.partnership_id])))
    assert "liet een open antwoord weg" in told
    assert PLANTED not in told + str(AuditEntry.objects.values()) + caplog.text


def test_of_two_who_wrote_the_same_one_is_meant_and_a_second_click_spares_the_other(round_, anna):
    key = key_of_answer(anna, round_, "Hetzelfde")
    strike(anna, round_, key)
    again = strike(anna, round_, key)
    assert "was al weggelaten" in words(again)
    assert texts_of(round_) == (*TEXTS[:8], None, *TEXTS[9:])
    assert deeds() == [AuditAction.STRUCK]


def test_a_form_of_before_another_was_left_out_still_means_its_own(round_, anna):
    first, last = keys_on(open_answers(anna, round_))[0], keys_on(open_answers(anna, round_))[-1]
    strike(anna, round_, first)
    strike(anna, round_, last)
    assert texts_of(round_) == (None, *TEXTS[1:10], None)


@pytest.mark.parametrize("key", ["", "O1", "O1:0", "O1:0:", "O1:1:%s", "O9:0:%s", "O1:99:%s", "\0", "O1:-1:%s"])
def test_what_is_on_no_page_leaves_out_nothing(round_, anna, key):
    digest = keys_on(open_answers(anna, round_))[0].rpartition(":")[2]
    page = strike(anna, round_, key.replace("%s", digest))
    assert page.status_code == 200
    assert "Er is niets weggelaten" in words(page)
    assert texts_of(round_) == TEXTS
    assert deeds() == []


def test_a_key_of_another_result_leaves_out_nothing(round_, anna, partnership):
    other = round_with(partnership, O1=("Iets anders", *TEXTS[1:]))
    strike(anna, other, keys_on(open_answers(anna, round_))[0])
    assert texts_of(other)[0] == "Iets anders"


def test_a_damaged_result_stays_damaged_and_whole(round_, anna):
    key = key_of_answer(anna, round_, PLANTED)
    Result.objects.update(checksum="0" * 64)
    assert open_answers(anna, round_).status_code == 500
    assert "beschadigd" in words(strike(anna, round_, key))
    assert PLANTED in stored(round_)
    with pytest.raises(DamagedResultError):
        result_of(round_)
    assert deeds() == []


@pytest.mark.django_db(transaction=True)
def test_two_owners_at_once_leave_out_one_answer(round_, anna):
    key = key_of_answer(anna, round_, PLANTED)

    def press(_number):
        try:
            return words(strike(anna, round_, key))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        seen = list(pool.map(press, range(4), timeout=PATIENCE))
    assert sum("Het antwoord is weggelaten" in page for page in seen) == 1
    assert sum("was al weggelaten" in page for page in seen) == 3
    assert texts_of(round_) == (*TEXTS[:9], None, TEXTS[10])
    assert deeds() == [AuditAction.STRUCK]


def test_when_all_are_left_out_the_report_says_so(round_, anna):
    for key in keys_on(open_answers(anna, round_)):
        strike(anna, round_, key)
    assert texts_of(round_) == (None,) * len(TEXTS)
    report = words(signed_in(anna).get(reverse("round_result", args=[round_.pk])))
    assert "Een coördinator heeft alle antwoorden op deze vraag weggelaten" in report
    assert keys_on(open_answers(anna, round_)) == []
    assert "Voordat u het hele rapport deelt" not in words(
        signed_in(anna).get(reverse("round_publish", args=[round_.pk]))
    )


def test_a_result_of_the_first_model_loses_an_answer_too(partnership, anna):
    document = next(reduce_result(one) for one in documents() if one["disclosed"]["open_answers"])
    round_ = make_round(partnership, state=State.CLOSED, closed_at=timezone.now())
    Result.objects.create(round=round_, document=document, checksum=checksum(document), created_at=timezone.now())
    assert result_of(round_).is_of_version_1
    text = texts_of(round_)[0]
    strike(anna, round_, keys_on(open_answers(anna, round_))[0])
    assert texts_of(round_)[0] is None
    assert text not in words(signed_in(anna).get(reverse("round_result", args=[round_.pk])))


def test_what_is_left_out_stays_left_out_elsewhere(round_, anna, chris, partnership):
    strike(anna, round_, key_of_answer(anna, round_, PLANTED))
    moved = import_partnership(read_file(file_of(partnership, now=timezone.now())), by=chris, now=timezone.now())
    there = moved.rounds.get()
    assert texts_of(there) == texts_of(round_)
    assert "liet een open antwoord weg" in words(signed_in(chris).get(reverse("partnership_detail", args=[moved.pk])))
    strike(chris, there, keys_on(open_answers(chris, there))[0])
    assert texts_of(there)[0] is None
    assert texts_of(round_)[0] == TEXTS[0]


# --- Files --------------------------------------------------------------------------------------


def test_a_report_that_waited_to_be_made_is_made_without_it(round_, anna):
    """It was asked for, ahead and by somebody who waits, before the answer was left out."""
    Result.objects.update(created_at=timezone.now())
    assert NewReports()(now=timezone.now()) == 1
    make(Result.objects.get(), result_page(language="nl"))
    assert PLANTED in on_disk()
    strike(anna, round_, key_of_answer(anna, round_, PLANTED))
    assert PLANTED not in on_disk()
    assert make_all() > 5
    assert PLANTED not in on_disk()
    signed_in(anna).get(reverse("round_result", args=[round_.pk]))
    assert "[weggelaten]" in on_disk()
    assert PLANTED not in on_disk()


def test_a_report_that_is_being_made_meanwhile_is_made_anew(round_, anna):
    result = Result.objects.get()
    key = key_of_answer(anna, round_, PLANTED)
    n_made = []

    def make(folder):
        (folder / "words").write_text(str(result.document["disclosed"]["open_answers"]))
        n_made.append(1)
        if len(n_made) == 1:
            strike_open_answer(round_, key, by=anna, now=timezone.now())

    found = get_or_make(result, "words", make)["words"].decode()
    assert len(n_made) == 2
    assert OTHER in found
    assert PLANTED not in found + on_disk()


def test_only_files_of_that_result_go(round_, anna, partnership):
    other = Result.objects.get(round=round_with(partnership, O1=TEXTS[::-1]))
    kept = make(other, tables(kind="json", language="nl")).folder
    gone = make(Result.objects.get(round=round_), tables(kind="json", language="nl")).folder
    strike(anna, round_, key_of_answer(anna, round_, PLANTED))
    assert kept.exists()
    assert not gone.exists()
    assert [folder.name for folder in kept.parents[2].iterdir()] == [other.checksum]


def test_a_page_whose_files_went_while_it_was_read_is_made_once_more(round_, anna):
    """Another owner leaves something out between the look for a file and its reading."""
    stale = Result.objects.get()
    key = key_of_answer(anna, round_, PLANTED)
    asked = []

    @show_progress
    def view(request):
        folder = make(stale, result_page(language="nl"))
        asked.append(folder)
        if len(asked) == 1:
            strike_open_answer(round_, key, by=anna, now=timezone.now())
        return HttpResponse(pieces_of(folder)["parts"])

    shown = view(HttpRequest()).content.decode()
    assert OTHER in shown
    assert PLANTED not in shown
    assert len(asked) == 2


def test_a_result_that_changes_after_it_was_fetched_without_its_document_is_made_as_it_is_now(round_, anna):
    stale = Result.objects.defer("document").get()
    strike_open_answer(round_, key_of_answer(anna, round_, PLANTED), by=anna, now=timezone.now())
    parts = pieces_of(make(stale, result_page(language="nl")))["parts"]
    assert OTHER in parts
    assert PLANTED not in parts
    assert stale.checksum == Result.objects.get().checksum


# --- Names --------------------------------------------------------------------------------------


def marks_on(page):
    return re.findall(r"<mark>(.*?)</mark>", page.content.decode())


def test_names_addresses_and_numbers_are_pointed_out_before_sharing(partnership, anna):
    texts = ("Volgens Sanne de Boer lukt het niet", "Bel 06-12345678 maar", *TEXTS)
    round_ = round_with(partnership, O1=texts)
    named(round_, "Sanne de Boer")
    page = open_answers(anna, round_)
    assert marks_on(page) == ["Sanne de Boer", "06-12345678"]
    assert "In 2 open antwoorden staat misschien een naam" in words(page)
    assert "Andere namen vindt u alleen door te lezen" in words(page)
    narrowed = open_answers(anna, round_, marked="")
    assert len(keys_on(narrowed)) == 2
    assert keys_on(narrowed) == keys_on(page)[:2]

    share = signed_in(anna).get(reverse("round_publish", args=[round_.pk]))
    assert "deelnemers lezen ze woord voor woord" in words(share)
    assert "In 2 open antwoorden staat misschien een naam" in words(share)
    assert f'href="{address_of(round_)}?marked"' in share.content.decode()
    assert words(share).index("In 2 open antwoorden") < words(share).index("Delen met de deelnemers")

    strike(anna, round_, keys_on(narrowed)[0])
    assert "In 1 open antwoord staat misschien" in words(open_answers(anna, round_))
    strike(anna, round_, keys_on(narrowed)[1])
    assert "staat misschien een naam" not in words(open_answers(anna, round_))
    assert "Alle antwoorden tonen" in words(open_answers(anna, round_, marked=""))


def test_only_names_of_this_partnership_are_looked_for(round_, anna, chris):
    elsewhere = closed_round(make_partnership(chris, name="Elders"))
    named(elsewhere, "Kanariegeel Lijnen")
    assert marks_on(open_answers(anna, round_)) == []
    named(round_, "Kanariegeel Voorstel")
    assert marks_on(open_answers(anna, round_)) == ["Kanariegeel", "voorstel"]


def test_without_participants_the_page_says_that_names_cannot_be_looked_for(round_, anna):
    named(round_, "Kanariegeel Voorstel")
    Participant.objects.all().delete()
    page = open_answers(anna, round_)
    assert marks_on(page) == []
    assert "Naar namen kunnen we niet zoeken" in words(page)
    assert PLANTED in words(page)


def test_hostile_words_are_shown_as_words(partnership, anna):
    round_ = round_with(partnership, O1=("<script>alert(1)</script> </mark> 06-12345678 <b>x</b>",) * 10)
    page = open_answers(anna, round_).content.decode()
    assert "<script>alert" not in page
    assert "&lt;/mark&gt; <mark>06-12345678</mark> &lt;b&gt;" in page


def test_the_page_asks_as_little_for_many_answers(round_, anna, partnership, django_assert_max_num_queries):
    many = round_with(partnership, O1=TEXTS * 20)
    browser = signed_in(anna)
    for one in (round_, many):
        with django_assert_max_num_queries(9):
            browser.get(address_of(one))


def test_while_the_whole_report_is_shared_the_page_says_who_reads_along(round_, anna):
    assert "deelnemers kunnen deze antwoorden nu" not in words(open_answers(anna, round_))
    publish_result(round_, Published.WHOLE, by=anna, now=timezone.now())
    assert "deelnemers kunnen deze antwoorden nu" in words(open_answers(anna, round_))
    publish_result(round_, Published.SUMMARY, by=anna, now=timezone.now())
    assert "deelnemers kunnen deze antwoorden nu" not in words(open_answers(anna, round_))


def test_the_shared_page_is_without_it_at_once(round_, anna):
    assert open_answers_of(Result.objects.get(round=round_)).n_left == len(TEXTS)
    strike(anna, round_, key_of_answer(anna, round_, PLANTED))
    assert open_answers_of(Result.objects.get(round=round_)).n_left == len(TEXTS) - 1
