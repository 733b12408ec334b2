"""What to do, per role: the actions with the reason for each, how to begin and how to notice that it works."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.catalogue.choice import PDF_LIMIT, n_in_pdf
from assessments.catalogue.entries import ChosenAction, RoleActions
from assessments.languages import active_language
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import made_for
from assessments.vocabulary.outcomes import DIAGNOSES, GEZOND
from assessments.vocabulary.roles import ADVISED, ROLES

from .calls import called_by
from .outcome import has_diagnosis
from .report import ActionCard, Actions, Block, Heading, Paragraph, Section
from .wording import is_young

SHEET_LIMIT = 4
"""Actions on the sheet of one role: as many as one page has room for beside the outcome."""
OWN_SOURCE = "Driekracht"


def actions(result: FrozenResult) -> Section:
    """Return the section with the actions of every role."""
    blocks: list[Block] = [Paragraph(_how_to_read(result))]
    for role in ADVISED:
        blocks += [Heading(made_for(role)), *_decision_request(role), *_of_role(result, role, PDF_LIMIT)]
    return Section("actions", _("What to do"), tuple(blocks))


def actions_for_role(result: FrozenResult, role: str) -> Section:
    """Return the section with the actions of one role, as many as its sheet has room for."""
    return Section("actions", _("What you can do"), (*_decision_request(role), *_of_role(result, role, SHEET_LIMIT)))


def _decision_request(role: str) -> tuple[Paragraph, ...]:
    """Return what is asked of decision makers."""
    if not ROLES[role].decides:
        return ()
    return (
        Paragraph(
            _(
                "A decision is asked of you: choose at least one of these actions, appoint who sees to it, and say "
                "when you will come back to it."
            ),
            "lead",
        ),
    )


def _how_to_read(result: FrozenResult) -> str:
    first = _(
        "Per role the most urgent action comes first. Choose one or two, give each an owner and a date, and look back "
        "together. Whoever has another role, such as a project leader, reads along with the managers."
    )
    if result.disclosed.diagnosis == GEZOND:
        return first + " " + _("Things go well: these actions help to keep it that way.")
    if is_young(result):
        return first + " " + _("What helps to take the next step comes before what supports it.")
    return first + " " + _("What breaks the stagnation itself comes before what supports it.")


def _of_role(result: FrozenResult, role: str, limit: int) -> tuple[Block, ...]:
    found = next((advice for advice in result.actions if advice.role == role), RoleActions(role, (), ()))
    if not found.main and not found.tendency:
        return (Paragraph(_("No action of the catalogue fits this outcome for this role; choose one together.")),)
    blocks: list[Block] = []
    n_main, n_tendency = n_in_pdf(found, limit)
    if found.main:
        blocks.append(_list_actions(result, found.main, n_main))
    if found.tendency:
        blocks.append(Paragraph(_(DIAGNOSES[result.disclosed.tendency or GEZOND].leaning) + ":", "lead"))
        blocks.append(_list_actions(result, found.tendency, n_tendency))
    return tuple(blocks)


def _list_actions(result: FrozenResult, chosen: tuple[ChosenAction, ...], limit: int) -> Actions:
    cards = tuple(card(result, found) for found in chosen)
    further = cards[limit:]
    note = ngettext(
        "On screen %(count)s more action follows here.",
        "On screen %(count)s more actions follow here.",
        len(further),
    ) % {"count": len(further)}
    return Actions(cards[:limit], further, note if further else "")


def card(result: FrozenResult, chosen: ChosenAction) -> ActionCard:
    """Return one action in the active language."""
    entry, text = chosen.entry, chosen.entry.text(active_language())
    is_breakthrough = entry.diagnosis == result.disclosed.diagnosis != GEZOND and has_diagnosis(result)
    return ActionCard(
        title=text.title,
        action=text.action,
        called_by=called_by(result, chosen),
        why=text.why,
        first_step=text.first_step,
        noticeable=text.noticeable,
        source="" if entry.source == OWN_SOURCE else entry.source,
        is_breakthrough=is_breakthrough,
    )
