"""Sends in answers through the open link of the round whose number is given, in the site's database.

The open link is then the only way in, so that the round counts live.
"""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "collab.settings"

import django

django.setup()

from assessments.models import Round  # noqa: E402
from tests.responses import open_key, ratings, send  # noqa: E402


def main():
    """Answer everything, as a professional of one of the organisations."""
    Round.objects.filter(pk=int(sys.argv[1])).update(has_personal_links=False)
    round_ = Round.objects.get(pk=int(sys.argv[1]))
    send(open_key(round_, round_.partnership.organisations.first()), ratings(4))


if __name__ == "__main__":
    main()
