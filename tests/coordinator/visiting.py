"""Who comes by, at which address, and what they are given."""

import uuid
from types import SimpleNamespace

from django.test import Client
from django.urls import reverse

from assessments.links import invitation_token, unsubscribe_token
from assessments.models import Coordinatorship, User
from assessments.services.closing import close_round
from tests.cast import PASSWORD, make_partnership, make_round
from tests.closing.answering import after, send_all

VISITORS = ("anonymous", "chris", "bas", "anna", "admin")
UNKNOWN = "2f1c7d3e-8a57-4a2c-9a4c-0d8b6f1f7a10"


def stage():
    """Return a partnership with an open and a closed round, that Anna owns and Bas may read, and the visitors."""
    people = {name: User.objects.create_user(f"{name}@voorbeeld.test", PASSWORD) for name in ("anna", "bas", "chris")}
    people["admin"] = User.objects.create_superuser("admin@voorbeeld.test", PASSWORD)
    partnership = make_partnership(people["anna"])
    Coordinatorship.objects.create(user=people["bas"], partnership=partnership, access="reader")
    make_partnership(people["chris"], name="Een ander verband")
    closed = make_round(partnership, n_participants=15)
    send_all(closed)
    close_round(closed.pk, now=after(closed))
    opened = make_round(partnership, closes_in_days=100, has_open_link=True, contact_email="vraag@voorbeeld.test")
    return SimpleNamespace(people=people, partnership=partnership, closed=closed, open=opened)


def client_of(stage, visitor):
    """Return a browser in which this visitor is signed in."""
    client = Client()
    if visitor != "anonymous":
        client.force_login(stage.people[visitor])
    return client


def addresses(stage):
    """Return an address that exists for every URL name of the product."""
    invitation = stage.open.invitations.first()
    partnership, opened, closed = [stage.partnership.pk], [stage.open.pk], [stage.closed.pk]
    arguments = {
        "partnership_detail": partnership,
        "partnership_edit": partnership,
        "organisations_edit": partnership,
        "participants_edit": partnership,
        "round_create": partnership,
        "round_detail": opened,
        "round_links": opened,
        "round_close": opened,
        "round_mail": opened,
        "round_mail_texts": opened,
        "round_result": closed,
        "round_chart": [stage.closed.pk, "chain-wide.svg"],
        "round_report_pdf": closed,
        "unsubscribe": [unsubscribe_token(invitation.participant_id)],
        "invitation": [invitation_token(invitation.pk, invitation.generation)],
        "open_link": [stage.open.join_code],
        "answer_page": [uuid.UUID(UNKNOWN), 1],
    }
    return {
        name: reverse(name, args=arguments.get(name, [uuid.UUID(UNKNOWN)] if name.startswith("answer_") else []))
        for name in EXPECTED
    }


def given(response):
    """Return in a word what an answer is."""
    for close in response._resource_closers:
        close()
    if response.status_code == 302:
        return "sign in" if response.url.startswith("/accounts/login/?next=") else "elsewhere"
    return {200: "page", 403: "refused", 404: "gone", 405: "not so", 422: "page"}[response.status_code]


def row(anonymous, chris, bas, anna, admin):
    """Return one line of the matrix."""
    return dict(zip(VISITORS, (anonymous, chris, bas, anna, admin), strict=True))


EVERYBODY_IN = row("sign in", "page", "page", "page", "page")
READERS = row("sign in", "gone", "page", "page", "gone")
OWNERS = row("sign in", "gone", "gone", "page", "gone")
WITH_LINK = row(*["elsewhere"] * 5)
WITHOUT_DEVICE = row(*["refused"] * 5)

EXPECTED = {
    "home": row("page", *["elsewhere"] * 4),
    "set_language": row(*["elsewhere"] * 5),
    "partnership_list": EVERYBODY_IN,
    "partnership_create": EVERYBODY_IN,
    "partnership_detail": READERS,
    "partnership_edit": OWNERS,
    "organisations_edit": OWNERS,
    "participants_edit": OWNERS,
    "round_create": OWNERS,
    "round_detail": READERS,
    "round_links": OWNERS,
    "round_close": OWNERS,
    "round_mail": OWNERS,
    "round_mail_texts": OWNERS,
    "round_result": READERS,
    "round_chart": READERS,
    "round_report_pdf": READERS,
    "link_again": row(*["page"] * 5),
    "unsubscribe": row(*["page"] * 5),
    "invitation": WITH_LINK,
    "open_link": WITH_LINK,
    "answer_start": WITHOUT_DEVICE,
    "answer_resume": WITHOUT_DEVICE,
    "answer_page": WITHOUT_DEVICE,
    "answer_check": WITHOUT_DEVICE,
    "answer_sent": WITHOUT_DEVICE,
    "answer_withdraw": WITHOUT_DEVICE,
}
"""What a look at each URL name gives each kind of visitor."""

FOR_READING = {"home", "partnership_list", "partnership_detail", "round_detail"}
"""What nobody can post to, beside results."""
