"""Puts rounds in every state in the site's database, and prints their links as JSON."""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
os.environ["DJANGO_SETTINGS_MODULE"] = "collab.settings"

import django

django.setup()

from django.utils import timezone  # noqa: E402

from assessments.links import replace_token, unsubscribe_token, withdraw_token  # noqa: E402
from assessments.models import User  # noqa: E402
from assessments.models.choices import Published  # noqa: E402
from assessments.services.result_sharing import publish_result  # noqa: E402
from tests.answering.device import link_of, open_link_of  # noqa: E402
from tests.cast import make_partnership, make_round  # noqa: E402
from tests.reporting.results import closed_round  # noqa: E402
from tests.responses import key_of, send, varied  # noqa: E402

MANY = ("Zorggroep Ijmond", "Café Één", "GGD Noord", "Gemeente Noord", "Brandweer", "Politie", "Vluchtelingenwerk")


def main():
    """Make the rounds under a name of their own, with as many personal links as the first argument says."""
    n_links = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    name, now = os.urandom(4).hex(), timezone.now()
    owner = User.objects.create_user(f"{name}@voorbeeld.test")
    contact = {"contact_name": "Marieke de Vries", "contact_email": "marieke@voorbeeld.test"}
    round_ = make_round(make_partnership(owner, f"Jeugdketen {name}"), n_participants=n_links, **contact)
    elsewhere = make_partnership(owner, f"Zorgalliantie {name}")
    closed = make_round(elsewhere, **contact)
    closed.closes_at = now - timedelta(minutes=5)
    closed.save()
    planned = make_round(elsewhere, **contact)
    planned.opens_at = now + timedelta(days=1)
    planned.save()
    published = publish_result(closed_round(elsewhere, **contact), Published.WHOLE, by=None, now=now)
    many = make_round(make_partnership(owner, f"Regio {name}"), n_participants=0)
    for organisation in MANY:
        many.partnership.organisations.create(name=organisation)
    unwilling = round_.invitations.first().participant
    asked = make_round(elsewhere, n_participants=1, **contact).invitations.get()
    send(key_of(asked), varied(1))
    waiting = send(key_of(asked), varied(2)).response_id
    links = {
        "open": open_link_of(round_),
        "personal": [link_of(round_, number) for number in range(n_links)],
        "closed": link_of(closed),
        "planned": link_of(planned),
        "published": link_of(published),
        "late": link_of(make_round(elsewhere, n_participants=1, **contact)),
        "full": open_link_of(make_round(elsewhere, open_limit=1, **contact)),
        "many": open_link_of(many),
        "leaves": many.partnership.organisations.first().pk,
        "replace": f"/answers/replace/{waiting}/{replace_token(asked.pk, asked.generation, waiting)}/",
        "withdraw": f"/answers/withdraw/{withdraw_token(asked.pk, asked.generation, is_superseded=False)}/",
        "unsubscribe": f"/u/{unsubscribe_token(unwilling.pk, unwilling.email)}/",
    }
    sys.stdout.write(json.dumps(links))


if __name__ == "__main__":
    main()
