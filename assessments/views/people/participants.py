"""Pages of the participants of a partnership: the list, and adding, correcting, replacing or removing one."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.access import participant_for, partnership_for
from assessments.forms.people.participants import ParticipantForm
from assessments.models import Participant, ScoringProfileVersion
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
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.people_end import people_end_words
from assessments.views.posted_forms import form_page, posted, require_safe_or_post

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
    context = {
        "least": in_letters(ScoringProfileVersion.newest().profile.min_group),
        "partnership": partnership,
        "is_owner": True,
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "n_people": people.count(),
        "people_end": people_end_words(partnership, timezone.now()),
        "words": words,
        "order": order,
        "orders": {"organisation": _("organisation"), "name": _("name"), "role": _("role")},
    }
    return render(request, "people/participants.html", context)


def _search(people: "QuerySet[Participant]", words: str) -> "QuerySet[Participant]":
    for word in words.split():
        fields = ("name", "email", "organisation__name")
        people = people.filter(Q(*((f"{field}__icontains", word) for field in fields), _connector=Q.OR))
    return people


@require_safe_or_post
@signed_in
def participant_create(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Add one person."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    now = timezone.now()
    form = ParticipantForm(
        posted(request),
        partnership=partnership,
        rounds=open_rounds_with_links(partnership, now),
    )
    if form.is_valid():
        try:
            add_participant(form.save(commit=False), rounds=form.chosen_rounds, by=request.user, now=now)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("%(name)s has been added.") % {"name": form.cleaned_data["name"]})
            return redirect("participant_create" if "more" in request.POST else "participants", partnership.pk)
    return form_page(request, "people/participant_create.html", form, partnership=partnership)


@require_safe_or_post
@signed_in
def participant_edit(request: AuthenticatedRequest, participant_id: int) -> HttpResponse:
    """Correct or remove one person."""
    person = participant_for(request.user, participant_id)
    partnership, name = person.organisation.partnership, person.name
    if request.method == "POST" and "remove" in request.POST:
        remove_participant(person, by=request.user, now=timezone.now())
        messages.success(request, _("%(name)s has been removed.") % {"name": name})
        return redirect("participants", partnership.pk)
    form = ParticipantForm(posted(request), instance=person, partnership=partnership)
    if form.is_valid():
        try:
            change_participant(form.save(commit=False), by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The participant has been saved."))
            return redirect("participants", partnership.pk)
    asked = invited_now(Participant.objects.filter(pk=person.pk), timezone.now())
    context = {
        "partnership": partnership,
        "person": Participant.objects.filter(pk=person.pk).first() or person,
        "name": name,
        "is_invited_now": asked.exists(),
        "can_mail": can_mail(),
    }
    return form_page(request, "people/participant_edit.html", form, **context)


@require_safe_or_post
@signed_in
def participant_replace(request: AuthenticatedRequest, participant_id: int) -> HttpResponse:
    """Replace a person by someone else: the old link dies, the new person gets one."""
    old = participant_for(request.user, participant_id)
    partnership, name = old.organisation.partnership, old.name
    start = Participant(organisation=old.organisation, role=old.role)
    form = ParticipantForm(posted(request), instance=start, partnership=partnership)
    if form.is_valid():
        try:
            replace_participant(old, form.save(commit=False), by=request.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            values = {"new": form.cleaned_data["name"], "old": name}
            messages.success(request, _("%(new)s takes part in the place of %(old)s.") % values)
            return redirect("participants", partnership.pk)
    context = {"partnership": partnership, "person": old, "name": name}
    return form_page(request, "people/participant_replace.html", form, **context)
