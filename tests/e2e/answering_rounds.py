"""Puts a round with personal links and one that has closed in the site's database, and prints the links as JSON."""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "collab.settings"

import django

django.setup()

from django.utils import timezone  # noqa: E402

from assessments.models import User  # noqa: E402
from tests.answering.device import link_of, open_link_of  # noqa: E402
from tests.cast import make_partnership, make_round  # noqa: E402


def main():
    """Make the rounds under a name of their own, with as many personal links as the first argument says."""
    n_links = int(sys.argv[1]) if len(sys.argv) > 1 else 12
    name = os.urandom(4).hex()
    owner = User.objects.create_user(f"{name}@voorbeeld.test")
    round_ = make_round(make_partnership(owner, f"Jeugdketen {name}"), n_participants=n_links)
    round_.contact_name, round_.contact_email = "Marieke de Vries", "marieke@voorbeeld.test"
    links = {"open": open_link_of(round_), "personal": [link_of(round_, number) for number in range(n_links)]}
    closed = make_round(make_partnership(owner, f"Zorgalliantie {name}"))
    closed.closes_at = timezone.now() - timedelta(minutes=5)
    closed.save()
    many = make_round(make_partnership(owner, f"Regio {name}"), n_participants=0)
    for organisation in (
        "Zorggroep Ijmond",
        "Café Één",
        "GGD Noord",
        "Gemeente Noord",
        "Brandweer",
        "Politie",
        "Vluchtelingenwerk",
    ):
        many.partnership.organisations.create(name=organisation)
    sys.stdout.write(json.dumps(links | {"closed": link_of(closed), "many": open_link_of(many)}))


if __name__ == "__main__":
    main()
