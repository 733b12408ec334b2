"""A round is asked, scored, reported and moved with its own questionnaire, whichever is the newest by then."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.catalogue.questionnaire import FILES, questionnaire
from assessments.models import Participant, Partnership, Round
from assessments.reporting.assemble import assemble
from assessments.results.sent_answers import sent_answers
from assessments.results.stored_results import result_of
from assessments.services.closing import close_due_rounds
from assessments.vocabulary.languages import LANGUAGES
from tests.answering.device import Device, link_of
from tests.cast import make_round
from tests.pages import filled_in, signed_in, words
from tests.reporting.reading import texts_in
from tests.responses import after, send_all

from .newest import ADDED, ADDED_TO_FORCE, BEFORE, DROPPED, HELD_BACK_BEFORE, HOLDS_BACK, NEW_TEXT, OLD_TEXT, VERSION

pytestmark = pytest.mark.django_db
N_PEOPLE = 12


@pytest.fixture(autouse=True)
def _results_in_a_place_of_their_own(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path


@pytest.fixture
def browser(anna):
    return signed_in(anna)


@pytest.fixture
def people(partnership):
    """As many as a report needs, from every organisation."""
    organisations = list(partnership.organisations.all())
    roles = ("professional", "manager", "bestuurder")
    return Participant.objects.bulk_create(
        Participant(organisation=organisations[n % 3], name=f"Persoon {n}", role=roles[n % 3]) for n in range(N_PEOPLE)
    )


@pytest.fixture
def opened(browser, partnership, people):
    """A round that the coordinator opened on the page for it."""
    address = f"/partnerships/{partnership.pk}/rounds/new/"
    assert browser.post(address, filled_in(browser.get(address)) | {"go": "open"}).status_code == 302
    return Round.objects.get()


def ratings_of(round_, value, **changes):
    return dict.fromkeys(questionnaire(round_.questionnaire_version).instrument.rating_codes, value) | changes


def answer(round_, number, value):
    """Answer every question on every page, as somebody would who has no JavaScript; return all that was read."""
    page, read = Device().begin(link_of(round_, number)), []
    while not page.path.endswith("/check/"):
        read.append(page.text)
        chosen = {name: value if value in options else options[:2] for name, options in page.form.options.items()}
        written = {name: f"Tekst {number}" for name in page.form.fields if name.startswith("O")}
        page = page.send(**chosen | written)
    assert "compleet" in page.text
    assert "Dank u wel" in page.send("send").text
    return " ".join(read)


def close(browser, round_):
    return browser.post(f"/rounds/{round_.pk}/close/", {"confirm": "on"}, follow=True)


@pytest.fixture
def closed(browser, opened):
    """That round, answered by everybody, two of them on the pages, and closed by the coordinator."""
    send_all(opened, lambda number: ratings_of(opened, 4 if number % 2 else 2))
    for number, value in enumerate(("2", "4")):
        answer(opened, number, value)
    close(browser, opened)
    return Round.objects.get()


def test_a_new_round_is_asked_the_newest_questions_to_the_end(browser, opened):
    assert opened.questionnaire_version == VERSION
    read = answer(opened, 0, "4")
    assert NEW_TEXT in read
    assert "vertellen elkaar op tijd wat er verandert" in read
    assert "Nieuwe partners vinden snel hun plek" in read
    for gone in (OLD_TEXT, "wachten eerst af"):
        assert gone not in read

    asked = words(browser.get(f"/rounds/{opened.pk}/preview/"))
    assert NEW_TEXT in asked
    assert "wachten eerst af" not in asked
    assert NEW_TEXT in words(browser.get(f"/rounds/{opened.pk}/tryout/1/"))
    assert browser.get(f"/rounds/{opened.pk}/workshop/").status_code == 200
    assert len(sent_answers(opened)) == 1


def test_a_round_that_is_open_goes_on_with_the_questions_it_began_with(browser, partnership):
    round_ = make_round(partnership, n_participants=1, questionnaire_version=BEFORE)
    read = answer(round_, 0, "4")
    assert OLD_TEXT in read
    assert "wachten eerst af" in read
    for new in (NEW_TEXT, "vertellen elkaar op tijd", "vinden snel hun plek"):
        assert new not in read
    assert OLD_TEXT in words(browser.get(f"/rounds/{round_.pk}/preview/"))


def test_it_is_scored_with_all_of_its_questions_and_no_others(closed):
    result = result_of(closed)
    assert (result.versions["questionnaire"], result.questionnaire.version) == (VERSION, VERSION)
    shown = result.disclosed
    assert {ADDED, ADDED_TO_FORCE, HOLDS_BACK} <= set(shown.statements)
    assert {DROPPED, HELD_BACK_BEFORE}.isdisjoint(shown.statements)
    assert result.questionnaire == questionnaire(VERSION)


def test_an_item_more_in_a_force_counts_in_it(opened):
    send_all(opened, lambda number: ratings_of(opened, 3, **{ADDED_TO_FORCE: 5}))
    close_due_rounds(now=after(opened))
    scores = result_of(opened).disclosed.scores
    assert (scores["actie"].value, scores["verbinding"].value) == (50, round(50 + 50 / 7))


def test_what_one_holds_back_is_read_where_this_version_asks_it(opened):
    send_all(opened, lambda number: ratings_of(opened, 3, B6=5, **{HOLDS_BACK: 1}))
    close_due_rounds(now=after(opened))
    assert result_of(opened).disclosed.blind_spot == 90 - 10  # "90 or higher" and "10 or lower"


@pytest.mark.once
def test_its_page_and_report_have_its_words(browser, closed):
    page = words(browser.get(f"/rounds/{closed.pk}/result/"))
    assert NEW_TEXT.removesuffix(".") in page
    assert "vertellen elkaar op tijd wat er verandert" in page
    for gone in (OLD_TEXT.removesuffix("."), "wachten eerst af"):
        assert gone not in page
    assert browser.get(f"/rounds/{closed.pk}/report.pdf?role=manager").content.startswith(b"%PDF")
    assert browser.get(f"/rounds/{closed.pk}/charts/items-verbinding.svg").status_code == 200
    for name in ("", "workshop/", "publish/"):
        assert browser.get(f"/rounds/{closed.pk}/{name}").status_code == 200


@pytest.mark.once
def test_its_report_counts_what_it_asks_and_tells_what_nobody_wrote_a_sentence_for(closed):
    report = assemble(result_of(closed), language="nl")
    method = " ".join(texts_in(report, "method"))
    assert "intentie uit zes, actie uit zes en verbinding uit zeven" in method
    question = questionnaire(VERSION).question(ADDED).text.in_language("nl").removesuffix(".")
    [told] = [text for text in texts_in(report, "processes") if question in text]
    assert re.fullmatch(r"“.*” scoort \d+(,\d)?\.", told)


@pytest.mark.once
def test_its_tables_have_its_questions(browser, closed):
    for language in LANGUAGES:
        for kind in ("xlsx", "ods", "csv"):
            assert browser.get(f"/rounds/{closed.pk}/export/?format={kind}&language={language}").status_code == 200
    text = browser.get(f"/rounds/{closed.pk}/export/?format=json&language=nl").content.decode()
    tables = json.dumps(json.loads(text), ensure_ascii=False)
    assert NEW_TEXT in tables
    assert f'"{ADDED_TO_FORCE}"' in tables
    assert f'"{ADDED}"' in tables
    for gone in (OLD_TEXT, f'"{DROPPED}"'):
        assert gone not in tables


@pytest.fixture
def both(browser, partnership, opened):
    """A round of the first version and, after it, one of the second; both closed with the same answers."""
    first = make_round(partnership, n_participants=N_PEOPLE, questionnaire_version=BEFORE, closes_in_days=1)
    send_all(first, lambda number: ratings_of(first, 2 + number % 2))
    close_due_rounds(now=after(first))
    send_all(opened, lambda number: ratings_of(opened, 4 + number % 2))
    close_due_rounds(now=after(opened))
    return Round.objects.get(pk=first.pk), Round.objects.get(pk=opened.pk)


def test_scores_of_two_versions_are_not_compared_and_the_page_says_so(browser, partnership, both):
    _first, second = both
    (earlier,) = result_of(second).earlier
    assert earlier.questionnaire_version == BEFORE
    assert result_of(second).comparable == ()

    page = words(browser.get(f"/rounds/{second.pk}/result/"))
    assert "Tussen de twee metingen zijn de vragen of de grenzen veranderd" in page
    assert "meer dan toeval" not in page
    assert browser.get(f"/rounds/{second.pk}/charts/rounds.svg").status_code == 404

    page = words(browser.get(f"/partnerships/{partnership.pk}/"))
    assert "Meting 1" in page
    assert browser.get("/partnerships/?change=up").status_code == 200


@pytest.mark.usefixtures("both")
def test_two_rounds_of_the_second_version_are_compared(partnership):
    third = make_round(partnership, n_participants=N_PEOPLE, closes_in_days=300)
    send_all(third, lambda number: ratings_of(third, 1 + number % 2))
    close_due_rounds(now=after(third))
    last = result_of(Round.objects.get(pk=third.pk))
    assert [one.questionnaire_version for one in last.earlier] == [BEFORE, VERSION]
    assert [one.questionnaire_version for one in last.comparable] == [VERSION]


def test_results_of_both_versions_move_to_another_site(browser, chris, partnership, both):
    data = browser.post(f"/partnerships/{partnership.pk}/export/").content
    there = signed_in(chris)
    look = there.post("/partnerships/import/", {"file": SimpleUploadedFile("samen.zip", data)})
    there.post("/partnerships/import/", filled_in(look))

    moved = Partnership.objects.get(coordinators=chris)
    rounds = moved.rounds.order_by("pk")
    assert [round_.questionnaire_version for round_ in rounds] == [BEFORE, VERSION]
    for old, new in zip(both, rounds, strict=True):
        assert result_of(new) == result_of(old)
    assert OLD_TEXT.removesuffix(".") in words(there.get(f"/rounds/{rounds[0].pk}/result/"))
    assert NEW_TEXT.removesuffix(".") in words(there.get(f"/rounds/{rounds[1].pk}/result/"))


@pytest.mark.once
def test_a_result_of_a_version_that_is_not_shipped_here_is_still_shown(browser, chris, partnership, both, monkeypatch):
    data = browser.post(f"/partnerships/{partnership.pk}/export/").content
    monkeypatch.delitem(FILES, VERSION)
    there = signed_in(chris)
    look = there.post("/partnerships/import/", {"file": SimpleUploadedFile("samen.zip", data)})
    there.post("/partnerships/import/", filled_in(look))

    moved = Partnership.objects.get(coordinators=chris).rounds.get(questionnaire_version=VERSION)
    page = words(there.get(f"/rounds/{moved.pk}/result/"))
    assert "vertellen elkaar op tijd wat er verandert" in page
    for address in ("", "workshop/", "publish/", "export/", "report.pdf"):
        assert there.get(f"/rounds/{moved.pk}/{address}").status_code == 200, address
    for address in ("preview/", "tryout/1/"):
        assert there.get(f"/rounds/{moved.pk}/{address}").status_code == 404, address
    assert there.get(f"/partnerships/{moved.partnership_id}/").status_code == 200
    assert there.get("/partnerships/").status_code == 200
