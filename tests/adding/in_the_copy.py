"""Run inside the copy: each place knows the role, the questions and the language that were added."""

import html
import io
import json
import zipfile
from dataclasses import replace

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from assessments.catalogue.questionnaire import current_version, questionnaire
from assessments.forms.answering.start import StartForm
from assessments.forms.people.participants import ParticipantForm
from assessments.models import Action, Participant, Round, User
from assessments.models.answers import Response
from assessments.models.choices import mail_languages
from assessments.models.mails import MailKind
from assessments.reporting.assemble import assemble
from assessments.reporting.assemble.summary import summary
from assessments.reporting.frozen import from_document, to_document
from assessments.reporting.render import render_for_print
from assessments.results.counting import response_count
from assessments.results.stored_results import result_of
from assessments.services.catalogue import load_catalogue
from assessments.services.closing import close_round
from assessments.services.importing.matching import role_of
from assessments.services.mail.letters import Recipient, compose
from assessments.services.mail.words import standard_words, words_of
from assessments.services.reports import TABLE_FILES, make, only, roles_with_report, tables
from assessments.services.transfer.exporting import file_of
from assessments.services.transfer.importing import import_partnership
from assessments.services.transfer.reading import read_file
from assessments.views.round_words import group_lines
from assessments.vocabulary.languages import LANGUAGES
from tests.answering.device import Device, link_of
from tests.cast import PASSWORD, make_round
from tests.pages import signed_in, words
from tests.reporting.reading import texts_in
from tests.responses import after, key_of, send

from .added import LANGUAGE, PROCESS, PROCESS_IN_DUTCH, QUESTIONS, ROLE, frisian

pytestmark = pytest.mark.django_db
FORCES = {"actie": "A7", "verbinding": "V7", "intentie": "I7"}
BY_CODE = {question.code: question for question in QUESTIONS}


def asked(code):
    return BY_CODE[code].nl.removesuffix(".")


@pytest.fixture
def open_round(partnership):
    """A round with ten clients among twenty people, who all answer every question."""
    load_catalogue()
    round_ = make_round(partnership, n_participants=20, mail_language=LANGUAGE)
    for place, invitation in enumerate(round_.invitations.order_by("pk")):
        role = ROLE if place % 2 else "professional"
        type(invitation).objects.filter(pk=invitation.pk).update(role=role)
        Participant.objects.filter(pk=invitation.participant_id).update(role=role)
    return round_


@pytest.fixture
def closed(open_round):
    codes = questionnaire(open_round.questionnaire_version).instrument.rating_codes
    for place, invitation in enumerate(open_round.invitations.order_by("pk")):
        send(key_of(invitation), dict.fromkeys(codes, 2 + place % 3) | {"B0": ("a", "b")})
    return close_round(open_round.pk, by=None, now=after(open_round))


@pytest.fixture
def beheer(client, db):
    """A browser of somebody who may use the administration."""
    client.force_login(User.objects.create_user("ada@voorbeeld.test", PASSWORD, name="Ada", is_staff=True))
    load_catalogue()
    return client


def test_settings_and_migrations_are_in_order():
    call_command("check", fail_level="WARNING")
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# The role


@pytest.mark.parametrize("written", ["client", "clients", "Cliënt", "CLIËNTEN", "inwoner", "een cliënt"])
def test_people_are_imported_with_the_role_by_its_value_its_names_and_its_synonyms(written):
    assert role_of(written) == ROLE


def test_the_page_that_imports_people_recognises_it(anna, partnership):
    rows = "naam\te-mail\trol\torganisatie\nPiet\tpiet@voorbeeld.test\tinwoner\tGemeente"
    page = signed_in(anna).post(f"/partnerships/{partnership.pk}/participants/import/", {"pasted": rows})
    assert page.status_code == 200
    assert "inwoner → cliënt, Gemeente" in words(page)
    unknown = signed_in(anna).post(
        f"/partnerships/{partnership.pk}/participants/import/", {"pasted": rows.replace("inwoner", "koning")}
    )
    assert f'<option value="{ROLE}">cliënt</option>' in unknown.content.decode()


