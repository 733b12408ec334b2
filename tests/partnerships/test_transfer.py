"""A whole partnership as a file, taken over elsewhere after a look at what it holds."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from assessments.models import AuditEntry, Coordinatorship, Partnership, Result, Round
from assessments.results.stored_results import checksum, result_of
from assessments.services.transfer.exporting import file_of
from tests.pages import errors, filled_in, signed_in, words
from tests.some import some
from tests.versions.first_model import checksums, documents, exact_numbers
from tests.whole_partnership import whole_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(anna):
    return whole_partnership(anna, "Jeugdketen Noord")


def inside(data):
    """Return what stands in a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return json.loads(archive.read("partnership.json"))


def packed(content):
    """Return a file in which this stands."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("partnership.json", content if isinstance(content, bytes) else json.dumps(content))
    return data.getvalue()


def of_version(content, version):
    """Return what would stand in a file of an earlier version."""
    return {name: part for name, part in content.items() if name != "signature"} | {"version": version}


def take_over(browser, look):
    """Go on as one can with a file that this site did not write."""
    assert "Deze site heeft dit bestand niet gemaakt" in words(look)
    return browser.post("/partnerships/import/", filled_in(look) | {"as_from_file": "1"})


def choose(browser, data):
    """Choose a file on the page for it."""
    return browser.post("/partnerships/import/", {"file": SimpleUploadedFile("samen.zip", data)})


def test_the_file_holds_no_answers_links_or_secrets(anna, whole):
    answer = signed_in(anna).post(f"/partnerships/{whole.pk}/export/")
    assert ".zip" in answer["Content-Disposition"]
    text = json.dumps(inside(answer.content), ensure_ascii=False)
    assert "open antwoord van" not in text
    for round_ in Round.objects.all():
        assert round_.join_code not in text
    assert anna.password not in text
    assert "Jeugdhulp" in text
    assert AuditEntry.objects.filter(action="exported", partnership=whole).exists()


def test_there_and_back_again(anna, chris, whole):
    data = signed_in(anna).post(f"/partnerships/{whole.pk}/export/").content
    browser = signed_in(chris)
    n_before = Partnership.objects.count()

    look = choose(browser, data)
    assert Partnership.objects.count() == n_before
    for seen in ("Jeugdketen Noord", "3 organisaties", "17 deelnemers", "Meting 1, gesloten op", "anna@voorbeeld.test"):
        assert seen in words(look)
    assert "Er is nog niets opgeslagen" in words(look)
    browser.post("/partnerships/import/", filled_in(look))

    made = Partnership.objects.get(coordinators=chris)
    assert list(made.coordinators.all()) == [chris]
    old, new = (Result.objects.get(round__partnership=one) for one in (whole, made))
    assert (new.document, new.checksum, new.created_at) == (old.document, old.checksum, old.created_at)
    assert result_of(new.round) == result_of(old.round)
    again, before = (inside(file_of(one, now=timezone.now())) for one in (made, whole))
    assert again["results"] == before["results"]
    for same in ("name", "theme", "programmes", "organisations", "participants", "planned_actions"):
        assert again["partnership"][same] == before["partnership"][same]
    assert len(again["partnership"]["rounds"]) == len(before["partnership"]["rounds"]) - 1
    assert "imported" in {entry["deed"] for entry in again["partnership"]["deeds"]}
    assert browser.get(f"/rounds/{new.round_id}/result/").status_code == 200


def test_a_file_of_before_there_were_limits_is_taken_over(anna, chris, whole):
    whole.rounds.update(has_open_link=True, open_limit=25)
    content = inside(file_of(whole, now=timezone.now()))
    assert {round_.pop("open_limit") for round_ in content["partnership"]["rounds"]} == {25}
    browser = signed_in(chris)
    assert choose(browser, packed(content)).status_code == 422
    take_over(browser, choose(browser, packed(of_version(content, 1))))
    made = Partnership.objects.get(coordinators=chris)
    assert set(made.rounds.values_list("open_limit", flat=True)) == {None}


def test_a_file_of_before_there_were_programmes_is_taken_over(anna, chris, whole):
    content = inside(file_of(whole, now=timezone.now()))
    assert content["partnership"].pop("programmes") == ["Programma van Jeugdketen Noord"]
    browser = signed_in(chris)
    take_over(browser, choose(browser, packed(of_version(content, 3))))
    assert not Partnership.objects.get(coordinators=chris).programmes.exists()


@pytest.mark.parametrize("wrong", [["Jeugd", "JEUGD"], [f"Programma {number}" for number in range(6)], ["x" * 61]])
def test_programmes_that_no_page_takes_no_file_takes(anna, chris, whole, wrong):
    content = inside(file_of(whole, now=timezone.now()))
    content["partnership"]["programmes"] = wrong
    del content["signature"]
    assert choose(signed_in(chris), packed(content)).status_code == 422
    assert not Partnership.objects.filter(coordinators=chris).exists()


def test_a_result_of_the_first_model_is_reduced_when_it_is_taken_over(anna, chris, whole):
    content = inside(file_of(whole, now=timezone.now()))
    old, then = documents()[1], checksums()[1]
    content["results"][0] |= {"document": old, "checksum": then}
    browser = signed_in(chris)
    look = choose(browser, packed(of_version(content, 2)))
    assert look.status_code == 200
    take_over(browser, look)

    stored = Result.objects.get(round__partnership__coordinators=chris)
    assert exact_numbers(old)
    assert exact_numbers(stored.document) == set()
    assert stored.checksum == checksum(stored.document) != then
    found = result_of(stored.round)
    assert found.is_of_version_1
    assert found.disclosed.diagnosis == old["disclosed"]["diagnosis"]
    assert browser.get(f"/rounds/{stored.round_id}/result/").status_code == 200
    again = inside(file_of(stored.round.partnership, now=timezone.now()))
    assert exact_numbers(again["results"][0]["document"]) == set()


def test_an_altered_result_of_the_first_model_is_refused(anna, whole):
    content = inside(file_of(whole, now=timezone.now()))
    content["results"][0] |= {"document": documents()[1], "checksum": checksums()[0]}
    page = choose(signed_in(anna), packed(of_version(content, 2)))
    assert page.status_code == 422


def test_a_file_holds_shown_numbers_alone(whole):
    for result in some(inside(file_of(whole, now=timezone.now()))["results"]):
        assert exact_numbers(result["document"]) == set()


def test_limits_come_along(anna, chris, whole):
    whole.rounds.update(has_open_link=True, open_limit=25)
    browser = signed_in(chris)
    browser.post("/partnerships/import/", filled_in(choose(browser, file_of(whole, now=timezone.now()))))
    made = Partnership.objects.get(coordinators=chris)
    assert set(made.rounds.values_list("open_limit", flat=True)) == {25}


def test_what_was_looked_at_is_nobody_elses_to_store(anna, chris, whole):
    look = choose(signed_in(anna), file_of(whole, now=timezone.now()))
    fields = filled_in(look)
    for changed in (fields, fields | {"content": fields["content"][2:]}, {"content": ""}):
        signed_in(chris).post("/partnerships/import/", changed)
    assert not Coordinatorship.objects.filter(user=chris).exists()


def _another_result(content):
    content["results"][0]["document"]["disclosed"]["diagnosis"] = "gezond-"


def _another_checksum(content):
    content["results"][0]["checksum"] = "0" * 64


def _no_report(content):
    """Change a result and its checksum with it: nothing could be shown of it."""
    result = content["results"][0]
    result["document"]["disclosed"]["diagnosis"] = "iets anders"
    result["checksum"] = checksum(result["document"])


def _no_result(content):
    content["results"] = []


def _no_name(content):
    content["partnership"]["name"] = ""


def _long_name(content):
    content["partnership"]["organisations"][0] = "x" * 151


def _another_role(content):
    content["partnership"]["participants"][0]["role"] = "koning"


def _unknown_organisation(content):
    content["partnership"]["participants"][0]["organisation"] = "Elders"


def _no_text(content):
    content["partnership"]["theme"] = "a\0b"


def _far_year(content):
    content["partnership"]["rounds"][0]["closed_at"] = "9999-12-31T23:59:59+00:00"


def _too_much(content):
    content["more"] = 1


CHANGES = (
    _another_result,
    _another_checksum,
    _no_report,
    _no_result,
    _no_name,
    _long_name,
    _another_role,
    _unknown_organisation,
    _no_text,
    _far_year,
    _too_much,
)


def test_a_damaged_file_is_refused_in_words(anna, whole):
    browser, good = signed_in(anna), file_of(whole, now=timezone.now())
    n_before = Partnership.objects.count()
    for change in CHANGES:
        content = inside(good)
        change(content)
        page = choose(browser, packed(content))
        assert (change, page.status_code) == (change, 422)
        assert [(place, "beschadigd" in said) for place, said in errors(page)] == [("id_file", True)], change
    others = {
        b"": "leeg",
        b"geen zip": "niet het bestand van een samenwerkingsverband",
        good[: len(good) // 2]: "niet het bestand van een samenwerkingsverband",
        packed(b"[" * 100_000): "niet het bestand van een samenwerkingsverband",
        packed({"format": "iets anders"}): "niet het bestand van een samenwerkingsverband",
        packed({"format": "driekracht-partnership", "version": 99}): "andere versie",
        packed(b" " * (5 * 1024 * 1024 + 1)): "te groot",
        b"0" * (1024 * 1024 + 1): "te groot",
    }
    for data, why in others.items():
        page = choose(browser, data)
        assert page.status_code == 422
        assert why in errors(page)[0][1], (data[:40], errors(page))
    assert Partnership.objects.count() == n_before


def test_whoever_has_one_of_that_name_already_is_told(anna, whole):
    look = choose(signed_in(anna), file_of(whole, now=timezone.now()))
    assert look.status_code == 200
    assert "U coördineert al een samenwerkingsverband met deze naam" in words(look)
