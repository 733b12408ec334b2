"""Who signed in, failed to, was refused, saw links or changed something: each is one event with who and from where."""

from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.links import invitation_token, share_token
from assessments.models import CoordinatorInvitation, User
from assessments.services.mail.links import coordinator_invitation_url
from tests.accounts.test_second_step import code_of
from tests.answering.device import Device, link_of
from tests.cast import PASSWORD
from tests.pages import signed_in
from tests.some import some
from tests.visiting import EXPECTED, addresses, client_of, stage

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "198.51.100.7"
LOGIN = "/accounts/login/"


@pytest.fixture
def browser():
    return Client(REMOTE_ADDR=HERE)


def sign_in(browser, email="anna@voorbeeld.test", password=PASSWORD):
    return browser.post(LOGIN, {"login": email, "password": password})


def test_signing_in_and_out(lines, browser, anna):
    sign_in(browser)
    browser.post("/accounts/logout/")
    assert lines.events("signed_in") == [{"user": anna.pk, "address": HERE, "how": "password"}]
    assert lines.events("signed_out") == [{"user": anna.pk, "address": HERE}]


def test_a_wrong_password_is_a_warning_with_whose_it_is_and_without_what_was_typed(lines, browser, anna):
    sign_in(browser, password="geheim wachtwoord")
    sign_in(browser, email=" ANNA@voorbeeld.test ", password="geheim wachtwoord")
    sign_in(browser, email="mijn eigen wachtwoord", password="x")
    sign_in(browser, email="niemand@elders.test", password="geheim wachtwoord")
    first, again, nobody = lines.events("sign_in_failed")
    assert first["about"] == again["about"] == anna.pk
    assert first["typed"] == again["typed"] != nobody["typed"]
    assert "about" not in nobody
    assert {one["address"] for one in (first, again, nobody)} == {HERE}
    assert {one["level"] for one in lines.objects if one.get("event") == "sign_in_failed"} == {"WARNING"}
    assert [word for word in ("geheim", "eigen", "niemand", "anna@") if word in lines.whole] == []


def test_too_many_tries(lines, browser, anna):
    for _try in range(8):
        sign_in(browser, password="fout wachtwoord")
    limited = some(lines.events("limited"))
    assert {one["address"] for one in limited} == {HERE}


def test_the_second_step(lines, browser, anna):
    secret = generate_totp_secret()
    TOTP.activate(anna, secret)
    step = sign_in(browser)
    assert lines.events("second_step_asked") == [{"about": anna.pk, "address": HERE}]
    browser.post(step.url, {"code": "000000"})
    assert lines.events("second_step_failed") == [{"about": anna.pk, "address": HERE, "how": "totp"}]
    assert lines.events("signed_in") == []
    cache.clear()
    browser.post(step.url, {"code": code_of(secret)})
    assert lines.events("second_step_passed")[0]["about"] == anna.pk
    assert lines.events("signed_in") == [{"user": anna.pk, "address": HERE, "how": "password+totp"}]


def test_a_passkey_that_is_not_right(lines, browser, anna):
    browser.get(reverse("mfa_login_webauthn"))
    browser.post(reverse("mfa_login_webauthn"), {"credential": '{"id": "x"}'})
    assert lines.events("sign_in_failed") == [{"address": HERE, "how": "webauthn"}]


def test_an_account_that_may_not_sign_in(lines, browser, anna):
    User.objects.update(is_active=False)
    sign_in(browser)
    assert lines.events("sign_in_failed")[-1] == {"address": HERE, "about": anna.pk, "reason": "inactive"}
    assert lines.events("signed_in") == []


def test_changes_of_how_one_signs_in(lines, browser, anna, settings):
    sign_in(browser)
    browser.post("/accounts/reauthenticate/", {"password": "niet dit"})
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    secret = generate_totp_secret()
    TOTP.activate(anna, secret)
    browser.post(reverse("mfa_generate_recovery_codes"))
    browser.post(reverse("mfa_deactivate_totp"))
    new = "vier losse woorden samen"
    browser.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})
    us = {"user": anna.pk, "address": HERE, "about": anna.pk}
    assert [one["about"] for one in lines.events("reauthentication_failed")] == [anna.pk]
    assert lines.events("reauthenticated") == [us | {"how": "password"}]
    assert us | {"how": "removed", "kind": "totp"} in lines.events("second_step_changed")
    assert lines.events("password_changed") == [us | {"how": "changed"}]
    assert not Authenticator.objects.exists()


