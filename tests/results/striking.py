"""A shared result with one planted answer, and every place where somebody could read it."""

import io
import json
import re
import zipfile
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.urls import reverse

from assessments.links import invitation_token
from assessments.models import Result
from assessments.vocabulary.roles import ADVISED
from tests.disclosure.reading_files import words_of_pdf
from tests.pages import signed_in, words

PLANTED = "Kanariegeel was het voorstel van de wethouder"
OTHER = "De lijnen zijn kort"


def keys_on(page):
    """Return what the buttons of the page would send, in order."""
    return re.findall(r'name="strike"\s+value="([^"]+)"', page.content.decode())


def open_answers(person, round_, **asked):
    """Return the page with the open answers."""
    return signed_in(person).get(address_of(round_), asked)


def address_of(round_):
    return reverse("round_open_answers", args=[round_.pk])


def strike(person, round_, key):
    """Press the button with this key, and return the page that follows."""
    return signed_in(person).post(address_of(round_), {"strike": key}, follow=True)


def key_of_answer(person, round_, text):
    """Return what the button at the first answer with this text would send."""
    page = open_answers(person, round_).content.decode()
    return re.search(r'name="strike"\s+value="([^"]+)"', page[page.index(text) :])[1]


def unpacked(data):
    """Return all texts in an archive, as one."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return " ".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def exported(person, round_, kind, language):
    answer = signed_in(person).get(reverse("round_export", args=[round_.pk]), {"format": kind, "language": language})
    return answer.content.decode() if kind == "json" else unpacked(answer.content)


def links_of(round_):
    invitation = round_.invitations.first()
    return reverse("invitation", args=[invitation_token(invitation.pk, invitation.generation)])


def in_one_language(person, round_, language):
    """Yield every place where the open answers stand, with what stands there, in one language."""
    owner, partner = signed_in(person), Client()
    owner.cookies["language"] = partner.cookies["language"] = language
    yield "page", words(owner.get(reverse("round_result", args=[round_.pk])))
    partner.get(links_of(round_))
    yield "shared page", words(partner.get(reverse("shared_report", args=[round_.pk]), follow=True))
    asked = {"language": language}
    yield "PDF", words_of_pdf(owner.get(reverse("round_report_pdf", args=[round_.pk]), asked).content)
    yield "shared PDF", words_of_pdf(partner.get(reverse("shared_report_pdf", args=[round_.pk]), asked).content)
    for kind in ("xlsx", "ods", "csv", "json"):
        yield kind, exported(person, round_, kind, language)


def for_roles(person, round_):
    """Return what the sheets of the roles, the pages that participants see first, and the summary say."""
    owner, partner = signed_in(person), Client()
    partner.get(links_of(round_))
    pages = [words(partner.get(reverse("shared_result", args=[round_.pk]), {"role": role})) for role in ADVISED]
    sheets = [owner.get(reverse("round_report_pdf", args=[round_.pk]), {"role": role}) for role in ADVISED]
    summary = owner.get(reverse("round_summary_pdf", args=[round_.pk]))
    return " ".join([*pages, *(words_of_pdf(one.content) for one in [*sheets, summary])])


def transferred(person, round_):
    """Return the file of the partnership."""
    return unpacked(signed_in(person).post(reverse("partnership_export", args=[round_.partnership_id])).content)


def stored(round_):
    return json.dumps(Result.objects.get(round=round_).document, ensure_ascii=False)


def on_disk():
    """Return all that lies in private storage, unpacked where it is packed, with the names of the files."""
    files = [path for path in Path(settings.PRIVATE_DIR).rglob("*") if path.is_file()]
    return " ".join(f"{path.name} {_content(path.read_bytes())}" for path in files)


def _content(data):
    if data.startswith(b"PK"):
        return unpacked(data)
    return words_of_pdf(data) if data.startswith(b"%PDF") else data.decode("utf-8", "replace")
