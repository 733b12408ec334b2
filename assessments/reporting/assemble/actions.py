"""What to do, per role: the actions with the reason for each, how to begin and how to notice that it works."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.catalogue.choice import PDF_LIMIT, n_in_pdf
from assessments.catalogue.entries import ChosenAction, RoleActions
from assessments.languages import active_language
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import made_for
from assessments.vocabulary.flags import KERN_EN_RAND, NIPT
from assessments.vocabulary.levels import FIELDS
from assessments.vocabulary.outcomes import DIAGNOSES, GEZOND
from assessments.vocabulary.roles import ADVISED, ROLES

from .calls import called_by
from .report import ActionCard, Actions, Block, Heading, Paragraph, Section
from .standing import has_flag
from .wording import lacks_foundation

SHEET_LIMIT = 4
"""Actions on the sheet of one role: as many as one page has room for beside the outcome."""
OWN_SOURCE = "Driekracht"
DONE = "done"
"""The progress of a planned action that was carried out."""


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
                "These actions ask for a decision of yours. Choose at least one, appoint someone who sees to it, and "
                "say when you will come back to it."
            ),
            "lead",
        ),
    )


def _how_to_read(result: FrozenResult) -> str:
    first = _(
        "Per role, what is needed first stands at the top. Choose one or two. Agree who sees to it and when, and look "
        "back together. Do you have another role, such as project leader? Then read along with the managers."
    )
    return " ".join(filter(None, (first, _what_comes_first(result))))


def _what_comes_first(result: FrozenResult) -> str:
    if lacks_foundation(result):
        return _("First comes what strengthens the foundation. The rest can wait.")
    if result.disclosed.diagnosis != GEZOND:
        return _("First comes what takes the next step, then what supports it.")
    if has_flag(result, KERN_EN_RAND, NIPT):
        return ""
    return _("Things go well: these actions help to keep it that way.")


def _of_role(result: FrozenResult, role: str, limit: int) -> tuple[Block, ...]:
    found = next((advice for advice in result.actions if advice.role == role), RoleActions(role, (), ()))
    if not found.main and not found.tendency:
        return (Paragraph(_("For this role no action on the list fits this outcome. Choose one together.")),)
    blocks: list[Block] = []
    n_main, n_tendency = n_in_pdf(found, limit)
    if found.main:
        blocks.append(_list_actions(result, found.main, n_main))
    if found.tendency:
        blocks.append(Paragraph(_(DIAGNOSES[result.disclosed.tendency or GEZOND].leaning) + ":", "lead"))
        blocks.append(_list_actions(result, found.tendency, n_tendency))
    return tuple(blocks)


def _list_actions(result: FrozenResult, chosen: tuple[ChosenAction, ...], limit: int) -> Actions:
    cards = tuple(card(result, found) for found in in_order(result, chosen))
    further = cards[limit:]
    note = ngettext(
        "On screen %(count)s more action follows here.",
        "On screen %(count)s more actions follow here.",
        len(further),
    ) % {"count": len(further)}
    return Actions(cards[:limit], further, note if further else "")


def in_order(result: FrozenResult, chosen: tuple[ChosenAction, ...]) -> tuple[ChosenAction, ...]:
    """Return actions as they were chosen, with those that were agreed on and done before at the end."""
    return tuple(sorted(chosen, key=lambda found: _is_done(result, found)))


def _is_done(result: FrozenResult, chosen: ChosenAction) -> bool:
    """Whether the plan of the round before has an action with this title as done, in any language."""
    done = {agreed.title for agreed in result.agreed if agreed.progress == DONE}
    return any(text.title in done for text in chosen.entry.texts.by_language.values())


def card(result: FrozenResult, chosen: ChosenAction) -> ActionCard:
    """Return one action in the active language."""
    entry, text = chosen.entry, chosen.entry.text(active_language())
    return ActionCard(
        title=text.title,
        action=text.action,
        called_by=called_by(result, chosen),
        why=text.why,
        first_step=text.first_step,
        noticeable=text.noticeable,
        source="" if entry.source == OWN_SOURCE else entry.source,
        breakthrough=_breakthrough(result, chosen),
        done_before=_done_before() if _is_done(result, chosen) else "",
    )


def _done_before() -> str:
    return _("You had agreed on this and done it. Choose it again only if it helped.")


def _breakthrough(result: FrozenResult, chosen: ChosenAction) -> str:
    """Return where an action breaks the stagnation; empty for one that does not."""
    entry = chosen.entry
    if not entry.is_breakthrough or entry.diagnosis != result.disclosed.diagnosis:
        return ""
    return _("Breakthrough · %(field)s") % {"field": _(FIELDS[entry.level].label)}
