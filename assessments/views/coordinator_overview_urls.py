"""The addresses of the overview and of a partnership as a whole."""

from django.urls import URLPattern, path

from . import coordinator_leaving, coordinator_overview, coordinator_partnership, coordinator_transfer

urlpatterns: list[URLPattern] = [
    path("partnerships/", coordinator_overview.partnership_list, name="partnership_list"),
    path("partnerships/list.csv", coordinator_overview.partnership_list_csv, name="partnership_list_csv"),
    path("partnerships/import/", coordinator_transfer.partnership_import, name="partnership_import"),
    path("partnerships/<int:partnership_id>/", coordinator_partnership.partnership_detail, name="partnership_detail"),
    path(
        "partnerships/<int:partnership_id>/archive/",
        coordinator_leaving.partnership_archive,
        name="partnership_archive",
    ),
    path(
        "partnerships/<int:partnership_id>/delete/", coordinator_leaving.partnership_delete, name="partnership_delete"
    ),
    path(
        "partnerships/<int:partnership_id>/export/",
        coordinator_transfer.partnership_export,
        name="partnership_export",
    ),
]
