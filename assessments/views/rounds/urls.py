"""The addresses of a round, from its creation to its closing."""

from django.urls import URLPattern, path

from . import cards, changes, closing, detail, form, links, many, many_opened, preview, sharing

_ROUND = "rounds/<int:round_id>/"

urlpatterns: list[URLPattern] = [
    path("partnerships/rounds/new/", many.rounds_create, name="rounds_create"),
    path("partnerships/rounds/opened/", many_opened.rounds_opened, name="rounds_opened"),
    path("partnerships/<int:partnership_id>/rounds/new/", form.round_create, name="round_create"),
    path("partnerships/<int:partnership_id>/rounds/expectations/", form.round_expectations, name="round_expectations"),
    path("partnerships/<int:partnership_id>/tryout/<int:page>/", preview.tryout, name="tryout"),
    path(_ROUND, detail.round_detail, name="round_detail"),
    path(f"{_ROUND}response/", detail.round_response, name="round_response"),
    path(f"{_ROUND}edit/", changes.round_edit, name="round_edit"),
    path(f"{_ROUND}call-off/", changes.round_call_off, name="round_call_off"),
    path(f"{_ROUND}extend/", changes.round_extend, name="round_extend"),
    path(f"{_ROUND}close/", closing.round_close, name="round_close"),
    path(f"{_ROUND}closing/", closing.round_closing, name="round_closing"),
    path(f"{_ROUND}links/", links.round_links, name="round_links"),
    path(f"{_ROUND}open-link.<str:kind>", sharing.round_open_code, name="round_open_code"),
    path(f"{_ROUND}sheet/", cards.round_sheet, name="round_sheet"),
    path(f"{_ROUND}preview/", preview.round_preview, name="round_preview"),
    path(f"{_ROUND}tryout/<int:page>/", preview.tryout_of_round, name="tryout_of_round"),
]
