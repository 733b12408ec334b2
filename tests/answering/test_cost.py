"""The cost of a page: few queries however much was answered, and few bytes to send."""

import gzip

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments.catalogue.questionnaire import current_version, questionnaire
from tests.pages import signed_in

from .device import Device, link_of, open_link_of

MOST_QUERIES = {"": 4, "1/": 1, "4/": 1, "check/": 1, "sent/": 1, "withdraw/": 1}


@pytest.fixture
def sent(open_round):
    """Return the last page of someone who answered every question and sent it."""
    page = Device().begin(link_of(open_round))
    asked = questionnaire(current_version())
    for number in range(1, asked.n_pages + 1):
        questions = [question for section in asked.page(number) for question in section.questions]
        page = page.send(**{q.code: "3" if q.kind == "rating" else ["a"] for q in questions if q.kind != "text"})
    return page.send("send")


def queries(device, path):
    device.client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert device.client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("tail", MOST_QUERIES)
def test_a_page_takes_few_queries(sent, tail):
    assert queries(sent.device, sent.path.replace("sent/", tail)) <= MOST_QUERIES[tail]


@pytest.mark.parametrize("tail", MOST_QUERIES)
def test_the_session_of_a_coordinator_who_answers_is_not_looked_up(sent, tail, anna):
    held = signed_in(anna).cookies[settings.SESSION_COOKIE_NAME].value
    sent.device.client.jar[settings.SESSION_COOKIE_NAME, "/"] = held
    assert queries(sent.device, sent.path.replace("sent/", tail)) <= MOST_QUERIES[tail]
    assert sent.device.client.get("/partnerships/").status_code == 200


def test_the_start_takes_as_many_queries_for_three_organisations_as_for_thirty(open_round):
    link, device = open_link_of(open_round), Device()
    before = queries(device, device.open(link).path)
    for number in range(27):
        open_round.partnership.organisations.create(name=f"Organisatie {number}")
    assert queries(device, device.open(link).path) == before


def test_a_save_takes_few_queries(sent):
    page = sent.device.open(sent.path.replace("sent/", "1/"))
    data = page.form.fields | {"A1": "5"}
    with CaptureQueriesContext(connection) as captured:
        sent.device.client.post(page.path, data)
    statements = [found["sql"].split()[0] for found in captured]
    assert len([word for word in statements if word not in {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"}]) <= 4


def test_a_first_page_on_a_phone_weighs_under_a_hundred_kilobytes_without_fonts(sent):
    pages = [sent.device.open(sent.path.replace("sent/", f"{number}/")).html for number in range(1, 7)]
    scripts = [f"js/answering{name}.js" for name in ("-queue", "-parts", "-fields", "")]
    styles = [*scripts, "vendor/bootstrap/bootstrap.min.css", "css/site.css", "css/answering.css"]
    files = [(settings.BASE_DIR / "static" / name).read_bytes() for name in [*styles, "img/mark.svg"]]
    weight = sum(len(gzip.compress(content)) for content in files)
    heaviest = max(len(page.encode()) for page in pages)
    assert weight + heaviest < 100_000