def test_a_new_password_through_a_link_and_registering(lines, browser, anna, settings, mailoutbox):
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ALLOW_REGISTRATION = True
    browser.post(reverse("account_reset_password"), {"email": anna.email})
    assert lines.events("reset_asked") == [{"address": HERE, "about": anna.pk}]
    link = next(word for word in mailoutbox[0].body.split() if "/reset/key/" in word)
    form = browser.get(link.replace("http://localhost:8000", ""))
    new = "vier losse woorden samen"
    browser.post(form.url, {"password1": new, "password2": new})
    assert lines.events("password_changed") == [{"address": HERE, "about": anna.pk, "how": "link"}]
    fields = {"name": "Dirk", "email": "dirk@voorbeeld.test", "password1": new, "password2": new}
    browser.post(reverse("account_signup"), fields)
    assert [one["about"] for one in lines.events("registered")] == [User.objects.get(name="Dirk").pk]


def test_sessions_that_are_ended_elsewhere(lines, browser, anna):
    sign_in(browser)
    for _elsewhere in range(2):
        sign_in(Client())
    browser.post(reverse("usersessions_list"), {"others": "1"})
    assert lines.events("sessions_ended") == [{"user": anna.pk, "address": HERE, "about": anna.pk, "n_sessions": 2}]


def test_what_a_coordinator_does_stands_in_the_log_too_and_only_when_it_is_done(lines, partnership, anna, bas):
    page = f"/partnerships/{partnership.pk}/coordinators/"
    owner = signed_in(anna)
    owner.post(page, {"remove": bas.coordinatorships.get().pk})
    assert owner.post(page, {"remove": anna.coordinatorships.get().pk}, follow=True).status_code == 200
    [done] = lines.events("did")
    assert (done["user"], done["action"], done["partnership_id"]) == (anna.pk, "coordinators", partnership.pk)


def test_a_partnership_that_is_deleted(lines, partnership, anna):
    owner = signed_in(anna)
    owner.post(f"/partnerships/{partnership.pk}/delete/", {"name": partnership.name})
    [gone] = lines.events("partnership_deleted")
    assert (gone["user"], gone["partnership_id"]) == (anna.pk, partnership.pk)


@pytest.mark.once
@pytest.mark.usefixtures("rendered_once")
def test_who_sees_links_and_who_downloads_whatever_the_page(lines):
    """Every page of the product is opened by an owner: what shows a link or gives a file is in the log."""
    scene = stage()
    owner = client_of(scene, "anna")
    secrets = [f"/i/{invitation_token(one.pk, one.generation)}" for one in scene.open.invitations.all()]
    secrets += [coordinator_invitation_url(scene.invited), scene.open.join_code]
    secrets += [share_token(scene.link.pk, scene.link.made_at)]
    with_links, with_files = set(), set()
    for name, address in some(addresses(scene).items()):
        if EXPECTED[name]["anonymous"] != "sign in":
            continue
        answer = owner.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        if answer.status_code == 200 and "Content-Disposition" in answer:
            with_files.add(name)
        elif any(secret.encode() in body for secret in secrets):
            with_links.add(name)
    assert {one["page"] for one in lines.events("downloaded")} == with_files
    assert {one["page"] for one in lines.events("links_shown")} == with_links
    assert with_links == {"round_links", "round_sheet", "coordinators", "round_workshop", "round_share_links"}
    assert with_files >= {"round_report_pdf", "round_export", "partnership_list_csv", "action_plan_pdf"}
    shown = next(one for one in lines.events("links_shown") if one["page"] == "round_links")
    assert (shown["user"], shown["round_id"]) == (scene.people["anna"].pk, scene.open.pk)
    assert [one["action"] for one in lines.events("did")].count("links") == 1


def test_whoever_looks_whether_a_file_is_there_has_not_downloaded_it(lines, partnership, anna):
    owner, file = signed_in(anna), reverse("partnership_list_csv")
    assert owner.head(file).status_code == owner.get(file).status_code == 200
    assert [one["page"] for one in lines.events("downloaded")] == ["partnership_list_csv"]


