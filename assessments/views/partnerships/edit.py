"""Pages for creating a partnership, and for changing its facts and organisations."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import partnership_for
from assessments.forms.partnerships.edit import NewPartnershipForm, PartnershipForm
from assessments.forms.partnerships.organisations import OrganisationRows
from assessments.services.partnerships import (
    ChangedElsewhereError,
    OrganisationInUseError,
    change_partnership,
    create_partnership,
    save_organisations,
)
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.posted_forms import errors_of_rows, form_page, page_with_errors, posted, require_safe_or_post


@require_safe_or_post
@signed_in
def partnership_create(request: AuthenticatedRequest) -> HttpResponse:
    """Create a partnership with its organisations."""
    form = NewPartnershipForm(posted(request))
    if form.is_valid():
        partnership = create_partnership(request.user, by=request.user, now=timezone.now(), **form.cleaned_data)
        messages.success(request, _("The partnership has been made. Now name the people who take part."))
        return redirect("participants", partnership.pk)
    return form_page(request, "partnerships/partnership_create.html", form)


@require_safe_or_post
@signed_in
def partnership_edit(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Change the name, theme, start and retention of a partnership."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    name = partnership.name
    form = PartnershipForm(posted(request), instance=partnership)
    if form.is_valid():
        change_partnership(form.instance, by=request.user, now=timezone.now())
        messages.success(request, _("Your changes have been saved."))
        return redirect("partnership_detail", partnership.pk)
    return form_page(request, "partnerships/partnership_edit.html", form, partnership=partnership, name=name)


@require_safe_or_post
@signed_in
def organisations_edit(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Add, rename and remove organisations."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    rows = OrganisationRows(posted(request), instance=partnership)
    if rows.is_valid():
        try:
            save_organisations(
                partnership,
                kept=rows.kept(),
                removed=rows.removed(),
                n_known=rows.n_known,
                by=request.user,
                now=timezone.now(),
            )
        except ChangedElsewhereError:
            rows.refuse_as_changed()
        except OrganisationInUseError as error:
            rows.refuse(
                _("%(name)s has been asked to answer in a round, so it cannot be removed.")
                % {"name": error.organisation.name}
            )
        else:
            messages.success(request, _("The organisations have been saved."))
            return redirect("partnership_detail", partnership.pk)
    context = {"partnership": partnership, "rows": rows}
    return page_with_errors(request, "partnerships/organisations_edit.html", context, errors_of_rows(rows))
