"""The coordinator's partnerships: the list, a new one, and one with its organisations, people and rounds."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.access import coordinatorship_for, partnership_for, partnerships_for
from assessments.forms.coordinator import NewPartnershipForm, PartnershipForm
from assessments.forms.coordinator_rows import OrganisationRows
from assessments.models import Round
from assessments.models.audit import Deed
from assessments.models.choices import Access
from assessments.services.partnerships import (
    ChangedElsewhereError,
    OrganisationInUseError,
    create_partnership,
    save_organisations,
)

from .coordinator_deeds import deed_lines, note
from .coordinator_errors import errors_of, errors_of_rows
from .coordinator_words import partnership_line, round_line


@require_safe
@login_required
def partnership_list(request: HttpRequest) -> HttpResponse:
    """List the partnerships that this user coordinates."""
    now = timezone.now()
    lines = [partnership_line(partnership, now) for partnership in partnerships_for(request.user)]
    return render(request, "coordinator/partnership_list.html", {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def partnership_create(request: HttpRequest) -> HttpResponse:
    """Make a partnership with its organisations."""
    form = NewPartnershipForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        partnership = create_partnership(request.user, **form.cleaned_data)  # type: ignore[arg-type]
        note(request, Deed.MADE, partnership)
        messages.success(request, _("The partnership has been made. Now name the people who take part."))
        return redirect("participants", partnership.pk)
    context = {"form": form, "errors": errors_of(form)}
    return render(request, "coordinator/partnership_create.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def partnership_detail(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Show a partnership: its rounds, organisations and, to an owner, the people."""
    coordinatorship = coordinatorship_for(request.user, partnership_id)
    partnership = coordinatorship.partnership
    now = timezone.now()
    is_owner = coordinatorship.access == Access.OWNER
    organisations = partnership.organisations.all()
    context = {
        "partnership": partnership,
        "is_owner": is_owner,
        "lines": [round_line(round_, now) for round_ in Round.objects.filter(partnership=partnership).with_diagnosis()],
        "deeds": deed_lines(partnership) if is_owner else [],
        "organisations": organisations.prefetch_related("participants") if is_owner else organisations,
    }
    return render(request, "coordinator/partnership_detail.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def partnership_edit(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Change the name, theme, start and retention of a partnership."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    name = partnership.name
    form = PartnershipForm(request.POST if request.method == "POST" else None, instance=partnership)
    if form.is_bound and form.is_valid():
        form.save()
        note(request, Deed.CHANGED, partnership)
        messages.success(request, _("Your changes have been saved."))
        return redirect("partnership_detail", partnership.pk)
    context = {"form": form, "errors": errors_of(form), "partnership": partnership, "name": name}
    return render(request, "coordinator/partnership_edit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def organisations_edit(request: HttpRequest, partnership_id: int) -> HttpResponse:
    """Add, rename and remove organisations."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    rows = OrganisationRows(request.POST if request.method == "POST" else None, instance=partnership)
    if rows.is_bound and rows.is_valid():
        try:
            save_organisations(partnership, kept=rows.kept(), removed=rows.removed(), n_known=rows.n_known)
        except ChangedElsewhereError:
            rows.refuse_as_changed()
        except OrganisationInUseError as error:
            rows.refuse(
                _("%(name)s has been asked to answer in a round, so it cannot be removed.")
                % {"name": error.organisation.name}
            )
        else:
            note(request, Deed.ORGANISATIONS, partnership)
            messages.success(request, _("The organisations have been saved."))
            return redirect("partnership_detail", partnership.pk)
    return _rows_page(request, "coordinator/organisations_edit.html", partnership=partnership, rows=rows)


def _rows_page(request: HttpRequest, template: str, **context: object) -> HttpResponse:
    errors = errors_of_rows(context["rows"])  # type: ignore[arg-type]
    return render(request, template, context | {"errors": errors}, status=422 if errors else 200)
