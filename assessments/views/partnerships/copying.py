"""The page for copying a partnership."""

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import partnership_for
from assessments.forms.partnerships.copying import CopyForm
from assessments.models import Participant, Partnership
from assessments.services.copying import copy_partnership
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.once import known_when_sent_twice, once
from assessments.views.posted_forms import form_page, posted, require_safe_or_post
from assessments.vocabulary.limits import MOST_IN_A_NAME


@require_safe_or_post
@signed_in
@known_when_sent_twice
def partnership_copy(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Make a partnership like this one, without its rounds."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    others = partnership.coordinatorships.exclude(user=request.user).filter(user__is_active=True)
    form = CopyForm(
        posted(request),
        n_people=Participant.objects.filter(organisation__partnership=partnership).count(),
        others=[str(one.user) for one in others.select_related("user").order_by("user__name", "pk")],
        initial={"name": (_("Copy of %(name)s") % {"name": partnership.name})[:MOST_IN_A_NAME]},
    )
    if form.is_valid():
        return once(request, lambda: _copy(request, partnership, form))
    return form_page(request, "partnerships/partnership_copy.html", form, partnership=partnership)


def _copy(request: AuthenticatedRequest, partnership: Partnership, form: CopyForm) -> str:
    copy = copy_partnership(partnership, request.user, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("The copy has been made. It has no rounds yet."))
    return reverse("partnership_detail", args=[copy.pk])
