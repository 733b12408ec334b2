"""Pages of the action plan: see it, plan an action, record its progress, and download it for print."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from assessments.access import coordinatorship_for, partnership_for, planned_action_for
from assessments.forms.plan.planned_action import PlannedActionForm
from assessments.languages import language_asked_for
from assessments.models import Partnership, PlannedAction
from assessments.models.choices import Access
from assessments.services.plan_paper import actions_of, planned_lines
from assessments.services.plans import remove_planned_action, save_planned_action
from assessments.services.report_requests import get_plan_or_ask
from assessments.services.shown_rows import ChangedMeanwhileError
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.being_made import show_progress
from assessments.views.downloads import download_kept
from assessments.views.once import known_when_sent_twice, once
from assessments.views.posted_forms import form_page, posted, require_safe_or_post

from .words import advice_for, proposed_title


@require_safe
@signed_in
def action_plan(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Show what was agreed, its progress, what changed in the scores, and what the last result proposes."""
    coordinatorship = coordinatorship_for(request.user, partnership_id)
    actions = actions_of(coordinatorship.partnership)
    context = {
        "partnership": coordinatorship.partnership,
        "is_owner": coordinatorship.access == Access.OWNER,
        "lines": planned_lines(actions, timezone.now()),
        "advice": advice_for(coordinatorship.partnership),
        "taken": {action.action_code for action in actions if action.action_code},
    }
    return render(request, "plan/action_plan.html", context)


@require_safe_or_post
@signed_in
def planned_action_create(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Plan an action: one that the last result proposes (``?action=`` and its code), or one's own."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    code = request.GET.get("action", "")
    round_, title = proposed_title(partnership, code) if code else (None, "")
    action = PlannedAction(partnership=partnership, title=title, round=round_, action_code=code if round_ else "")
    return _save_or_show(request, partnership, action)


@require_safe_or_post
@signed_in
@known_when_sent_twice
def planned_action_edit(request: AuthenticatedRequest, planned_action_id: int) -> HttpResponse:
    """Change an action, record its progress, or remove it from the plan."""
    action = planned_action_for(request.user, planned_action_id)
    if request.method == "POST" and "remove" in request.POST:
        return once(request, lambda: _remove(request, action))
    return _save_or_show(request, action.partnership, action)


def _remove(request: AuthenticatedRequest, action: PlannedAction) -> str:
    remove_planned_action(action, by=request.user, now=timezone.now())
    messages.success(request, _("The action has been taken out of the plan."))
    return reverse("action_plan", args=[action.partnership_id])


def _save_or_show(request: AuthenticatedRequest, partnership: Partnership, action: PlannedAction) -> HttpResponse:
    name = action.title
    form = PlannedActionForm(posted(request), instance=action, partnership=partnership)
    if form.is_valid():

        def save() -> str:
            note = form.cleaned_data["said"]
            shown = form.shown if action.pk else None
            made = form.save(commit=False)
            save_planned_action(made, by=request.user, now=timezone.now(), note=note, shown=shown)
            messages.success(request, _("The action plan has been saved."))
            return reverse("action_plan", args=[partnership.pk])

        try:
            return once(request, save)
        except ChangedMeanwhileError as error:
            form.tell_changed(error)
        except ValidationError as error:
            form.add_error(None, error)
    return form_page(request, "plan/planned_action.html", form, partnership=partnership, action=action, name=name)


@require_safe
@signed_in
@show_progress
def action_plan_pdf(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Return the plan as a PDF; ``?language=`` for a language other than that of the page."""
    partnership = coordinatorship_for(request.user, partnership_id).partnership
    language = language_asked_for(request.GET.get("language"))
    with override(language):
        name = f"{slugify(partnership.name)}-{slugify(_('Action plan'))}.pdf"
    made = get_plan_or_ask(partnership, language=language, now=timezone.now())
    return download_kept(made, name, "application/pdf")
