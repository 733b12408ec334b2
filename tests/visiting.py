"""Every kind of visitor at every address, and what each is shown."""

import uuid
from datetime import timedelta
from types import SimpleNamespace

from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.links import (
    coordinator_token,
    invitation_token,
    replace_token,
    share_token,
    unsubscribe_token,
    withdraw_token,
)
from assessments.models import CoordinatorInvitation, Coordinatorship, Logo, PlannedAction, ShareLink, User
from assessments.reporting.logos import draw_logo
from tests.cast import PASSWORD, make_partnership, make_round
from tests.pictures import picture
from tests.reporting.results import closed_round

VISITORS = ("anonymous", "chris", "bas", "anna", "admin")
UNKNOWN = "2f1c7d3e-8a57-4a2c-9a4c-0d8b6f1f7a10"


def stage():
    """Return a partnership with an open and a closed round, owned by Anna and readable by Bas, and the visitors."""
    people = {name: User.objects.create_user(f"{name}@voorbeeld.test", PASSWORD) for name in ("anna", "bas", "chris")}
    people["admin"] = User.objects.create_superuser("admin@voorbeeld.test", PASSWORD)
    partnership = make_partnership(people["anna"])
    Coordinatorship.objects.create(user=people["bas"], partnership=partnership, access="reader")
    make_partnership(people["chris"], name="Een ander verband")
    closed = closed_round(partnership, n_participants=15)  # always the same result, so that it is rendered once
    opened = make_round(partnership, closes_in_days=100, has_open_link=True, contact_email="vraag@voorbeeld.test")
    action = PlannedAction.objects.create(partnership=partnership, title="Eén plan per gezin", round=closed)
    invited = CoordinatorInvitation.objects.create(
        partnership=partnership, email="dirk@voorbeeld.test", created_at=timezone.now()
    )
    now = timezone.now()
    link = ShareLink.objects.create(
        round=closed,
        purpose="De raad",
        what="summary",
        password=make_password("groene fiets"),
        made_at=now,
        ends_at=now + timedelta(days=90),
    )
    drawn = draw_logo(picture())
    logo = Logo.objects.create(
        partnership=partnership,
        image=drawn.image,
        width=drawn.width,
        height=drawn.height,
        alternative="Logo",
        changed_at=now,
    )
    made = {"link": link, "logo": logo, "closed": closed, "open": opened, "action": action, "invited": invited}
    return SimpleNamespace(people=people, partnership=partnership, **made)


def client_of(stage, visitor):
    """Return a browser in which this visitor is signed in."""
    client = Client()
    if visitor != "anonymous":
        client.force_login(stage.people[visitor])
    return client


