"""What to do, per role: the actions with the reason for each, how to begin and how to notice that it works."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from django.utils.translation import gettext as _

from assessments.catalogue.choice import PDF_LIMIT, n_in_pdf
from assessments.catalogue.entries import ChosenAction, RoleActions
from assessments.languages import active_language
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.names import for_roles, listed, role_words
from assessments.vocabulary.flags import KERN_EN_RAND, NIPT
from assessments.vocabulary.levels import FIELDS
from assessments.vocabulary.outcomes import DIAGNOSES, GEZOND
from assessments.vocabulary.roles import ADVISED, ROLES

from .calls import called_by, is_called_by_conditions
from .report import ActionCard, Actions, Block, Otherwise, Paragraph, Section, titled
from .standing import has_flag
from .wording import capitalised, lacks_foundation

SHEET_LIMIT = 4
"""Actions on the sheet of one role: as many as one page has room for beside the outcome."""
OWN_SOURCE = "Driekracht"
VAN_DELDEN = "Van Delden, Platformbijeenkomst Entree, Woerden, 3 oktober 2012"
"""As the shipped actions name it, whatever the language."""
DONE = "done"
"""The progress of a planned action that was carried out."""


def actions(result: FrozenResult) -> Section:
    """Return the section with the actions of all roles in one list."""
    blocks = (Paragraph(_how_to_read(result)), *_asked_of_all(result), *_of_all(result), *_without_actions(result))
    return titled("actions", _("What to do"), _begin_with(blocks), blocks)


def actions_for_role(result: FrozenResult, role: str) -> Section:
    """Return the section with the actions of one role, as many as its sheet has room for."""
    blocks = (*_decision_request(role), *_of_role(result, role))
    return titled("actions", _("What you can do"), _begin_with(blocks), blocks)


def _begin_with(blocks: tuple[Block, ...]) -> str:
    """Return the message of the part: the action that is needed first; empty where there is none."""
    cards = (card for block in blocks if isinstance(block, Actions) for card in block.cards)
    first = next(cards, None)
    return "" if first is None else _("First: “%(action)s”") % {"action": first.title}


def _decision_request(role: str) -> tuple[Paragraph, ...]:
    """Return what is asked of decision makers."""
    if not ROLES[role].decides:
        return ()
    return (
        Paragraph(
            _(
                "These actions ask you for a decision. Choose at least one, appoint someone to take charge of it, and "
                "say when you will come back to it."
            ),
            "lead",
        ),
    )


def _asked_of_all(result: FrozenResult) -> tuple[Paragraph, ...]:
    """Return what is asked of all who decide and have an action to decide on."""
    deciding = [role for role in ADVISED if ROLES[role].decides and _has_actions(result, role)]
    if not deciding:
        return ()
    request = _(
        "%(roles)s are asked for a decision: choose at least one action, appoint someone to take charge of it, and "
        "say when you will come back to it."
    )
    if len(deciding) == 1 and ROLES[deciding[0]].is_one:
        request = _(
            "%(roles)s is asked for a decision: choose at least one action, appoint someone to take charge of it, and "
            "say when you will come back to it."
        )
    return (Paragraph(request % {"roles": capitalised(listed(map(role_words, deciding)))}),)


def _how_to_read(result: FrozenResult) -> str:
    first = _(
        "What is needed first is at the top, and each action says whom it is for. Choose one or two together. Agree "
        "who takes charge of it and when, and look back together. Do you have another role, such as project leader? "
        "Then read along with the managers."
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


def _of_all(result: FrozenResult) -> tuple[Block, ...]:
    """Return the actions of all roles, and of those on paper what each role's share of it has room for."""
    advice = tuple(_advice(result, role) for role in ADVISED)
    room = tuple(n_in_pdf(found, PDF_LIMIT) for found in advice)
    main = merged(result, [found.main for found in advice])
    tendency = merged(result, [found.tendency for found in advice])
    printed = {
        chosen.entry.code
        for found, (n_main, n_tendency) in zip(advice, room, strict=True)
        for chosen in (*in_order(result, found.main)[:n_main], *in_order(result, found.tendency)[:n_tendency])
    }
    return _lists(result, main, tendency, printed)


def _of_role(result: FrozenResult, role: str) -> tuple[Block, ...]:
    found = _advice(result, role)
    if not _has_actions(result, role):
        return (Paragraph(none_for_role()),)
    n_main, n_tendency = n_in_pdf(found, SHEET_LIMIT)
    main, tendency = in_order(result, found.main), in_order(result, found.tendency)
    printed = {chosen.entry.code for chosen in (*main[:n_main], *tendency[:n_tendency])}
    return _lists(result, main, tendency, printed)


