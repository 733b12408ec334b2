"""The worker deletes sessions that have ended, and leaves the others."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from assessments.services.retention import delete_ended_sessions
from assessments.services.worker import usual_duties


@pytest.mark.django_db
def test_sessions_that_have_ended_are_deleted(settings):
    store = import_module(settings.SESSION_ENGINE).SessionStore
    kept, ended = store(), store()
    for session in (kept, ended):
        session["who"] = "anna"
        session.save()
    last = Session.objects.order_by("pk").last()
    Session.objects.filter(pk=last.pk).update(expire_date=timezone.now() - timedelta(days=1))
    delete_ended_sessions(now=timezone.now())
    assert Session.objects.count() == 1
    assert not Session.objects.filter(pk=last.pk).exists()


def test_the_worker_has_this_duty():
    assert "delete sessions that have ended" in [duty.name for duty in usual_duties(20)]
