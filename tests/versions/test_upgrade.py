"""An installation that the first model filled, upgraded as its administrator does it: with ``migrate``."""

import json
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from tests.closing.installation import Installation
from tests.shared import made_once

from .first_model import checksums, documents, exact_numbers, restore

PERSONAL, OPEN_LINK, PLANNED = 3, 8, 99
"""The ids of the open rounds: of one with personal links, of one with an open link too, and of one that opens later."""
ANSWERED_BEFORE = 16
"""By so many people, through their links."""

ANSWER = f"""
import json
from datetime import timedelta
from django.utils import timezone
from assessments.models import Invitation, Round
from assessments.models.answers import Response
from assessments.catalogue.questionnaire import questionnaire
from assessments.results.sent_answers import sent_answers
from tests.responses import key_of, send
round_ = Round.objects.get(pk={PERSONAL})
codes = questionnaire(round_.questionnaire_version).instrument.rating_codes
n_before = len(sent_answers(round_))
answered = Response.objects.filter(round=round_).values("invitation")
for invitation in Invitation.objects.filter(round=round_).exclude(pk__in=answered)[:4]:
    send(key_of(invitation), dict.fromkeys(codes, 4))
"""
CLOSE = """
from assessments.services.closing import close_round
from assessments.results.stored_results import result_of
n_counting = len(sent_answers(round_))
close_round(round_.pk, by=None, now=timezone.now())
result = result_of(round_)
say({"counting": [n_before, n_counting], "versions": dict(result.versions), "profile": result.profile_version,
     "asked": result.questionnaire.version, "statements": list(result.disclosed.statements),
     "diagnosis": result.disclosed.diagnosis, "earlier": [one.model_version for one in result.earlier],
     "comparable": len(result.comparable), "codes": list(codes),
     "left": Response.objects.filter(round=round_).count()})
"""
REPORTS = """
from assessments.models import Result, Round
from assessments.reporting.assemble import assemble
from assessments.reporting.render import render_for_screen
from assessments.reporting.tables import book_of
from assessments.results.stored_results import read_stored
made = []
for stored in Result.objects.order_by("pk"):
    result = read_stored(stored)
    for language in ("nl", "en"):
        page = render_for_screen(result, language=language)
        book_of(result, language=language)
        made.append([result.is_of_version_1, result.disclosed.diagnosis in page.html, len(page.charts)])
say(made)
"""
EXCERPTS = """
from assessments.models import Result
from tests.excerpts import assert_excerpts_hold
assert_excerpts_hold()
say(Result.objects.count())
"""
SHARING = """
from django.db.models import F
from assessments.models import Participant
people = Participant.objects.all()
marked = people.filter(shares_address=True)
say([list(marked.values_list("name", flat=True)), people.filter(email__iexact=marked.get().email).count(),
     people.count(), people.exclude(partnership=F("organisation__partnership")).count()])
"""
STATES = """
from assessments.models import Round, ScoringProfileVersion
fields = ("pk", "state", "questionnaire_version", "profile__version")
say({"rounds": list(Round.objects.order_by("pk").values_list(*fields)),
     "seeds": sorted({seed is None for seed in Round.objects.exclude(state="open").values_list("seed", flat=True)}),
     "profiles": list(ScoringProfileVersion.objects.order_by("version").values_list("version", "thresholds"))})
"""


def upgrade(folder):
    """Make the installation as it was, with a round that opens later and kept reports, and upgrade it."""
    database = restore(folder / "driekracht.sqlite3")
    now = datetime.now(tz=UTC).replace(tzinfo=None)
    with database:
        database.execute(
            "UPDATE assessments_round SET opens_at = ?, closes_at = ? WHERE state = 'open'",
            (str(now - timedelta(days=3)), str(now + timedelta(days=9))),
        )
        columns = [row[1] for row in database.execute("PRAGMA table_info(assessments_round)")]
        others = ", ".join(column for column in columns if column not in {"id", "join_code", "opens_at"})
        database.execute(
            f"INSERT INTO assessments_round (id, join_code, opens_at, {others}) "  # noqa: S608 - a test's own
            f"SELECT {PLANNED}, 'laterlater', ?, {others} FROM assessments_round WHERE id = {OPEN_LINK}",
            (str(now + timedelta(days=2)),),
        )
        database.execute(
            "INSERT INTO assessments_participant (name, email, role, organisation_id, wants_mail) SELECT "
            "'Dubbel', upper(email), role, organisation_id, 1 FROM assessments_participant WHERE email <> '' LIMIT 1"
        )
    database.close()
    for key in ("secret.key", "link.key"):  # which lay beside it
        (folder / key).write_text(f"{key} of an installation as it was, long enough for a key")
    for edition in (checksums()[0], "of-something-else"):
        report = folder / "private" / "reports" / edition / "edition" / "report"
        report.mkdir(parents=True)
        (report / "report.pdf").write_bytes(b"%PDF 66.4236")
    Installation(folder).manage("migrate", "--verbosity", "0")


