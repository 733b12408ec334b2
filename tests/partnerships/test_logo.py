"""The logo: drawn anew from what Anna uploads, shown with every result, sent along with mails, and moved along."""

import io
import re
import zlib
from base64 import b64decode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image, PngImagePlugin

from assessments.links import invitation_token
from assessments.models import AuditEntry, Logo, Mail, Partnership, Result
from assessments.models.mails import MailKind
from assessments.reporting.letterhead import Letterhead
from assessments.reporting.logos import HIGHEST, WIDEST, UnusableLogoError, draw_logo
from assessments.reporting.render import render_for_print, render_summary_for_print
from assessments.services.kept_reports import is_made, keep
from assessments.services.letterheads import change_foreword, change_logo, letterhead_of, remove_logo
from assessments.services.mail.letters import write_letter
from assessments.services.mail.queue import NewMail, enqueue
from assessments.services.reports import report_pdf, summary_pdf
from assessments.services.result_sharing import publish_result
from assessments.services.transfer.exporting import file_of
from assessments.services.transfer.importing import import_partnership
from assessments.services.transfer.reading import read_file
from assessments.vocabulary.limits import LARGEST_FILE
from tests.cast import make_round
from tests.pages import errors, signed_in, words
from tests.pictures import picture
from tests.reporting.results import closed_round, frozen_result

SECRET = b"Foto van Piet, 52.1 N"


def page_of(partnership):
    return reverse("partnership_logo", args=[partnership.pk])


def upload(person, partnership, data, alternative="Logo van Jeugdketen Noord", name="logo.png"):
    file = SimpleUploadedFile(name, data)
    return signed_in(person).post(page_of(partnership), {"file": file, "alternative": alternative}, follow=True)


def give(partnership, **more):
    change_logo(partnership, draw_logo(picture(**more)), "Logo van Jeugdketen Noord", by=None, now=timezone.now())


# Drawing


def test_a_picture_is_drawn_anew_on_white_within_bounds_and_nothing_else_of_the_file_stays():
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", SECRET.decode())
    clear = picture((2000, 100), (0, 0, 0, 0), pnginfo=told) + SECRET
    assert SECRET in clear
    drawn = draw_logo(clear)
    assert SECRET not in drawn.image
    assert (drawn.width, drawn.height) == (WIDEST, 24)
    with Image.open(io.BytesIO(drawn.image)) as found:
        assert (found.format, found.mode, found.size, found.info) == ("PNG", "RGB", (WIDEST, 24), {})
        assert found.getpixel((5, 5)) == (255, 255, 255)
    assert draw_logo(clear) == drawn
    turned = Image.Exif()
    turned[0x0112] = 6
    turned[0x010E] = SECRET.decode()
    sideways = draw_logo(picture((100, 400), kind="JPEG", exif=turned))
    assert (sideways.width, sideways.height) == (400, 100)
    assert SECRET not in sideways.image
    tall = draw_logo(picture((300, 3000)))
    assert tall.height == HIGHEST


def gif():
    file = io.BytesIO()
    Image.new("P", (9, 9)).save(file, "GIF")
    return file.getvalue()


def bomb(width, height):
    """Return a small file that says that its picture is huge."""
    small = picture((1, 1))
    head = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + small[24:29]
    return small[:12] + head + zlib.crc32(head).to_bytes(4) + small[33:]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kind"),
        (gif(), "kind"),
        (picture()[:20], "kind"),
        (picture() + bytes(LARGEST_FILE), "large"),
        (bomb(4001, 4000), "dots"),
        (bomb(60000, 60000), "dots"),
    ],
    ids=["empty", "svg", "gif", "cut off", "large", "many dots", "bomb"],
)
def test_what_is_no_picture_of_a_kind_and_size_to_use_is_refused(data, reason):
    with pytest.raises(UnusableLogoError) as refused:
        draw_logo(data)
    assert refused.value.reason == reason


# The page


@pytest.mark.django_db
def test_an_owner_chooses_a_logo_and_takes_it_away(partnership, anna, bas):
    page = upload(anna, partnership, picture())
    assert "Het logo staat vanaf nu op uitslagen" in words(page)
    logo = Logo.objects.get()
    assert (logo.width, logo.height, str(logo)) == (60, 30, "Logo van Jeugdketen Noord")
    address = re.search(r'<img class="logo"\s+src="([^"]+)"', page.content.decode())[1]
    assert 'alt="Logo van Jeugdketen Noord"' in page.content.decode()
    shown = Client().get(address)
    assert (shown.status_code, shown["Content-Type"], shown.content) == (200, "image/png", bytes(logo.image))
    assert Client().get(reverse("logo", args=[logo.pk, "0" * 32])).status_code == 404
    assert upload(bas, partnership, picture()).status_code == 404
    assert signed_in(bas).post(page_of(partnership), {"remove": "1"}).status_code == 404
    upload(anna, partnership, picture(colour=(0, 0, 255, 255)))
    assert Client().get(address).status_code == 404
    assert "Het logo is verwijderd." in words(signed_in(anna).post(page_of(partnership), {"remove": "1"}, follow=True))
    assert not Logo.objects.exists()
    assert list(AuditEntry.objects.values_list("action", flat=True)) == ["logo"] * 3


