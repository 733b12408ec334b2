"""Pages of the participants of a partnership: the list, and adding, correcting, replacing or removing one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.access import participant_for, partnership_for
from assessments.folding import has_all
from assessments.forms.people.participants import ParticipantForm
from assessments.models import Participant, Partnership, ScoringProfileVersion
from assessments.models.choices import State
from assessments.reporting.numbers import in_letters
from assessments.services.mail.smtp import can_mail
from assessments.services.people import (
    add_participant,
    change_participant,
    invited_now,
    open_rounds_with_links,
    remove_participant,
    replace_participant,
)
from assessments.services.plans import planned_for
from assessments.services.shown_rows import ChangedMeanwhileError
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.invitation_words import invited_words, promised_mail
from assessments.views.once import known_when_sent_twice, once
from assessments.views.people_end import people_end_words
from assessments.views.posted_forms import form_page, posted, require_safe_or_post

from .coverage import coverage_of

A_PAGE = 50
_ORDERS = {"organisation": ("organisation__name", "name", "pk"), "name": ("name", "pk"), "role": ("role", "name", "pk")}


@require_safe
@signed_in
def participants(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """List the participants by organisation, name or role; ``?q=`` searches."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    people = Participant.objects.filter(organisation__partnership=partnership).select_related("organisation")
    order = request.GET.get("order", "")
    order = order if order in _ORDERS else "organisation"
    words = " ".join(request.GET.get("q", "").split())[:100]
    found = _search(people, words).order_by(*_ORDERS[order])
    least = ScoringProfileVersion.newest().profile.min_group
    context = {
        "least": in_letters(least),
        "coverage": coverage_of(partnership, least),
        "partnership": partnership,
        "is_owner": True,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "n_people": people.count(),
        "can_open": not partnership.rounds.filter(state=State.OPEN).exists(),
        "people_end": people_end_words(partnership, timezone.now()),
        "words": words,
        "order": order,
        "orders": {"organisation": _("organisation"), "name": _("name"), "role": _("role")},
    }
    return render(request, "people/participants.html", context)


def _search(people: "QuerySet[Participant]", words: str) -> "QuerySet[Participant]":
    """Return those in whom all these words are found, whatever their case and accents, on every database."""
    if not words:
        return people
    texts = people.values_list("pk", "name", "email", "organisation__name")
    return people.filter(pk__in=[pk for pk, *of_person in texts if has_all(" ".join(of_person), words)])


@require_safe_or_post
@signed_in
def participant_create(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Add one person."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    now = timezone.now()
    form = ParticipantForm(
        posted(request),
        partnership=partnership,
        rounds=[(one, promised_mail(one, now)) for one in open_rounds_with_links(partnership, now)],
    )
    if form.is_valid():
        try:
            return once(request, lambda: _add(request, partnership, form))
        except ValidationError as error:
            form.add_error(None, error)
    return form_page(request, "people/participant_create.html", form, partnership=partnership)


def _add(request: AuthenticatedRequest, partnership: Partnership, form: ParticipantForm) -> str:
    person = form.save(commit=False)
    now, rounds = timezone.now(), form.chosen_rounds
    add_participant(person, rounds=rounds, by=request.user, now=now)
    has_address = int(bool(person.email))
    said = [_("%(name)s has been added.") % {"name": person.name}]
    messages.success(request, " ".join([*said, *invited_words(rounds, has_address, 1 - has_address, now)]))
    return reverse("participant_create" if "more" in request.POST else "participants", args=[partnership.pk])


@require_safe_or_post
@signed_in
@known_when_sent_twice
def participant_edit(request: AuthenticatedRequest, participant_id: int) -> HttpResponse:
    """Correct or remove one person."""
    person = participant_for(request.user, participant_id)
    partnership, name = person.organisation.partnership, person.name
    if request.method == "POST" and "remove" in request.POST:
        return once(request, lambda: _remove(request, person))
    form = ParticipantForm(posted(request), instance=person, partnership=partnership)
    if form.is_valid():
        try:
            return once(request, lambda: _change(request, partnership, form))
        except ChangedMeanwhileError as error:
            form.tell_changed(error)
        except ValidationError as error:
            form.add_error(None, error)
    asked = invited_now(Participant.objects.filter(pk=person.pk), timezone.now())
    context = {
        "partnership": partnership,
        "person": Participant.objects.filter(pk=person.pk).first() or person,
        "name": name,
        "is_invited_now": asked.exists(),
        "n_planned": len(planned_for(person)),
        "can_mail": can_mail(),
    }
    return form_page(request, "people/participant_edit.html", form, **context)


def _remove(request: AuthenticatedRequest, person: Participant) -> str:
    name, partnership_id = person.name, person.organisation.partnership_id
    from_plan = "from_plan" in request.POST
    remove_participant(person, by=request.user, now=timezone.now(), from_plan=from_plan)
    said = _("%(name)s has been removed, from the plan too.") if from_plan else _("%(name)s has been removed.")
    messages.success(request, said % {"name": name})
    return reverse("participants", args=[partnership_id])


def _change(request: AuthenticatedRequest, partnership: Partnership, form: ParticipantForm) -> str:
    change_participant(form.save(commit=False), by=request.user, now=timezone.now(), shown=form.shown)
    messages.success(request, _("The participant has been saved."))
    return reverse("participants", args=[partnership.pk])


@require_safe_or_post
@signed_in
@known_when_sent_twice
def participant_replace(request: AuthenticatedRequest, participant_id: int) -> HttpResponse:
    """Replace a person by someone else: the old link dies, the new person gets one."""
    old = participant_for(request.user, participant_id)
    partnership, name = old.organisation.partnership, old.name
    start = Participant(organisation=old.organisation, role=old.role)
    form = ParticipantForm(posted(request), instance=start, partnership=partnership)
    if form.is_valid():
        try:
            return once(request, lambda: _replace(request, old, form))
        except ValidationError as error:
            form.add_error(None, error)
    context = {"partnership": partnership, "person": old, "name": name, "n_planned": len(planned_for(old))}
    return form_page(request, "people/participant_replace.html", form, **context)


def _replace(request: AuthenticatedRequest, old: Participant, form: ParticipantForm) -> str:
    partnership, now, new = old.organisation.partnership, timezone.now(), form.save(commit=False)
    rounds = [one for one in open_rounds_with_links(partnership, now) if one.invitations.filter(participant=old)]
    values = {"new": form.cleaned_data["name"], "old": old.name}
    replace_participant(old, new, by=request.user, now=now, from_plan="from_plan" in request.POST)
    has_address = int(bool(new.email))
    said = [_("%(new)s takes part in place of %(old)s.") % values]
    messages.success(request, " ".join([*said, *invited_words(rounds, has_address, 1 - has_address, now)]))
    return reverse("participants", args=[partnership.pk])