def test_forms_offer_it(partnership):
    assert ROLE in dict(ParticipantForm(partnership=partnership).fields["role"].choices)
    for version in ("1", "2", "3"):
        for language in LANGUAGES:
            offered = dict(StartForm(questionnaire(version), language, None).fields["role"].choices)
            assert offered[ROLE] == ("client or resident" if language == "en" else "cliënt of inwoner")


def test_an_open_round_counts_it_as_a_group(anna, open_round):
    assert [line.name for line in group_lines(response_count(open_round))] == ["professional", "cliënt"]
    page = words(signed_in(anna).get(f"/rounds/{open_round.pk}/"))
    assert "cliënt" in page


def test_the_report_speaks_of_it(closed):
    result = result_of(closed.round)
    assert ROLE in result.disclosed.groups
    whole = html.unescape(render_for_print(result, language="nl"))
    assert "cliënten" in whole
    assert "Voor cliënten" in whole
    assert "Tekst action van cliënten" in whole


def test_it_has_a_sheet_of_its_own(anna, closed):
    assert ROLE in roles_with_report(closed)
    for language, heading in (("nl", "Voor cliënten"), ("en", "For clients"), (LANGUAGE, "Voor cliënten")):
        sheet = html.unescape(render_for_print(result_of(closed.round), language=language, role=ROLE))
        assert heading in sheet
        assert "Voor managers" not in sheet
    page = words(signed_in(anna).get(f"/rounds/{closed.round_id}/result/"))
    assert "Voor cliënten" in page


def test_the_public_summary_takes_its_actions(closed):
    result = result_of(closed.round)
    own = tuple(advice for advice in result.actions if advice.role == ROLE)
    assert own[0].main
    points = [point for part in summary(replace(result, actions=own), language="nl").parts for point in part.points]
    assert own[0].main[0].entry.text("nl").title in points


def test_a_role_without_enough_people_is_said_to_be_held_back(open_round):
    clients = [one.pk for one in open_round.invitations.filter(role=ROLE).order_by("pk")]
    open_round.invitations.filter(pk__in=clients[:3]).update(role="manager")
    open_round.invitations.filter(pk__in=clients[3:7]).update(role="professional")
    for invitation in open_round.invitations.all():
        send(key_of(invitation), dict.fromkeys(questionnaire("3").instrument.rating_codes, 3))
    result = result_of(close_round(open_round.pk, by=None, now=after(open_round)).round)
    told = " ".join(texts_in(assemble(result, language="nl"), "forces"))
    assert "Niet apart te zien: managers en cliënten" in told


# The questions


def test_the_pages_ask_every_question(anna, open_round):
    assert (current_version(), open_round.questionnaire_version) == ("3", "3")
    browser = signed_in(anna)
    for language in LANGUAGES:
        page = words(browser.get(f"/rounds/{open_round.pk}/preview/?language={language}"))
        for question in QUESTIONS:
            text = {"nl": question.nl, "en": f"English of {question.code}."}.get(language, frisian(question.nl))
            assert text in page, (language, question.code)


def test_a_client_answers_them_all_in_frisian(open_round):
    device = Device()
    page = device.open(link_of(open_round)).send(language=LANGUAGE)
    assert "cliënt of inwoner" in page.text
    page = page.send(role=ROLE)
    asked_now = questionnaire("3")
    for number in range(1, asked_now.n_pages + 1):
        answers = {question.code: "4" for section in asked_now.page(number) for question in section.questions}
        for code in answers.keys() & BY_CODE.keys():
            assert frisian(BY_CODE[code].nl) in page.text
        page = page.send(**{code: "a" if code == "B0" else value for code, value in answers.items()})
        assert page.status == 200
    page.send("send")
    response = Response.objects.get(round=open_round, sent_at__isnull=False)
    assert response.role == ROLE
    assert {code: response.answers[code]["value"] for code in BY_CODE} == dict.fromkeys(BY_CODE, 4)


