"""Bodies are bounded before they are read, by who sends them, and nothing of them reaches the disk."""

import io
import re

import pytest
from django.conf import settings
from django.core.files.uploadhandler import load_handler
from django.test import Client
from django.urls import reverse

from assessments.middleware import MOST_OF_ANYONE
from assessments.models import Coordinatorship, User
from assessments.vocabulary.limits import LARGEST_FILE
from tests.admin.conftest import with_proof
from tests.cast import PASSWORD
from tests.pages import signed_in, words
from tests.repository import files

pytestmark = pytest.mark.django_db

ANSWERS = "/answers/00654e83-dd24-4f99-baab-62d75cb7add0/1/"
PUBLIC = [ANSWERS, "/accounts/login/", "/i/again/", "/language/", "/nothing/"]


def of_bytes(number):
    file = io.BytesIO(b"x" * number)
    file.name = "lijst.csv"
    return {"file": file}


@pytest.mark.parametrize("path", PUBLIC)
def test_whoever_is_not_signed_in_sends_little(client, path):
    refused = client.post(path, of_bytes(MOST_OF_ANYONE))
    assert refused.status_code == 413
    assert "Dit is te groot" in words(refused)
    assert "wat u invulde, staat er meestal nog" in words(refused)
    assert client.post(path, of_bytes(MOST_OF_ANYONE // 2)).status_code != 413


def test_the_page_speaks_the_language_of_the_visitor(client):
    client.post("/language/", {"language": "en", "next": "/"})
    assert "This is too large" in words(client.post("/accounts/login/", of_bytes(MOST_OF_ANYONE)))


def test_a_cookie_alone_lets_nobody_send_more(client):
    client.cookies[settings.SESSION_COOKIE_NAME] = "verzonnen"
    assert client.post("/partnerships/import/", of_bytes(MOST_OF_ANYONE)).status_code == 413


def test_whoever_is_signed_in_sends_a_file_and_is_told_when_it_is_too_large(anna, partnership, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    browser, path = signed_in(anna), f"/partnerships/{partnership.pk}/participants/import/"
    told = browser.post(path, of_bytes(2_000_000))
    assert told.status_code == 422
    assert "Dit bestand is groter dan 1 MB" in words(told)
    assert browser.post(path, of_bytes(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)).status_code == 413
    assert list(tmp_path.iterdir()) == []


def test_every_page_that_takes_a_file_knows_how_large_it_may_be(partnership):
    superuser = User.objects.create_superuser("boss@voorbeeld.test", PASSWORD, name="Baas")
    Coordinatorship.objects.create(user=superuser, partnership=partnership)
    browser, own = with_proof(Client(), superuser), f"/partnerships/{partnership.pk}/"
    addresses = [f"{own}participants/import/", f"{own}logo/", "/partnerships/import/"]
    addresses.append(reverse("admin:assessments_action_import"))
    assert len(addresses) == sum("multipart/form-data" in path.read_text() for path in files("templates/**.html"))
    for address in addresses:
        page = browser.get(address).content.decode()
        [field] = re.findall(r"<input[^>]*type=\"file\"[^>]*>", page)
        assert f'data-most-bytes="{LARGEST_FILE}"' in field
        assert "1 MB" in re.search(r'data-too-large="([^"]*)"', field)[1]
        assert re.search(r'<script src="[^"]*js/file-size[^"]*" defer>', page)


def test_no_way_of_taking_in_files_writes_to_the_disk():
    handlers = [load_handler(name, None) for name in settings.FILE_UPLOAD_HANDLERS]
    assert [type(one).__name__ for one in handlers] == ["MemoryFileUploadHandler"]
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE >= settings.DATA_UPLOAD_MAX_MEMORY_SIZE