def addresses(stage):
    """Return an existing address for every URL name of the product."""
    invitation = stage.open.invitations.first()
    partnership, opened, closed = [stage.partnership.pk], [stage.open.pk], [stage.closed.pk]
    arguments = {
        "partnership_detail": partnership,
        "partnership_edit": partnership,
        "partnership_logo": partnership,
        "logo": [stage.logo.pk, stage.logo.token],
        "partnership_archive": partnership,
        "partnership_copy": partnership,
        "partnership_delete": partnership,
        "partnership_export": partnership,
        "organisations_edit": partnership,
        "participants": partnership,
        "participant_create": partnership,
        "participants_import": partnership,
        "participants_example": [stage.partnership.pk, "csv"],
        "participant_edit": [invitation.participant_id],
        "participant_replace": [invitation.participant_id],
        "coordinators": partnership,
        "coordinator_invitation": [coordinator_token(stage.invited.pk, stage.invited.generation)],
        "round_create": partnership,
        "round_expectations": partnership,
        "action_plan": partnership,
        "action_plan_pdf": partnership,
        "planned_action_create": partnership,
        "planned_action_edit": [stage.action.pk],
        "round_detail": opened,
        "round_links": opened,
        "round_response": opened,
        "round_edit": opened,
        "round_call_off": opened,
        "round_extend": opened,
        "round_close": opened,
        "round_closing": opened,
        "round_sheet": opened,
        "round_open_code": [stage.open.pk, "png"],
        "round_preview": opened,
        "tryout": [stage.partnership.pk, 1],
        "tryout_of_round": [stage.open.pk, 1],
        "round_mail": opened,
        "round_mail_texts": opened,
        "round_mail_progress": opened,
        "round_result": closed,
        "round_chart": [stage.closed.pk, "chain-wide.svg"],
        "round_report_pdf": closed,
        "unsubscribe": [unsubscribe_token(invitation.participant_id, invitation.participant.email)],
        "round_summary_pdf": closed,
        "round_memo": closed,
        "round_slides": closed,
        "round_export": closed,
        "round_chart_file": [stage.closed.pk, "chain.svg"],
        "round_open_answers": closed,
        "round_publish": closed,
        "round_foreword": closed,
        "round_share_links": closed,
        "share_link_end": [stage.closed.pk, stage.link.pk],
        "share_link": [share_token(stage.link.pk, stage.link.made_at)],
        "linked_result": [stage.link.pk],
        "linked_chart": [stage.link.pk, "forces-wide.svg"],
        "linked_pdf": [stage.link.pk],
        "round_workshop": opened,
        "round_workshop_count": opened,
        "round_workshop_guesses": closed,
        "round_workshop_close": closed,
        "guess": ["bbbbbb"],
        "example_chart": ["chain-wide.svg"],
        "shared_result": closed,
        "shared_chart": [stage.closed.pk, "forces-wide.svg"],
        "shared_report": closed,
        "shared_report_chart": [stage.closed.pk, "forces-wide.svg"],
        "shared_report_pdf": closed,
        "invitation": [invitation_token(invitation.pk, invitation.generation)],
        "open_link": [stage.open.join_code],
        "answer_page": [uuid.UUID(UNKNOWN), 1],
        "answer_copy_file": [uuid.UUID(UNKNOWN), "csv"],
        "replace_by_mail": [
            uuid.UUID(UNKNOWN),
            replace_token(invitation.pk, invitation.generation, uuid.UUID(UNKNOWN)),
        ],
        "withdraw_by_mail": [withdraw_token(invitation.pk, invitation.generation, is_superseded=False)],
    }
    found = {
        name: reverse(name, args=arguments.get(name, [uuid.UUID(UNKNOWN)] if name.startswith("answer_") else []))
        for name in EXPECTED
        if name != "mangled_link"
    }
    return found | {"mangled_link": found["invitation"].replace("/i/", "/I/").rstrip("/") + ")."}