def test_every_answer_is_counted_and_shown(closed):
    result = result_of(closed.round)
    asked_of, disclosed = result.questionnaire.instrument, result.disclosed
    assert set(BY_CODE) <= set(disclosed.statements)
    assert all(code in asked_of.forces[force] for force, code in FORCES.items())
    assert result.processes[PROCESS] == disclosed.statements["P6"]
    assert asked_of.signals["S3"] == "schijnsamenwerking"
    assert disclosed.signals_fit is not None


def test_the_report_counts_and_tells_them(closed):
    report = assemble(result_of(closed.round), language="nl")
    assert "Elke kracht bestaat uit zeven uitspraken" in " ".join(texts_in(report, "method"))
    processes, interests = (" ".join(texts_in(report, key)) for key in ("processes", "interests"))
    assert "Zes processen houden" in processes
    assert f"“{asked('C6')}” scoort" in processes
    assert f"“{asked('O3')}” scoort" in processes
    assert f"“{asked('B8')}” scoort" in interests
    whole = html.unescape(render_for_print(result_of(closed.round), language="nl"))
    for text in (*(asked(code) for code in FORCES.values()), PROCESS_IN_DUTCH):
        assert text in whole


def text_of(kind, data):
    """Return all text of a file with tables."""
    if kind == "json":
        return json.dumps(json.loads(data), ensure_ascii=False)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return html.unescape("\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist()))


@pytest.mark.parametrize("kind", TABLE_FILES)
def test_every_kind_of_table_has_the_questions_and_the_role(closed, kind):
    for language in LANGUAGES:
        text = text_of(kind, only(make(closed, tables(kind=kind, language=language))))
        for code in (*FORCES.values(), "C6", "O3", "B8"):
            own = {"nl": asked(code), "en": f"English of {code}"}.get(language, frisian(BY_CODE[code].nl)[:-1])
            assert own in text, (language, code)
        assert {"en": "Celebrating what works"}.get(language, PROCESS_IN_DUTCH) in text
        assert {"en": "For clients"}.get(language, "Voor cliënten") in text
        assert {"en": "clients"}.get(language, "cliënten") in text


def test_a_round_with_the_first_version_is_asked_and_told_that(anna, partnership):
    old = make_round(partnership, n_participants=6, questionnaire_version="1")
    for invitation in old.invitations.all():
        send(key_of(invitation), dict.fromkeys(questionnaire("1").instrument.rating_codes, 4))
    report = assemble(result_of(close_round(old.pk, by=None, now=after(old)).round), language="nl")
    assert "Elke kracht bestaat uit zes uitspraken" in " ".join(texts_in(report, "method"))
    assert asked("C6") not in " ".join(texts_in(report, "processes"))


# The administration


def test_the_lists_of_conditions_have_the_questions_and_the_process(beheer):
    page = beheer.get(reverse("admin:assessments_action_add")).content.decode()
    for code in BY_CODE:
        assert f'value="item:{code}"' in page
    assert f'value="process:{PROCESS}"' in page
    assert f'name="roles" value="{ROLE}"' in page
    assert f'name="title_{LANGUAGE}"' in page


def test_the_list_of_actions_can_be_narrowed_to_the_role(beheer):
    page = beheer.get(f"{reverse('admin:assessments_action_changelist')}?role={ROLE}")
    assert {action.code for action in page.context["cl"].result_list} == {f"clienten-{number}" for number in range(4)}


def test_actions_are_loaded_and_exported_in_the_language(beheer):
    action = Action.objects.get(code="clienten-0")
    assert action.why_fy == frisian(action.why_nl)
    file = beheer.post(reverse("admin:assessments_action_export"), {"format": "yaml"})
    assert f"why: {frisian(action.why_nl)}" in file.content.decode()


# The language


def test_every_page_offers_it(anna, closed):
    browser = signed_in(anna)
    for address in ("/partnerships/", f"/rounds/{closed.round_id}/result/"):
        assert 'lang="fy">Frysk</button>' in browser.get(address).content.decode()
    browser.post(reverse("set_language"), {"language": LANGUAGE, "next": "/"})
    page = browser.get(f"/rounds/{closed.round_id}/result/").content.decode()
    assert f'<html lang="{LANGUAGE}"' in page
    assert f'<article class="report" lang="{LANGUAGE}"' in page
    assert "Elke kracht bestaat uit zeven uitspraken, met vijf" in html.unescape(page)
    assert "beantwoord (fy)." in page


def test_report_and_summary_speak_it(closed):
    result = result_of(closed.round)
    assert "beantwoord (fy)." in " ".join(texts_in(assemble(result, language=LANGUAGE), "method"))
    assert any(
        "(fy)" in point for part in summary(result, language=LANGUAGE).parts for point in (part.text, *part.points)
    )


def test_downloads_and_paper_are_there_in_it(anna, closed, partnership):
    browser = signed_in(anna)
    page = html.unescape(browser.get(f"/rounds/{closed.round_id}/result/").content.decode())
    for address in ("report.pdf?", f"report.pdf?role={ROLE}&", "summary.pdf?", "export/?format=ods&"):
        assert f'/rounds/{closed.round_id}/{address}language={LANGUAGE}"' in page
    plan = browser.get(f"/partnerships/{partnership.pk}/plan/").content.decode()
    assert f'href="/partnerships/{partnership.pk}/plan.pdf?language={LANGUAGE}"' in plan


def test_letters_are_written_in_it(anna, open_round):
    assert LANGUAGE in dict(mail_languages())
    for kind in MailKind:
        assert "(fy)." in standard_words(kind, LANGUAGE).body, kind
    letter = compose(
        MailKind.INVITATION,
        words_of(open_round, MailKind.INVITATION),
        open_round,
        Recipient("Piet", "piet@voorbeeld.test"),
        link="https://x",
    )
    assert "(fy)." in letter.body
    assert f'<html lang="{LANGUAGE}"' in letter.alternatives[0][0]
    page = signed_in(anna).get(f"/rounds/{open_round.pk}/mail/texts/").content.decode()
    assert f'name="body_{LANGUAGE}"' in page


def test_a_round_can_be_made_and_looked_at_in_it(anna, partnership, open_round):
    browser = signed_in(anna)
    page = browser.get(f"/partnerships/{partnership.pk}/rounds/new/")
    assert LANGUAGE in dict(page.context["form"].fields["language"].choices)
    assert f'name="preview"\n                value="{LANGUAGE}"' in page.content.decode()
    for name in ("preview", "sheet"):
        assert (
            f'href="?language={LANGUAGE}"'
            in browser.get(f"/rounds/{open_round.pk}/{name}/?language=nl").content.decode()
        )
    assert "(fy)" in words(browser.get(f"/rounds/{open_round.pk}/sheet/?language={LANGUAGE}"))


def test_the_workshop_shows_it(anna, closed):
    browser = signed_in(anna)
    browser.post(reverse("set_language"), {"language": LANGUAGE, "next": "/"})
    steps = [browser.get(f"/rounds/{closed.round_id}/workshop/?step={step}") for step in range(1, 10)]
    assert {step.status_code for step in steps} == {200}
    assert any("(fy)" in words(step) for step in steps)


def test_results_of_before_the_language_came_are_told_in_dutch(closed):
    document = json.loads(json.dumps(to_document(result_of(closed.round))).replace(f'"{LANGUAGE}": ', '"xx": '))
    text = json.dumps(document)
    assert f'"{LANGUAGE}":' not in text
    report = assemble(from_document(document), language=LANGUAGE)
    assert f"“{asked('C6')}” scoort" in " ".join(texts_in(report, "processes"))


def test_a_partnership_is_taken_along_with_all_of_it(anna, closed):
    round_ = closed.round
    moved = import_partnership(read_file(file_of(round_.partnership, now=timezone.now())), by=anna, now=timezone.now())
    copied = Round.objects.get(partnership=moved)
    with override(LANGUAGE):
        assert result_of(copied) == result_of(round_)
    assert copied.mail_language == LANGUAGE
