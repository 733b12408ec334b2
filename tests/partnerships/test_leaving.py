"""Putting a partnership in the archive and back, and deleting it with all that belongs to it."""

import pytest
from django.apps import apps
from django.db import connection

from assessments.models import AuditEntry, Partnership, PendingErasure, Result, Submission
from tests.cast import make_partnership, make_round
from tests.pages import errors, signed_in, words
from tests.whole_partnership import whole_partnership

pytestmark = pytest.mark.django_db

STAY = {
    *("user", "user_groups", "user_user_permissions", "action", "historicalaction", "scoringprofileversion"),
    *("answeringtime", "dutyrun", "heartbeat", "keyfingerprint", "reportrequest"),
}
"""What belongs to no partnership."""


def rows():
    """Return every row of the product, by table, except what is to be erased and which forms were sent."""
    models = set(apps.get_app_config("assessments").get_models(include_auto_created=True))
    models -= {PendingErasure, Submission}
    return {model._meta.model_name: list(model._base_manager.order_by("pk").values()) for model in models}


def everywhere(text):
    """Return the tables of the database, Django's own too, in which a text stands."""
    with connection.cursor() as cursor:
        found = set()
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 – a name that the database gave
            if any(text in str(row) for row in cursor.fetchall()):
                found.add(table)
        return found


def report_of(partnership, private_dir):
    """Return a file where the reports of a partnership's result are kept."""
    folder = private_dir / "reports" / Result.objects.get(round__partnership=partnership).checksum
    folder.mkdir(parents=True)
    (folder / "report.pdf").write_bytes(b"%PDF")
    return folder


def test_to_the_archive_and_back(anna, partnership):
    browser = signed_in(anna)
    archive = f"/partnerships/{partnership.pk}/archive/"

    page = browser.post(archive, follow=True)
    assert "“Jeugdketen Noord” staat in het archief" in words(page)
    assert f'href="/partnerships/{partnership.pk}/"' not in page.content.decode()
    assert "Jeugdketen Noord" in words(browser.get("/partnerships/?show=archived"))
    assert "archief" in words(browser.get(f"/partnerships/{partnership.pk}/"))

    browser.post(archive, {"take_out": "1"})
    assert "Jeugdketen Noord" in words(browser.get("/partnerships/"))
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == ["archived", "unarchived"]


def test_a_partnership_with_an_open_round_stays_in_sight(anna, partnership, open_round):
    browser = signed_in(anna)
    page = browser.post(f"/partnerships/{partnership.pk}/archive/")
    assert page.status_code == 422
    assert "“Meting 1”" in words(page)
    assert "Jeugdketen Noord" in words(browser.get("/partnerships/"))


def test_without_its_name_nothing_is_deleted(anna, partnership):
    browser = signed_in(anna)
    make_round(partnership, n_participants=4)
    address = f"/partnerships/{partnership.pk}/delete/"
    page = words(browser.get(address))
    assert "3 organisaties" in page
    assert "4 deelnemers" in page
    before = rows()
    for typed in ("", "Jeugdketen", "Jeugdketen Zuid"):
        page = browser.post(address, {"name": typed})
        assert page.status_code == 422
        assert [place for place, _said in errors(page)] == ["id_name"]
    assert rows() == before


def test_all_that_belongs_to_a_partnership_goes_and_another_stays_whole(
    anna, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.PRIVATE_DIR = tmp_path
    browser = signed_in(anna)
    staying = whole_partnership(anna, "Blijft staan")
    kept = report_of(staying, tmp_path)
    browser.get("/partnerships/")  # counts the answers of the day
    before = rows()
    going = whole_partnership(anna, "Gaat  weg", organisations=("Politie", "Corporatie", "Huisarts"))
    gone = report_of(going, tmp_path)
    grown = rows()
    assert everywhere("Gaat  weg")
    assert {table for table in grown if len(grown[table]) == len(before[table])} == STAY
    assert "meting die nog open is" in words(browser.get(f"/partnerships/{going.pk}/delete/"))

    with django_capture_on_commit_callbacks(execute=True):
        page = browser.post(f"/partnerships/{going.pk}/delete/", {"name": "gaat weg"}, follow=True)

    assert "“Gaat weg” is verwijderd, met alles" in words(page)
    after = rows()
    for table in after:
        assert after[table] == before[table]
    assert not everywhere("Gaat  weg")
    assert everywhere("Blijft staan")
    assert not gone.exists()
    assert kept.exists()
    assert browser.get(f"/partnerships/{going.pk}/").status_code == 404


def test_a_partnership_of_another_with_the_same_name_stays(anna, chris):
    mine, theirs = make_partnership(anna, name="Samen"), make_partnership(chris, name="Samen")
    assert signed_in(anna).post(f"/partnerships/{theirs.pk}/delete/", {"name": "Samen"}).status_code == 404
    signed_in(anna).post(f"/partnerships/{mine.pk}/delete/", {"name": "Samen"})
    assert list(Partnership.objects.all()) == [theirs]
