"""Pages for creating a partnership, and for changing its facts and organisations."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.access import partnership_for
from assessments.forms.partnerships.edit import NewPartnershipForm, PartnershipForm
from assessments.forms.partnerships.organisations import OrganisationFormSet, OrganisationRows
from assessments.models import Partnership
from assessments.services.partnerships import (
    ChangedElsewhereError,
    OrganisationInUseError,
    change_partnership,
    create_partnership,
    last_editor_of_organisations,
    names_of,
    save_organisations,
)
from assessments.services.shown_rows import ChangedMeanwhileError
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.once import known_when_sent_twice, once
from assessments.views.posted_forms import errors_of_rows, form_page, page_with_errors, posted, require_safe_or_post


@require_safe_or_post
@signed_in
def partnership_create(request: AuthenticatedRequest) -> HttpResponse:
    """Create a partnership with its organisations."""
    form = NewPartnershipForm(posted(request))
    if form.is_valid():
        return once(request, lambda: _create(request, form))
    return form_page(request, "partnerships/partnership_create.html", form)


def _create(request: AuthenticatedRequest, form: NewPartnershipForm) -> str:
    partnership = create_partnership(request.user, by=request.user, now=timezone.now(), **form.cleaned_data)
    messages.success(request, _("The partnership has been created. Now add the people who take part."))
    return reverse("participants", args=[partnership.pk])


@require_safe_or_post
@signed_in
@known_when_sent_twice
def partnership_edit(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Change the name, theme, start and retention of a partnership."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    name = partnership.name
    form = PartnershipForm(posted(request), instance=partnership)
    if form.is_valid():
        try:
            return once(request, lambda: _change(request, form))
        except ChangedMeanwhileError as error:
            form.tell_changed(error)
    return form_page(request, "partnerships/partnership_edit.html", form, partnership=partnership, name=name)


def _change(request: AuthenticatedRequest, form: PartnershipForm) -> str:
    change_partnership(form.instance, by=request.user, now=timezone.now(), shown=form.shown)
    messages.success(request, _("Your changes have been saved."))
    return reverse("partnership_detail", args=[form.instance.pk])


@require_safe_or_post
@signed_in
@known_when_sent_twice
def organisations_edit(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Add, rename and remove organisations."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    rows = OrganisationRows(posted(request), instance=partnership)
    if rows.is_bound and rows.management_form.is_valid() and rows.shown() != names_of(partnership):
        rows = rows.again(last_editor_of_organisations(partnership))
    elif rows.is_valid():
        try:
            return once(request, lambda: _save_organisations(request, partnership, rows))
        except ChangedElsewhereError:
            rows = rows.again(last_editor_of_organisations(partnership))
        except OrganisationInUseError as error:
            rows.refuse(
                _("%(name)s has been asked to answer in a round, so it cannot be removed.")
                % {"name": error.organisation.name}
            )
        except ValidationError as error:
            rows.refuse(error.messages[0])
    context = {"partnership": partnership, "rows": rows}
    return page_with_errors(request, "partnerships/organisations_edit.html", context, errors_of_rows(rows))


def _save_organisations(request: AuthenticatedRequest, partnership: Partnership, rows: OrganisationFormSet) -> str:
    by, now = request.user, timezone.now()
    save_organisations(partnership, kept=rows.kept(), removed=rows.removed(), shown=rows.shown(), by=by, now=now)
    messages.success(request, _("The organisations have been saved."))
    return reverse("partnership_detail", args=[partnership.pk])