def given(response):
    """Return one word for a response."""
    for close in response._resource_closers:
        close()
    if response.status_code == 302:
        return "sign in" if response.url.startswith("/accounts/login/?next=") else "elsewhere"
    words = {200: "page", 204: "nothing new", 403: "refused", 404: "gone", 410: "gone", 405: "not so", 422: "page"}
    return words[response.status_code]


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
    "accessibility": row(*["page"] * 5),
    "glossary": row(*["page"] * 5),
    "help": row(*["page"] * 5),
    "privacy": row(*["page"] * 5),
    "security_txt": row(*["gone"] * 5),
    "example": row(*["page"] * 5),
    "example_chart": row(*["page"] * 5),
    "example_pdf": row(*["page"] * 5),
    "set_language": row(*["elsewhere"] * 5),
    "partnership_list": EVERYBODY_IN,
    "partnership_list_csv": EVERYBODY_IN,
    "partnership_create": EVERYBODY_IN,
    "programmes": EVERYBODY_IN,
    "rounds_create": EVERYBODY_IN,
    "rounds_opened": EVERYBODY_IN,
    "partnership_import": EVERYBODY_IN,
    "partnership_detail": READERS,
    "partnership_edit": OWNERS,
    "partnership_logo": OWNERS,
    "logo": row(*["page"] * 5),
    "partnership_archive": OWNERS,
    "partnership_copy": OWNERS,
    "partnership_delete": OWNERS,
    "partnership_export": OWNERS,
    "organisations_edit": OWNERS,
    "participants": OWNERS,
    "participant_create": OWNERS,
    "participants_import": OWNERS,
    "participants_example": OWNERS,
    "participant_edit": OWNERS,
    "participant_replace": OWNERS,
    "coordinators": READERS,
    "coordinator_invitation": row(*["page"] * 5),
    "round_create": OWNERS,
    "round_expectations": OWNERS,
    "action_plan": READERS,
    "action_plan_pdf": READERS,
    "planned_action_create": OWNERS,
    "planned_action_edit": OWNERS,
    "round_detail": READERS,
    "round_links": OWNERS,
    "round_response": row("sign in", "gone", "nothing new", "nothing new", "gone"),
    "round_edit": OWNERS,
    "round_call_off": row("sign in", "gone", "gone", "elsewhere", "gone"),
    "round_extend": OWNERS,
    "round_close": OWNERS,
    "round_closing": row("sign in", "gone", "elsewhere", "elsewhere", "gone"),
    "round_sheet": OWNERS,
    "round_open_code": OWNERS,
    "round_preview": READERS,
    "tryout": READERS,
    "tryout_of_round": READERS,
    "round_mail": OWNERS,
    "round_mail_texts": OWNERS,
    "round_mail_progress": row("sign in", "gone", "gone", "nothing new", "gone"),
    "round_result": READERS,
    "round_chart": READERS,
    "round_report_pdf": READERS,
    "link_again": row(*["page"] * 5),
    "code": row(*["page"] * 5),
    "mangled_link": row(*["elsewhere"] * 5),
    "unsubscribe": row(*["page"] * 5),
    "round_summary_pdf": READERS,
    "round_memo": READERS,
    "round_slides": READERS,
    "round_export": READERS,
    "round_chart_file": READERS,
    "round_open_answers": OWNERS,
    "round_publish": OWNERS,
    "round_foreword": OWNERS,
    "round_share_links": OWNERS,
    "share_link_end": OWNERS,
    "share_link": row(*["page"] * 5),
    "linked_result": WITHOUT_DEVICE,
    "linked_chart": WITHOUT_DEVICE,
    "linked_pdf": WITHOUT_DEVICE,
    "round_workshop": READERS,
    "round_workshop_count": READERS,
    "round_workshop_guesses": row("sign in", "gone", "nothing new", "nothing new", "gone"),
    "round_workshop_close": row("sign in", "gone", "elsewhere", "elsewhere", "gone"),
    "guess": row(*["gone"] * 5),
    "invitation": WITH_LINK,
    "open_link": WITH_LINK,
    "answer_start": WITHOUT_DEVICE,
    "answer_resume": WITHOUT_DEVICE,
    "answer_code": WITHOUT_DEVICE,
    "answer_replace": WITHOUT_DEVICE,
    "answer_page": WITHOUT_DEVICE,
    "answer_parts": WITHOUT_DEVICE,
    "answer_check": WITHOUT_DEVICE,
    "answer_sent": WITHOUT_DEVICE,
    "answer_withdraw": WITHOUT_DEVICE,
    "answer_copy": WITHOUT_DEVICE,
    "answer_copy_file": WITHOUT_DEVICE,
    "replace_by_mail": row(*["gone"] * 5),
    "withdraw_by_mail": row(*["page"] * 5),
    "shared_result": WITHOUT_DEVICE,
    "shared_chart": WITHOUT_DEVICE,
    "shared_report": WITHOUT_DEVICE,
    "shared_report_chart": WITHOUT_DEVICE,
    "shared_report_pdf": WITHOUT_DEVICE,
}
"""What each kind of visitor sees at each URL name."""

FOR_READING = {
    *(
        "home",
        "accessibility",
        "glossary",
        "help",
        "privacy",
        "example",
        "example_chart",
        "example_pdf",
        "partnership_list",
        "partnership_list_csv",
        "partnership_detail",
        "participants",
        "participants_example",
    ),
    *("round_detail", "round_response", "round_sheet", "round_open_code", "round_workshop", "round_workshop_count"),
    *("round_closing", "round_workshop_guesses", "round_mail_progress"),
}
"""The names that nobody can post to, beside results."""

READERS_POST = {"tryout", "tryout_of_round", "coordinators", "round_workshop_close"}
"""The names where a reader has something to post: answers that nobody keeps, leaving, and closing the screen."""