@pytest.fixture(scope="session")
def once_upgraded(run_folder):
    return made_once(run_folder / "upgraded", upgrade)


@pytest.fixture
def upgraded(once_upgraded, tmp_path):
    """Return an upgraded installation of its own."""
    folder = tmp_path / "data"
    shutil.copytree(once_upgraded, folder)
    return Installation(folder)


def answers_of_closed_rounds():
    """Return what people wrote in the rounds that had closed."""
    database = restore(":memory:")
    rows = database.execute("SELECT answers FROM assessments_closedresponse").fetchall()
    database.close()
    return {text for (answers,) in rows for code, text in json.loads(answers).items() if code in {"O1", "O2"}}


def shown_texts():
    """Return what the results showed of that, because ten or more people wrote something."""
    return {text for one in documents() for _code, texts in one["disclosed"]["open_answers"] for text in texts}


def test_none_of_the_old_numbers_and_answers_is_anywhere_on_the_disk(upgraded):
    numbers = {number for document in documents() for number in exact_numbers(document)}
    # a shorter one may also be the seconds of the moment of upgrading
    old = {number for number in numbers if len(number.partition(".")[2]) >= 5}
    assert len(old) > 700
    found = upgraded.bytes_on_disk()
    assert b"SQLite format 3" in found
    assert [number for number in old if number.encode() in found] == []
    written = {text for text in answers_of_closed_rounds() if text.encode() in found}
    assert written <= shown_texts()


def test_reports_that_were_made_of_them_are_gone_and_no_others(upgraded):
    kept = [path.name for path in (upgraded.folder / "private" / "reports").iterdir()]
    assert kept == ["of-something-else"]


def test_rounds_that_are_open_or_planned_keep_their_questions_and_get_thresholds_that_fit(upgraded):
    told = upgraded.run(STATES)
    assert {(state, asked, profile) for _pk, state, asked, profile in told["rounds"]} == {
        ("closed", "1", 1),
        ("open", "1", 2),
    }
    assert [pk for pk, state, *_rest in told["rounds"] if state == "open"] == [PERSONAL, OPEN_LINK, PLANNED]
    assert told["seeds"] == [True]
    assert told["profiles"] == [[1, {"start_years": 2.0}], [2, {}]]


def test_lists_have_of_every_result_what_stands_in_it(upgraded):
    assert upgraded.run(EXCERPTS) == len(documents())


def test_partners_answer_on_and_the_round_is_scored_by_the_second_model_with_its_own_questions(upgraded):
    told = upgraded.run(ANSWER + CLOSE)
    assert told["counting"] == [ANSWERED_BEFORE, ANSWERED_BEFORE + 4]
    assert (told["versions"]["model"], told["versions"]["questionnaire"], told["asked"]) == ("2", "1", "1")
    assert told["profile"] == 2
    assert told["diagnosis"] != "onvoldoende_gegevens"
    assert set(told["statements"]) <= set(told["codes"])
    assert {"T1", "R1"}.isdisjoint(told["statements"])
    assert (told["earlier"], told["comparable"], told["left"]) == (["1", "1"], 0, 0)


def test_two_people_with_one_address_both_stay(upgraded):
    [mark, n_with_address, n_people, n_elsewhere] = upgraded.run(SHARING)
    assert (mark, n_with_address, n_elsewhere) == (["Dubbel"], 2, 0)
    assert n_people == 72 + 1  # and nobody else came or went


@pytest.mark.once
def test_every_result_has_a_page_and_tables_in_both_languages(upgraded):
    upgraded.run(ANSWER + CLOSE.replace("say(", "(lambda found: None)("))
    made = upgraded.run(REPORTS)
    assert len(made) == 14
    assert sum(is_old for is_old, _says, _n in made) == 12
    assert all(says and n_charts for _is_old, says, n_charts in made)
