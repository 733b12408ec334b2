"""The foreword: Anna writes it, everybody who sees the result reads it as hers, and no report keeps an old one."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.links import invitation_token
from assessments.models import AuditEntry, Mail, Partnership, Result, Round
from assessments.models.audit import AuditAction
from assessments.models.mails import MailKind
from assessments.reporting.letterhead import Letterhead
from assessments.reporting.render import render_for_print, render_summary_for_print
from assessments.services.kept_reports import find, is_made, keep
from assessments.services.letterheads import change_foreword, letterhead_of
from assessments.services.mail.letters import write_letter
from assessments.services.mail.queue import NewMail, enqueue
from assessments.services.report_making import make_next
from assessments.services.report_requests import NotMadeError, get_or_ask
from assessments.services.reports import Wanted, report_pdf, summary_pdf, wanted_from
from assessments.services.result_sharing import publish_result
from assessments.services.retention import erase_contacts, round_kept_until
from assessments.services.transfer.exporting import file_of
from assessments.services.transfer.importing import import_partnership
from assessments.services.transfer.reading import read_file
from tests.pages import errors, filled_in, signed_in, words
from tests.reporting.results import closed_round, frozen_result

WORDS = "Beste allemaal,\n\nDit hebben <b>wij</b> samen gemaakt & besproken.\nAnna"


@pytest.fixture
def round_(partnership):
    return closed_round(partnership)


@pytest.fixture(autouse=True)
def private_dir(settings, kept_reports):
    settings.PRIVATE_DIR = kept_reports


def page_of(round_):
    return reverse("round_foreword", args=[round_.pk])


def write(person, round_, foreword):
    browser = signed_in(person)
    return browser.post(page_of(round_), filled_in(browser.get(page_of(round_))) | {"foreword": foreword}, follow=True)


def link_of(round_):
    invitation = round_.invitations.first()
    return reverse("invitation", args=[invitation_token(invitation.pk, invitation.generation)])


def test_it_stands_above_the_result_for_all_who_see_it_as_the_words_of_the_coordinator(round_, anna, bas):
    assert "Voorwoord van de coördinator" not in words(signed_in(bas).get(reverse("round_result", args=[round_.pk])))
    assert "Het voorwoord staat nu boven de uitslag." in words(write(anna, round_, WORDS))
    publish_result(round_, "whole", by=anna, now=timezone.now())
    partner = Client()
    own = partner.get(link_of(round_), follow=True)
    whole = partner.get(reverse("shared_report", args=[round_.pk]))
    for page in (signed_in(bas).get(reverse("round_result", args=[round_.pk])), own, whole):
        assert "Voorwoord van de coördinator Beste allemaal, Dit hebben <b>wij</b> samen gemaakt" in words(page)
        assert "<b>wij</b>" not in page.content.decode()
        text = page.content.decode()
        assert text.index('class="foreword"') < text.index('<article class="report')
        assert "Voorwoord wijzigen" not in words(page)
    publish_result(round_, "summary", by=anna, now=timezone.now())
    assert "Voorwoord van de coördinator" in words(partner.get(link_of(round_), follow=True))


def test_it_is_bounded_and_cleaned_and_only_owners_write_it(round_, anna, bas):
    refused = write(anna, round_, "x" * 601)
    assert refused.status_code == 422
    assert errors(refused) == [("id_foreword", "Dit is te lang. Er passen hoogstens 600 tekens, en dit zijn er 601.")]
    write(anna, round_, "  Goed\r\n\r\nbegonnen\u202e \x00")
    round_.refresh_from_db()
    assert round_.foreword == "Goed\n\nbegonnen"
    assert signed_in(bas).post(page_of(round_), {"foreword": "Gekaapt"}).status_code == 404
    round_.refresh_from_db()
    assert round_.foreword == "Goed\n\nbegonnen"
    assert list(AuditEntry.objects.values_list("action", "who")) == [(AuditAction.FOREWORD, "Anna")]
    write(anna, round_, "")
    round_.refresh_from_db()
    assert round_.foreword == ""


def test_the_later_of_two_editors_is_told(round_, anna):
    browser = signed_in(anna)
    form = filled_in(browser.get(page_of(round_)))
    change_foreword(round_, "Eerst dit", by=anna, now=timezone.now())
    told = browser.post(page_of(round_), form | {"foreword": "Mijn tekst"})
    assert told.status_code == 422
    assert "Anna heeft dit intussen gewijzigd" in words(told)
    assert "Eerst dit" in words(told)
    round_.refresh_from_db()
    assert round_.foreword == "Eerst dit"


def test_on_paper_it_stands_apart_in_the_whole_report_and_nowhere_else():
    result, above = frozen_result(), Letterhead(WORDS, "nl")
    whole = render_for_print(result, language="nl", letterhead=above)
    piece = whole.split('<section class="foreword">')[1].split("</section>")[0]
    assert "Voorwoord van de coördinator" in piece
    assert '<p lang="nl">Dit hebben &lt;b&gt;wij&lt;/b&gt; samen gemaakt &amp; besproken.<br>Anna</p>' in piece
    assert whole.replace(f'<section class="foreword">{piece}</section>', "").split() == (
        render_for_print(result, language="nl").split()
    )
    assert 'class="foreword"' not in render_for_print(result, language="nl", role="bestuurder", letterhead=above)
    assert 'class="foreword"' not in render_summary_for_print(result, language="nl")


@pytest.mark.parametrize(("language", "other"), [("nl", "en"), ("en", "nl")])
def test_it_says_in_which_language_it_is_where_all_around_it_is_in_another(round_, anna, language, other):
    Round.objects.update(language=language, mail_language=other)
    asked = signed_in(anna).get(page_of(round_)).content.decode()
    assert f'lang="{language}"' in asked.split("<textarea", 1)[1].split(">", 1)[0]
    name = {"nl": "Nederlands", "en": "Engels"}[language]
    assert f"Schrijf het in het {name}, de taal van het rapport van deze meting." in asked
    write(anna, round_, WORDS)
    publish_result(round_, "whole", by=anna, now=timezone.now())
    partner = Client()
    partner.cookies["language"] = other
    page = partner.get(link_of(round_), follow=True).content.decode()
    assert f'<html lang="{other}"' in page
    assert f'<div lang="{language}"><p>Beste allemaal,</p>' in page
    round_.refresh_from_db()
    paper = render_for_print(frozen_result(), language=other, letterhead=letterhead_of(round_))
    assert f'<p lang="{language}">Beste allemaal,</p>' in paper
    mail = NewMail(MailKind.RESULT, "result", round=round_, invitation=round_.invitations.first())
    enqueue([mail], now=timezone.now())
    html = write_letter(Mail.objects.get(key="result")).alternatives[0][0]
    assert re.search(
        f'<html lang="{other}".*<p class="letter-text"[^>]* lang="{language}">Beste allemaal,', html, re.DOTALL
    )


def test_reports_are_made_anew_when_it_changes_and_the_old_ones_are_gone(round_, anna, no_worker):
    result, now = Result.objects.get(), timezone.now()
    plain = report_pdf(role=None, language="nl", letterhead=letterhead_of(round_))
    change_foreword(round_, WORDS, by=anna, now=now)
    round_.refresh_from_db()
    first = report_pdf(role=None, language="nl", letterhead=letterhead_of(round_))
    assert wanted_from(first.what) == first
    assert wanted_from(plain.what) == plain
    assert plain.what == Wanted("pdf", "nl").what != first.what
    assert summary_pdf(language="nl").what == summary_pdf(language="nl").what
    keep(result.checksum, first.what, lambda folder: (folder / "report.pdf").write_bytes(b"%PDF of Anna"))
    assert get_or_ask(result, first, now=now) == {"report.pdf": b"%PDF of Anna"}
    assert find(result.checksum, plain.what) != {"report.pdf": b"%PDF of Anna"}


@pytest.mark.django_db(transaction=True)
def test_a_report_that_was_asked_for_before_it_changed_is_not_made_of_other_words(
    round_, anna, no_worker, settings, tmp_path
):
    settings.PRIVATE_DIR = tmp_path
    result, now = Result.objects.get(), timezone.now()
    change_foreword(round_, "Eerst", by=anna, now=now)
    round_.refresh_from_db()
    asked = report_pdf(role=None, language="nl", letterhead=letterhead_of(round_))
    keep(result.checksum, asked.what, lambda folder: (folder / "report.pdf").write_bytes(b"%PDF"))
    change_foreword(round_, "Daarna", by=anna, now=now)
    assert not is_made(result.checksum, asked.what)
    with pytest.raises(NotMadeError):
        get_or_ask(result, asked, now=now)
    assert make_next("test", now=timezone.now) == 1
    assert make_next("test", now=timezone.now) == 0
    assert not is_made(result.checksum, asked.what)


def test_the_mail_that_shares_the_result_has_it_and_no_other_mail(round_, anna):
    change_foreword(round_, WORDS, by=anna, now=timezone.now())
    publish_result(round_, "summary", by=anna, now=timezone.now())
    invitation = round_.invitations.select_related("round").first()
    kinds = (MailKind.RESULT, MailKind.THANKS)
    enqueue([NewMail(kind, kind, round=round_, invitation=invitation) for kind in kinds], now=timezone.now())
    result, thanks = (write_letter(Mail.objects.get(kind=kind)) for kind in kinds)
    assert "Voorwoord van de coördinator:\n\nBeste allemaal," in result.body
    html = result.alternatives[0][0]
    assert "Dit hebben &lt;b&gt;wij&lt;/b&gt; samen gemaakt &amp; besproken.<br>" in html
    assert "Voorwoord" not in thanks.body + thanks.alternatives[0][0]


def test_it_ends_with_whom_one_could_ask_and_moves_along_with_the_partnership(round_, anna, chris, settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path
    change_foreword(round_, WORDS, by=anna, now=timezone.now())
    file = file_of(Partnership.objects.get(), now=timezone.now())
    moved = import_partnership(read_file(file), by=chris, now=timezone.now())
    assert moved.rounds.get().foreword == WORDS
    erase_contacts(now=round_kept_until(Round.objects.select_related("partnership").get(pk=round_.pk)))
    round_.refresh_from_db()
    assert round_.foreword == ""