@pytest.mark.django_db
def test_mistakes_are_told_where_they_are(partnership, anna):
    wrong = upload(anna, partnership, b"<svg/>", alternative="", name="logo.svg")
    assert wrong.status_code == 422
    assert errors(wrong) == [
        (
            "id_file",
            (
                "Dit is geen PNG- of JPEG-afbeelding die we kunnen lezen. Bewaar het logo als PNG of JPEG en kies dat "
                "bestand."
            ),
        ),
        ("id_alternative", "Vul in wat er op het logo staat."),
    ]
    assert not Logo.objects.exists()


# Where it stands


@pytest.mark.django_db
@pytest.mark.usefixtures("rendered_once")
def test_it_stands_with_the_result_for_all_who_see_it_and_on_the_screen(partnership, anna, bas):
    round_ = closed_round(partnership)
    give(partnership)
    publish_result(round_, "whole", by=anna, now=timezone.now())
    invitation = round_.invitations.first()
    link = reverse("invitation", args=[invitation_token(invitation.pk, invitation.generation)])
    pages = [Client().get(link, follow=True)]
    pages += [signed_in(bas).get(reverse(name, args=[round_.pk])) for name in ("round_result", "round_workshop")]
    for page in pages:
        assert page.content.decode().count('<img class="logo"') == 1
        assert 'alt="Logo van Jeugdketen Noord"' in page.content.decode()


def test_on_paper_it_stands_in_the_document_itself_on_every_kind_of_report():
    result, above = frozen_result(), Letterhead("Woorden", "nl", picture(), 'Logo "van" ons')
    pages = [
        render_for_print(result, language="nl", letterhead=above),
        render_for_print(result, language="nl", role="manager", letterhead=above.without_words()),
        render_summary_for_print(result, language="nl", letterhead=above.without_words()),
    ]
    for page in pages:
        found = re.search(r'<p class="own-logo">\s*<img src="data:image/png;base64,([^"]+)"\s+alt="([^"]+)">', page)
        assert b64decode(found[1]) == picture()
        assert found[2] == "Logo &quot;van&quot; ons"
    assert "own-logo" not in render_summary_for_print(result, language="nl")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_worker")
def test_reports_are_made_anew_when_it_changes(partnership, settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path
    round_ = closed_round(partnership)

    def asked():
        round_.refresh_from_db()
        above = letterhead_of(round_)
        whole, sheet = (report_pdf(role=role, language="nl", letterhead=above) for role in (None, "manager"))
        return [whole.what, sheet.what, summary_pdf(language="nl", letterhead=above).what]

    bare = asked()
    give(partnership)
    with_logo = asked()
    checksum = Result.objects.get().checksum
    keep(checksum, with_logo[0], lambda folder: (folder / "report.pdf").write_bytes(b"%PDF"))
    change_foreword(round_, "Woorden", by=None, now=timezone.now())
    assert not is_made(checksum, with_logo[0])
    with_both = asked()
    give(partnership, colour=(0, 0, 255, 255))
    others = asked()
    remove_logo(partnership, by=None, now=timezone.now())
    change_foreword(round_, "", by=None, now=timezone.now())
    assert asked() == bare
    assert len({bare[0], with_logo[0], with_both[0], others[0]}) == 4
    assert with_both[1:] == with_logo[1:]
    assert not {*others[1:]} & {*with_logo[1:], *bare[1:]}


@pytest.mark.django_db
def test_a_mail_brings_it_along_and_fetches_nothing(partnership):
    round_ = make_round(partnership)
    invitation = round_.invitations.select_related("round").first()
    kinds = (MailKind.THANKS, MailKind.INVITATION)
    enqueue([NewMail(kind, kind, round=round_, invitation=invitation) for kind in kinds], now=timezone.now())
    for kind in kinds:
        assert "<img" not in write_letter(Mail.objects.get(kind=kind)).alternatives[0][0]
    give(partnership)
    for kind in kinds:
        letter = write_letter(Mail.objects.get(kind=kind))
        html = letter.alternatives[0][0]
        assert re.findall(r'<img src="([^"]+)"\s+alt="([^"]+)"', html) == [
            ("cid:logo@driekracht", "Logo van Jeugdketen Noord")
        ]
        assert "url(" not in html
        parts = {part.get_content_type(): part for part in letter.message().walk()}
        assert parts["image/png"]["Content-ID"] == "<logo@driekracht>"
        assert parts["image/png"].get_payload(decode=True) == bytes(Logo.objects.get().image)
        assert parts["image/png"].get_content_disposition() == "inline"
        assert ("text/calendar" in parts) == (kind == MailKind.INVITATION)


@pytest.mark.django_db
def test_it_moves_along_with_the_partnership_drawn_once_more(partnership, chris):
    closed_round(partnership)
    give(partnership)
    file = file_of(Partnership.objects.get(), now=timezone.now())
    moved = import_partnership(read_file(file), by=chris, now=timezone.now())
    assert (bytes(moved.logo.image), moved.logo.alternative) == (
        bytes(partnership.logo.image),
        "Logo van Jeugdketen Noord",
    )