def test_a_page_on_which_no_link_stands_is_not_said_to_show_any(lines, partnership, anna, bas, settings):
    page = f"/partnerships/{partnership.pk}/coordinators/"
    invited = CoordinatorInvitation.objects.create(
        partnership=partnership, email="dirk@voorbeeld.test", created_at=timezone.now()
    )
    signed_in(bas).get(page)
    settings.EMAIL_HOST = "mail.voorbeeld.test"
    signed_in(anna).get(page)
    assert lines.events("links_shown") == []
    settings.EMAIL_HOST = ""
    assert coordinator_invitation_url(invited) in signed_in(anna).get(page).content.decode()
    assert [one["page"] for one in lines.events("links_shown")] == ["coordinators"]


def test_an_account_that_is_made_through_an_invitation_or_on_the_command_line(lines, partnership):
    invited = CoordinatorInvitation.objects.create(
        partnership=partnership, email="dirk@voorbeeld.test", created_at=timezone.now()
    )
    new = "vier losse woorden samen"
    link = coordinator_invitation_url(invited).removeprefix("http://localhost:8000")
    Client().post(link, {"name": "Dirk", "password1": new, "password2": new})
    assert [one["about"] for one in lines.events("registered")] == [User.objects.get(name="Dirk").pk]
    call_command("createadmin", email="ada@voorbeeld.test", name="Ada", stdout=StringIO())
    assert [one["about"] for one in lines.events("account_made")] == [User.objects.get(name="Ada").pk]


def test_who_is_refused(lines, partnership, open_round, chris):
    stranger = Client(REMOTE_ADDR=HERE)
    stranger.force_login(chris)
    stranger.get(f"/rounds/{open_round.pk}/links/")
    stranger.get("/beheer/assessments/user/", follow=True)
    strict = Client(enforce_csrf_checks=True, REMOTE_ADDR=HERE)
    strict.force_login(chris)
    strict.post("/partnerships/new/", {"name": "x"})
    refused = lines.events("refused")
    who = {"user": chris.pk, "address": HERE}
    assert who | {"status": 404, "page": "round_links", "round_id": open_round.pk} in refused
    assert who | {"status": 403, "reason": "csrf", "page": "partnership_create"} in refused
    assert [one["page"] for one in refused if one["status"] == 403 and one["page"].startswith("admin:")]


def test_a_wrong_link_is_counted_and_neither_it_nor_who_tried_is_told(lines, partnership, open_round, anna):
    invited = CoordinatorInvitation.objects.create(
        partnership=partnership, email="dirk@voorbeeld.test", created_at=open_round.opens_at
    )
    stranger = Client(REMOTE_ADDR=HERE)
    right = link_of(open_round)
    wrong = right[:-4] + "xyz/"
    assert stranger.get(right).status_code == 302
    assert lines.events("bad_link") == []
    assert stranger.get(wrong).status_code == 404
    assert stranger.get("/m/bestaatniet/").status_code == 404
    assert lines.events("bad_link") == [{"page": "invitation"}, {"page": "open_link"}]
    assert stranger.get(coordinator_invitation_url(invited)[:-4] + "xyz/").status_code == 404
    assert lines.events("bad_link")[-1] == {"page": "coordinator_invitation", "address": HERE}
    assert wrong.split("/")[-2] not in lines.whole


def test_a_partner_s_network_address_is_in_no_line(lines, open_round, settings):
    settings.ACCESS_LOG = True
    device = Device()
    device.client.defaults["REMOTE_ADDR"] = HERE
    page = device.begin(link_of(open_round))
    page.send(A1="3")
    device.client.get(page.path.replace("/1/", "/9999/"))
    assert len(lines.events("request")) > 3
    assert HERE not in lines.whole
    sign_in(Client(REMOTE_ADDR=HERE))
    assert HERE in lines.whole


def test_requests_are_lines_where_that_is_wanted_with_time_and_status(lines, anna, settings):
    owner = signed_in(anna)
    owner.get("/partnerships/?q=iets")
    assert lines.events("request") == []
    settings.ACCESS_LOG = True
    owner.get("/partnerships/?q=iets")
    [seen] = lines.events("request")
    n_milliseconds = seen.pop("milliseconds")
    assert n_milliseconds >= 0
    assert seen == {
        "user": anna.pk,
        "address": "127.0.0.1",
        "method": "GET",
        "status": 200,
        "page": "partnership_list",
    }
