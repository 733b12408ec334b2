"""The addresses of the overview, of a partnership and of its coordinators."""

from django.urls import URLPattern, path

from . import (
    archive,
    coordinator_invitations,
    coordinators,
    copying,
    detail,
    edit,
    logo,
    overview,
    programmes,
    transfer,
)

_PARTNERSHIP = "partnerships/<int:partnership_id>/"

urlpatterns: list[URLPattern] = [
    path("partnerships/", overview.partnership_list, name="partnership_list"),
    path("partnerships/list.csv", overview.partnership_list_csv, name="partnership_list_csv"),
    path("partnerships/new/", edit.partnership_create, name="partnership_create"),
    path("partnerships/import/", transfer.partnership_import, name="partnership_import"),
    path("partnerships/programmes/", programmes.programmes, name="programmes"),
    path(_PARTNERSHIP, detail.partnership_detail, name="partnership_detail"),
    path(f"{_PARTNERSHIP}edit/", edit.partnership_edit, name="partnership_edit"),
    path(f"{_PARTNERSHIP}organisations/", edit.organisations_edit, name="organisations_edit"),
    path(f"{_PARTNERSHIP}copy/", copying.partnership_copy, name="partnership_copy"),
    path(f"{_PARTNERSHIP}logo/", logo.partnership_logo, name="partnership_logo"),
    path("logos/<int:logo_id>/<str:token>.png", logo.logo, name="logo"),
    path(f"{_PARTNERSHIP}archive/", archive.partnership_archive, name="partnership_archive"),
    path(f"{_PARTNERSHIP}delete/", archive.partnership_delete, name="partnership_delete"),
    path(f"{_PARTNERSHIP}export/", transfer.partnership_export, name="partnership_export"),
    path(f"{_PARTNERSHIP}coordinators/", coordinators.coordinators, name="coordinators"),
    path("c/<str:token>/", coordinator_invitations.coordinator_invitation, name="coordinator_invitation"),
]
