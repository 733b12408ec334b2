"""The page on which many partnerships at once are put in a programme, or taken out of it."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.access import partnerships_for
from assessments.forms.partnerships.programmes import LIST, ProgrammeForm
from assessments.models import Programme
from assessments.reporting.names import listed
from assessments.services.programmes import FullError, put_in_programme, take_out_of_programme
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.chosen_partnerships import chosen_partnerships, named_in
from assessments.views.once import once
from assessments.views.posted_forms import form_page, posted, require_safe_or_post
from assessments.vocabulary.limits import MOST_PROGRAMMES

from .overview_filter import OverviewFilter, programme_names


@require_safe_or_post
@signed_in
def programmes(request: AuthenticatedRequest) -> HttpResponse:
    """Put partnerships in a programme, or take them out of it."""
    offered = chosen_partnerships(request)
    form = ProgrammeForm(
        posted(request),
        offered=offered,
        programmes=programmes_of([one.pk for one in offered]),
        known=programme_names(partnerships_for(request.user)),
        initial={"partnerships": [one.pk for one in offered] if named_in(request) else []},
    )
    if form.is_valid():
        try:
            return once(request, lambda: _change(request, form))
        except FullError as error:
            words = _("%(name)s is in %(most)s programmes already. Take it out of one of them first.")
            form.add_error("partnerships", words % {"name": error.partnership.name, "most": MOST_PROGRAMMES})
    return form_page(request, "partnerships/programmes.html", form, offered=offered, list_id=LIST)


def programmes_of(numbers: Collection[int] | QuerySet[Any]) -> dict[int, str]:
    """Return the programmes of each of the partnerships with these ids, in words."""
    found: dict[int, list[str]] = {}
    rows = Programme.objects.filter(partnership__in=numbers).order_by("name")
    for number, name in rows.values_list("partnership", "name"):
        found.setdefault(number, []).append(name)
    return {number: listed(names) for number, names in found.items()}


def _change(request: AuthenticatedRequest, form: ProgrammeForm) -> str:
    name, chosen, by, now = form.cleaned_data["name"], form.chosen(), request.user, timezone.now()
    if request.POST.get("do") == "out":
        n_changed = take_out_of_programme(chosen, name, by=by, now=now)
        told = ngettext(
            "%(number)s partnership is no longer in the programme “%(name)s”.",
            "%(number)s partnerships are no longer in the programme “%(name)s”.",
            n_changed,
        )
    else:
        put_in_programme(chosen, name, by=by, now=now)
        n_changed = len(chosen)
        told = ngettext(
            "%(number)s partnership is in the programme “%(name)s” now.",
            "%(number)s partnerships are in the programme “%(name)s” now.",
            n_changed,
        )
    messages.success(request, told % {"number": n_changed, "name": name})
    still_there = name in programme_names(partnerships_for(request.user))
    return OverviewFilter(programme=name if still_there else "").address()
