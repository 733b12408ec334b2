"""The addresses of a round, from its making to its closing."""

from django.urls import URLPattern, path

from . import coordinator_links as links
from . import coordinator_preview as preview
from . import coordinator_round_changes as changes
from . import coordinator_round_form as form
from . import coordinator_rounds as rounds
from . import coordinator_sheet as sheet

urlpatterns: list[URLPattern] = [
    path("partnerships/<int:partnership_id>/rounds/new/", form.round_create, name="round_create"),
    path("partnerships/<int:partnership_id>/tryout/<int:page>/", preview.tryout, name="tryout"),
    path("rounds/<int:round_id>/", rounds.round_detail, name="round_detail"),
    path("rounds/<int:round_id>/response/", rounds.round_response, name="round_response"),
    path("rounds/<int:round_id>/edit/", changes.round_edit, name="round_edit"),
    path("rounds/<int:round_id>/call-off/", changes.round_call_off, name="round_call_off"),
    path("rounds/<int:round_id>/extend/", changes.round_extend, name="round_extend"),
    path("rounds/<int:round_id>/close/", rounds.round_close, name="round_close"),
    path("rounds/<int:round_id>/links/", links.round_links, name="round_links"),
    path("rounds/<int:round_id>/sheet/", sheet.round_sheet, name="round_sheet"),
    path("rounds/<int:round_id>/preview/", preview.round_preview, name="round_preview"),
    path("rounds/<int:round_id>/tryout/<int:page>/", preview.tryout_of_round, name="tryout_of_round"),
]
