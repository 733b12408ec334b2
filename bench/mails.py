"""A wave of mail: how quickly rounds that open fill the queue, and how quickly one worker hands its mails over.

Run ``python -m bench.mails``; DATABASE_URL chooses another database than a new SQLite file. The mail server stands on
this machine and takes everything, so what is measured is the product: what a real server adds comes on top.
"""
# ruff: noqa: E402 - the settings must stand before anything of Django is imported

import os
import tempfile
import time
from datetime import timedelta

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="driekracht-bench-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "collab.settings"
os.environ["LOG_LEVEL"] = "ERROR"

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from assessments.models import Organisation, Participant, User
from assessments.services.catalogue import load_catalogue
from assessments.services.mail.delivery import send_due_mails
from assessments.services.mail.mailings import fill_due_mailings
from assessments.services.partnerships import create_partnership
from assessments.services.rounds import open_and_invite
from bench.rows import Row, finish
from tests.mail.sink import mail_server

ROUNDS, PEOPLE = 20, 30


def opened(owner, number):
    """Open a round of as many people as partnerships have."""
    now = timezone.now()
    partnership = create_partnership(owner, name=f"Verband {number}", organisations=["A", "B", "C"], by=None, now=now)
    organisations = list(Organisation.objects.filter(partnership=partnership))
    people = Participant.objects.bulk_create(
        Participant(organisation=organisations[n % 3], name=f"P {n}", email=f"p{n}@v{number}.test", role="manager")
        for n in range(PEOPLE)
    )
    open_and_invite(partnership, people, by=None, title="Meting", closes_at=now + timedelta(days=21), now=now)


def main():
    """Open rounds, fill the queue and empty it."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    load_catalogue()
    owner = User.objects.create_user(f"bench-{time.time_ns()}@voorbeeld.test")
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = "django.core.mail.backends.smtp.EmailBackend", "127.0.0.1"
    with mail_server() as server:
        settings.EMAIL_PORT = server.port
        begun = time.perf_counter()
        for number in range(ROUNDS):
            opened(owner, number)
        fill_due_mailings(now=timezone.now())
        filled = time.perf_counter() - begun
        begun, begun_cpu, sent = time.perf_counter(), time.process_time(), 0
        while now_sent := send_due_mails(now=timezone.now()):
            sent += now_sent
        spent, cpu = time.perf_counter() - begun, time.process_time() - begun_cpu
    if len(server.texts) != sent or sent != ROUNDS * PEOPLE:
        raise SystemExit(f"{sent} mails were sent, and {len(server.texts)} came")
    database = connection.vendor
    handed_over = f"{sent / spent:.0f} a second, {1000 * cpu / sent:.1f} ms CPU each, with those of the server"
    finish(
        [
            Row(
                f"a round of {PEOPLE} people made and its mails queued, {database}", f"{1000 * filled / ROUNDS:.0f} ms"
            ),
            Row(f"mails handed over by one worker, {database}", handed_over),
        ]
    )


if __name__ == "__main__":
    main()
