"""The way from each action of a result into the plan of the partnership, for those who may change it."""

import html
import re
from collections.abc import Callable

from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessments.models import Round

_PLACE = re.compile("<!--plan:(.*?)-->")
"""Where the page of a result, which is the same for all, has room for it: the codes of one action, for all roles."""


def with_plan_links(parts: SafeString, round_: Round, *, is_owner: bool) -> SafeString:
    """Return the parts of a result with, at each action, the way into the plan or that it is in there already.

    Only the last result of a partnership has it, for its owners: the plan takes what that one proposes.
    """
    return _filled(parts, _link(round_) if is_owner and _is_last(round_) else _nothing)


def without_plan_links(parts: SafeString) -> SafeString:
    """Return the parts of a result for whoever has nothing to do with the plan."""
    return _filled(parts, _nothing)


def _filled(parts: SafeString, link: Callable[[list[str]], str]) -> SafeString:
    return mark_safe(_PLACE.sub(lambda found: link(html.unescape(found[1]).split()), parts))  # noqa: S308 – escaped


def _nothing(codes: list[str]) -> str:
    return ""


def _is_last(round_: Round) -> bool:
    closed = Round.objects.with_result().filter(partnership=round_.partnership_id)
    return closed.order_by("-closed_at", "-pk").values_list("pk", flat=True).first() == round_.pk


def _link(round_: Round) -> Callable[[list[str]], str]:
    taken = set(round_.partnership.planned_actions.values_list("action_code", flat=True))
    address = reverse("planned_action_create", args=[round_.partnership_id])

    def link(codes: list[str]) -> str:
        code = codes[0]
        if not taken.isdisjoint(codes):
            return format_html('<p class="card-plan soft">{}</p>', _("In the plan"))
        return format_html(
            '<p class="card-plan"><a class="btn btn-outline-secondary" id="plan-{}" aria-labelledby="plan-{} title-{}" '
            'href="{}?{}">{}</a></p>',
            *(code, code, code, address, urlencode({"action": code}), _("Put in the plan")),
        )

    return link
