"""Making a partnership, and changing its facts, organisations and people."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.access import partnership_for
from assessments.forms.partnerships.edit import NewPartnershipForm, PartnershipForm
from assessments.forms.partnerships.organisations import OrganisationRows
from assessments.models.audit import Deed
from assessments.services.partnerships import (
    ChangedElsewhereError,
    OrganisationInUseError,
    create_partnership,
    save_organisations,
)
from assessments.views.deeds import note
from assessments.views.posted_forms import errors_of, errors_of_rows


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
    return render(request, "partnerships/partnership_create.html", context, status=422 if form.errors else 200)


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
    return render(request, "partnerships/partnership_edit.html", context, status=422 if form.errors else 200)


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
    return _rows_page(request, "partnerships/organisations_edit.html", partnership=partnership, rows=rows)


def _rows_page(request: HttpRequest, template: str, **context: object) -> HttpResponse:
    errors = errors_of_rows(context["rows"])  # type: ignore[arg-type]
    return render(request, template, context | {"errors": errors}, status=422 if errors else 200)
