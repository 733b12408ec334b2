"""An action that stands in a report stays in it as it was, whatever becomes of it in the catalogue."""

import shutil
from dataclasses import replace

from django.conf import settings as site
from django.test import Client

from assessments.catalogue.choice import choose_actions
from assessments.models import Action
from assessments.services.catalogue import active_entries
from assessments.services.reports import make, only, report_pdf, result_page
from tests.reporting.results import closed_round, frozen_result

from .files import as_csv, confirmed, lines, looked_at
from .forms import sent

LIST = "/beheer/assessments/action/"
OWN = {"code": "van-ons", "order": 0, "title_nl": "Onze eigen actie", "title_en": "Our own action"}


def made_anew(result):
    """Return page and PDF of a result, made now and not taken from what was kept."""
    shutil.rmtree(site.PRIVATE_DIR / "reports", ignore_errors=True)
    page = make(result, result_page(language="nl"))["parts.html"].decode()
    return page, only(make(result, report_pdf(role="manager", language="nl")))


def test_page_and_pdf_stay_the_same_when_an_action_is_edited_imported_switched_off_and_removed(
    beheer, action, anna, partnership, settings, tmp_path
):
    settings.PRIVATE_DIR = tmp_path
    beheer.post(f"{LIST}add/", sent(action, **OWN))
    own = Action.objects.get(code="van-ons")
    frozen = frozen_result()
    catalogue = active_entries("2")
    frozen = replace(frozen, catalogue=catalogue, actions=choose_actions(frozen.disclosed, catalogue))
    round_ = closed_round(partnership, frozen)
    before = made_anew(round_.result)
    assert "Onze eigen actie" in before[0]
    coordinator = Client()
    coordinator.force_login(anna)

    beheer.post(f"{LIST}{own.pk}/change/", sent(own, title_nl="Heel anders"))
    confirmed(beheer, looked_at(beheer, as_csv(lines(own, action, title_nl="Uit een bestand", roles="overheid"))))
    beheer.post(LIST, {"action": "switch_off", "_selected_action": [own.pk, action.pk]})
    beheer.post(f"{LIST}{own.pk}/delete/", {"post": "yes"})

    assert not Action.objects.filter(code="van-ons").exists()
    assert Action.objects.get(code=action.code).title_nl == "Uit een bestand"
    assert {"van-ons", action.code}.isdisjoint(entry.code for entry in active_entries("2"))
    assert made_anew(round_.result) == before
    shown = coordinator.get(f"/rounds/{round_.pk}/result/").content.decode()
    assert "Onze eigen actie" in shown
    assert action.title_nl in shown
    assert "Uit een bestand" not in shown
