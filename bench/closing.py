"""Closing a round: seconds per number of answers, which must grow with them and not faster.

Run ``python -m bench.closing``; DATABASE_URL chooses another database than a new SQLite file. Half of the people get a
personal link, half come through the open link; everyone fills in all questions, open ones too. The report is not part
of it: that is made when someone asks for it.
"""
# ruff: noqa: E402 - the settings must stand before anything of Django is imported

import os
import random
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="driekracht-bench-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "collab.settings"
os.environ["LOG_LEVEL"] = "ERROR"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django

django.setup()

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from assessments.catalogue.questionnaire import current_version, questionnaire
from assessments.models import Invitation, Organisation, Participant, User
from assessments.models.answers import Response
from assessments.results.stored_results import result_of
from assessments.services.catalogue import load_catalogue
from assessments.services.closing import close_round
from assessments.services.partnerships import create_partnership
from assessments.services.rounds import open_round
from bench.rows import Row, finish

SIZES = (30, 1_250, 2_500, 5_000, 10_000)
ROLES = ("professional", "professional", "professional", "manager", "bestuurder", "overheid")
TARGET = 5.0
"""Seconds for the largest round."""


def entries(chance, now):
    """Return one person's answers as they are stored."""
    asked = questionnaire(current_version()).instrument
    values = {code: chance.randint(1, 5) for code in asked.rating_codes}
    values |= {"B0": chance.sample("abcdefgh", 3), "O1": "Dat gaat goed. " * 8, "O2": "Dat moet beter. " * 8}
    return {code: {"value": value, "number": 1, "at": now.isoformat()} for code, value in values.items()}


def filled_round(owner, n_answers):
    """Return an open round with ``n_answers`` sent answers, from twenty organisations."""
    now, chance = timezone.now(), random.Random(n_answers)
    names = [f"Organisatie {number:02}" for number in range(20)]
    partnership = create_partnership(owner, name=f"{n_answers} antwoorden", organisations=names, by=None, now=now)
    organisations = list(Organisation.objects.filter(partnership=partnership))
    round_ = open_round(
        partnership, by=None, title="Meting", closes_at=now + timedelta(days=1), now=now, has_open_link=True
    )
    people = Participant.objects.bulk_create(
        Participant(organisation=organisations[n % 20], name=f"Persoon {n}", role=ROLES[n % 6])
        for n in range(n_answers // 2)
    )
    invitations = Invitation.objects.bulk_create(
        Invitation(round=round_, participant=person, organisation=person.organisation, role=person.role)
        for person in people
    )
    Response.objects.bulk_create(
        Response(
            round=round_,
            invitation=invitations[n] if n < len(invitations) else None,
            organisation=organisations[n % 20],
            role=ROLES[n % 6],
            answers=entries(chance, now),
            started_at=now,
            changed_at=now,
            sent_at=now,
        )
        for n in range(n_answers)
    )
    return round_


def main():
    """Measure every size, the largest as the best of three, and say whether it grows linearly."""
    call_command("migrate", verbosity=0)
    load_catalogue()
    owner = User.objects.create_user(f"bench-{time.time_ns()}@voorbeeld.test")
    seconds, cpu = {}, {}
    for n_answers in SIZES:
        seconds[n_answers], cpu[n_answers] = min(
            closing(owner, n_answers) for _time in range(3 if n_answers > 5_000 else 1)
        )
    largest = SIZES[-1]
    growth = cpu[largest] / cpu[largest // 2]
    name = f"closing a round of {largest:,} answers, {connection.vendor}"
    rows = [
        Row(name, f"{seconds[largest]:.2f} s", "without the report", seconds[largest], most=TARGET, unit="s"),
        Row("twice the answers", f"{cpu[largest]:.2f} s CPU", f"{cpu[largest // 2]:.2f} s", growth, most=2.5),
    ]
    finish(rows, **{f"closing a round (seconds), by answers, {connection.vendor}": sorted(seconds.items())})


def closing(owner, n_answers):
    """Return the seconds, and those of the processor, that closing a new round with so many answers takes."""
    round_ = filled_round(owner, n_answers)
    started, started_cpu = time.perf_counter(), time.process_time()
    close_round(round_.pk, by=None, now=timezone.now())
    spent = time.perf_counter() - started, time.process_time() - started_cpu
    if Response.objects.filter(round=round_).exists() or not result_of(round_).disclosed.diagnosis:
        raise SystemExit("the round was not closed")
    return spent


if __name__ == "__main__":
    main()
