"""The privacy page: who is responsible, why, how long and what one can ask, as this installation really does it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from assessments.links import share_token
from assessments.models import AuditEntry, CoordinatorInvitation, Partnership, Round, ScoringProfileVersion
from assessments.services.closing import close_round
from assessments.services.guesses import open_guessing
from assessments.services.retention import erase_what_is_done, kept_until
from assessments.services.share_links import NewLink, make_share_link
from assessments.views.site.privacy import stored_on_device
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.legal_bases import LEGAL_BASES
from tests.answering.device import Browser, Device, link_of, open_link_of
from tests.cast import PASSWORD, make_round
from tests.pages import filled_in, signed_in, words
from tests.responses import after, send_all
from tests.some import some

PAGE = reverse("privacy")
SAID = {
    "PRIVACY_CONTROLLER": "Gemeente Oostwijk & partners",
    "PRIVACY_CONTACT": "privacy@oostwijk.test",
    "PRIVACY_OFFICER": "T. Hagen, fg@oostwijk.test",
    "PRIVACY_BASIS": "public_task",
    "PRIVACY_URL": "https://oostwijk.test/privacy",
}


def visited(language="nl"):
    client = Client()
    client.cookies["language"] = language
    return client.get(PAGE)


def shown(language="nl"):
    return words(visited(language))


@pytest.fixture
def said(settings):
    for name, value in SAID.items():
        setattr(settings, name, value)


@pytest.mark.django_db
def test_every_kind_of_page_leads_to_it(anna, open_round, admin_user):
    link = f'href="{PAGE}"'
    assert link in Client().get("/").content.decode()
    assert link in Client().get("/i/wrong/").content.decode()
    assert link in Client().get("/accounts/login/").content.decode()
    assert link in signed_in(anna).get("/partnerships/").content.decode()
    assert link in signed_in(anna).get("/accounts/sessions/").content.decode()
    assert link in signed_in(admin_user).get("/beheer/").content.decode()


@pytest.fixture
def admin_user(db, django_user_model):
    return django_user_model.objects.create_superuser("beheer@voorbeeld.test", PASSWORD)


def test_before_and_during_the_questions_it_opens_beside_them(open_round):
    device = Device()
    start = device.open(link_of(open_round))
    assert start.form.links.count(PAGE) == 2, "with the promises, and at the foot"
    assert "opent in een nieuw tabblad" in start.text
    page = start.send(role="manager")
    assert PAGE in page.form.links
    assert re.search(rf'href="{PAGE}"\s+target="_blank"', page.html)


@pytest.mark.django_db
@pytest.mark.usefixtures("said")
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_who_is_responsible_whom_to_ask_and_where_to_complain(language):
    page = visited(language)
    assert SAID["PRIVACY_CONTROLLER"] in words(page)
    assert SAID["PRIVACY_OFFICER"] in words(page)
    html = page.content.decode()
    assert f'<html lang="{language}">' in html
    links = re.findall(r'href="((?:mailto|https):[^"]+)"', html)
    assert links == [
        "mailto:privacy@oostwijk.test",
        "mailto:fg@oostwijk.test",
        "https://oostwijk.test/privacy",
        "https://autoriteitpersoonsgegevens.nl/",
    ]
    assert "nog niet ingevuld" not in words(page)
    assert "has not yet stated" not in words(page)


@pytest.mark.django_db
@pytest.mark.usefixtures("said")
def test_a_page_to_ask_at_is_a_link_too(settings):
    settings.PRIVACY_CONTACT = "https://oostwijk.test/vragen"
    assert 'href="https://oostwijk.test/vragen"' in visited().content.decode()


@pytest.mark.django_db
def test_an_installation_that_said_nothing_says_so_and_invents_nobody(settings):
    for name in SAID:
        setattr(settings, name, "")
    page = visited()
    assert "Bij deze installatie is nog niet ingevuld wie verantwoordelijk is" in words(page)
    assert "Bij deze installatie is nog niet ingevuld wat de grondslag in de wet is." in words(page)
    assert "De coördinator die u de link stuurde" in words(page)
    assert "mailto:" not in page.content.decode()
    assert "Functionaris" not in words(page)
    assert "has not yet stated who is responsible" in shown("en")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("basis", "article", "then"),
    [
        ("public_task", "onder e, van de privacywet AVG", "recht van bezwaar"),
        ("legitimate_interest", "onder f, van de privacywet AVG", "recht van bezwaar"),
        ("consent", "onder a, van de privacywet AVG", "uw toestemming intrekken"),
    ],
)
def test_each_ground_has_its_own_words_and_way_out(settings, basis, article, then):
    settings.PRIVACY_BASIS = basis
    assert article in shown()
    assert then in shown()
    assert "(article 6(1)(" in shown("en")


def test_the_grounds_tried_are_all_that_can_be_chosen():
    assert set(LEGAL_BASES) == {"public_task", "legitimate_interest", "consent"}


@pytest.mark.django_db
@pytest.mark.usefixtures("said")
def test_what_an_installation_typed_is_text_and_no_page(settings):
    settings.PRIVACY_CONTROLLER = settings.PRIVACY_OFFICER = "<script>x()</script>"
    assert "<script>x" not in visited().content.decode()


@pytest.mark.django_db
def test_the_months_are_those_that_a_partnership_has_and_may_choose():
    usual = Partnership().retention_months
    assert f"tot {usual} maanden na het sluiten" in shown()
    most = int(re.search(r"een ander aantal kiezen, hoogstens (\d+)\.", shown())[1])
    partnership = Partnership(name="Keten", retention_months=most)
    partnership.clean_fields()
    partnership.retention_months += 1
    with pytest.raises(Exception, match="retention_months"):
        partnership.clean_fields()


@pytest.mark.django_db
def test_the_trail_and_invitations_end_when_the_page_says(anna, partnership):
    """Ends that are not in months of the partnership: the page tells what the worker does."""
    months = int(re.search(r"met uw naam en de tijd, (\d+) maanden lang", shown())[1])
    days = int(re.search(r"of die wordt ingetrokken, en anders (\d+) dagen", shown())[1])
    now = timezone.now()
    for at in (kept_until(now, -months) - timedelta(days=1), kept_until(now, -months) + timedelta(days=1)):
        AuditEntry.objects.create(partnership=partnership, user=anna, who="Anna", action="changed", at=at)
    for age in (days + 1, days - 1):
        CoordinatorInvitation.objects.create(
            partnership=partnership, email=f"{age}@voorbeeld.test", created_at=now - timedelta(days=age)
        )
    erase_what_is_done(now=now)
    assert AuditEntry.objects.count() == 1
    assert [one.email for one in CoordinatorInvitation.objects.all()] == [f"{days - 1}@voorbeeld.test"]


@pytest.mark.django_db
def test_the_sizes_of_groups_are_those_of_the_newest_profile():
    assert "afgeronde cijfers over minstens vijf mensen" in shown()
    assert "als minstens tien mensen" in shown()
    ScoringProfileVersion.objects.create(version=1000, thresholds={"min_group": 12, "min_respondents": 12})
    assert "minstens vijf" not in shown()
    assert "als minstens tien" not in shown()
    assert shown().count("minstens 12 mensen") + shown().count("minstens twaalf mensen") == 2


@pytest.mark.django_db
def test_it_needs_no_script():
    assert "<script" not in visited().content.decode()


class Jar(Browser):
    """A browser that remembers every cookie that it was ever given, as it was given."""

    def __init__(self):
        super().__init__()
        self.given = {}

    def request(self, **request):
        response = super().request(**request)
        self.given |= {name: morsel for name, morsel in response.cookies.items() if morsel["max-age"] != 0}
        return response


@pytest.fixture
def given(partnership):
    """Return every cookie that a walk through the site set, by name, and the open round in it."""
    closed = make_round(partnership)
    send_all(closed)
    close_round(closed.pk, by=None, now=after(closed))
    Round.objects.filter(pk=closed.pk).update(state="published", published_what="whole")
    opened = make_round(partnership, closes_in_days=100)
    device = Device()
    device.client = Jar()
    answer(device, opened)
    assert device.open(link_of(closed)).status == 200
    new = NewLink("De raad", "summary", timezone.now() + timedelta(days=9))
    link = make_share_link(closed, new, by=None, now=timezone.now())
    assert device.open(reverse("share_link", args=[share_token(link.pk, link.made_at)])).status == 200
    assert device.client.get(f"/g/{open_guessing(closed.pk, 'actie').code}/").status_code == 200
    coordinate(device.client, partnership)
    return device.client.given, opened


def answer(device, round_):
    """Answer through both kinds of link."""
    organisation = round_.partnership.organisations.first()
    assert device.begin(open_link_of(round_), organisation=str(organisation.pk)).send(A1="3").status == 200
    device.lose_cookies()
    assert device.begin(link_of(round_)).send(A1="4").status == 200


def coordinate(browser, partnership):
    """Choose a language, sign in to stay, and change something, which the next page reports."""
    browser.post("/language/", {"language": "nl", "next": "/"})
    browser.get("/accounts/login/")
    sign_in = {"login": "anna@voorbeeld.test", "password": PASSWORD, "remember": "on"}
    assert browser.post("/accounts/login/", sign_in).status_code == 302
    edit = reverse("partnership_edit", args=[partnership.pk])
    assert browser.post(edit, filled_in(browser.get(edit)) | {"name": "Jeugdketen Zuid"}).status_code == 302


def listed():
    with override("nl"):
        return [(name, one.kept) for one in stored_on_device() for name in one.names]


def line_of(cookie):
    """Return what the page says of how long this cookie stays; it must say it once."""
    found = [kept for name, kept in listed() if re.fullmatch(name.replace("*", ".+"), cookie)]
    assert len(found) == 1, f"{cookie} stands {len(found)} times on the page"
    return found[0]


def test_every_cookie_that_is_set_stands_on_the_page_with_how_long_it_stays(given):
    cookies, opened = given
    for name, morsel in some(cookies.items()):
        kept = line_of(name)
        days = re.search(r"(\d+) dag(?:en)?\b", kept)
        if "na de dag waarop de meting volgens plan sluit" in kept:
            until = opened.closes_at + timedelta(days=int(days[1]))
            assert morsel["expires"].startswith(until.strftime("%a, %d %b %Y"))
        elif days:
            assert int(morsel["max-age"]) == int(days[1]) * 24 * 60 * 60, name
        else:
            assert not morsel["max-age"]
            assert not morsel["expires"]


def test_no_cookie_stands_on_the_page_that_is_not_set(given):
    cookies, _opened = given
    kept_otherwise = {"answers:*", "parts:*", "django.admin.*", "htmx-*"}
    for name, _kept in some(listed()):
        is_set = any(re.fullmatch(name.replace("*", ".+"), cookie) for cookie in cookies)
        assert is_set != (name in kept_otherwise), name


@pytest.mark.django_db
def test_the_page_itself_sets_nothing_but_the_proof_for_its_form():
    assert set(visited().cookies) <= {"csrftoken"}


@pytest.mark.django_db
def test_everything_that_is_stored_is_named_in_the_page():
    page = shown()
    for name, kept in some(listed()):
        assert name in page
        assert f"{kept}." in page