def _without_actions(result: FrozenResult) -> tuple[Paragraph, ...]:
    """Return for which roles the catalogue has nothing."""
    without = [role for role in ADVISED if not _has_actions(result, role)]
    if not without:
        return ()
    text = _("For %(roles)s no action on the list fits this outcome. Choose one together.")
    return (Paragraph(text % {"roles": listed(map(role_words, without))}),)


def none_for_role() -> str:
    """Return what a page for one role says where the catalogue has nothing for it."""
    return _("For this role no action on the list fits this outcome. Choose one together.")


def _has_actions(result: FrozenResult, role: str) -> bool:
    found = _advice(result, role)
    return bool(found.main or found.tendency)


def _advice(result: FrozenResult, role: str) -> RoleActions:
    return next((advice for advice in result.actions if advice.role == role), RoleActions(role, (), ()))


def _lists(
    result: FrozenResult, main: tuple[ChosenAction, ...], tendency: tuple[ChosenAction, ...], printed: set[str]
) -> tuple[Block, ...]:
    """Return what the diagnosis calls for, and under a sentence of its own what the tendency calls for."""
    blocks: list[Block] = []
    if main:
        blocks.append(_list_actions(result, main, printed))
    if tendency:
        blocks.append(Paragraph(_(DIAGNOSES[result.disclosed.tendency or GEZOND].leaning) + ":", "lead"))
        blocks.append(_list_actions(result, tendency, printed))
    return tuple(blocks)


def _list_actions(result: FrozenResult, chosen: tuple[ChosenAction, ...], printed: set[str]) -> Actions:
    printing, further = list[ActionCard](), list[ActionCard]()
    for one in _none_twice(card(result, found) for found in chosen):
        (further if printed.isdisjoint(one.keys) else printing).append(one)
    return Actions(tuple(printing), tuple(further))


def _none_twice(cards: Iterable[ActionCard]) -> Iterator[ActionCard]:
    """Yield each action once: one that has an entry of its own for other roles tells of them where it stands first."""
    same: dict[tuple[str, str], list[ActionCard]] = {}
    for one in cards:
        same.setdefault((one.title, one.action), []).append(one)
    for first, *others in same.values():
        roles = tuple(role for role in ADVISED if any(role in one.roles for one in (first, *others)))
        otherwise = tuple(Otherwise(one.key, one.for_whom, one.first_step, one.noticeable) for one in others)
        yield replace(first, roles=roles, for_whom=for_roles(roles), otherwise=otherwise)


def merged(result: FrozenResult, lists: Iterable[tuple[ChosenAction, ...]]) -> tuple[ChosenAction, ...]:
    """Return the actions of several roles in one list: the first of each role, then the second, none twice."""
    ranked = zip_longest(*(in_order(result, found) for found in lists))
    by_code = {chosen.entry.code: chosen for rank in ranked for chosen in rank if chosen is not None}
    return in_order(result, tuple(by_code.values()))


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
    roles = tuple(role for role in ADVISED if role in entry.roles)
    return ActionCard(
        key=entry.code,
        roles=roles,
        for_whom=for_roles(roles),
        title=text.title,
        action=text.action,
        called_by=called_by(result, chosen),
        is_called_by_outcome=not is_called_by_conditions(result, chosen),
        why=text.why,
        first_step=text.first_step,
        noticeable=text.noticeable,
        source=_source(entry.source),
        breakthrough=_breakthrough(result, chosen),
        done_before=_done_before() if _is_done(result, chosen) else "",
    )


def _source(source: str) -> str:
    """Return where an action comes from as a report says it: nothing for our own, a date in the reader's language."""
    if source == VAN_DELDEN:
        return _("Van Delden, Platformbijeenkomst Entree, Woerden, 3 October 2012")
    return "" if source == OWN_SOURCE else source


def _done_before() -> str:
    return _("You had agreed on this and done it. Choose it again only if it helped.")


def _breakthrough(result: FrozenResult, chosen: ChosenAction) -> str:
    """Return where an action breaks the stagnation; empty for one that does not."""
    entry = chosen.entry
    if not entry.is_breakthrough or entry.diagnosis != result.disclosed.diagnosis:
        return ""
    return _("Breakthrough · %(field)s") % {"field": _(FIELDS[entry.level].label)}
