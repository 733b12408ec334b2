"""The filter of the overview, as given in the address: words, filters, order and page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OrderBy, OuterRef, QuerySet, Value
from django.db.models.functions import Lower, StrIndex
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessments.folding import fold, has_each
from assessments.models import Organisation, Programme
from assessments.results.attention import ATTENTION, CLOSING, NO_PLAN, OLD, OVERDUE, asking
from assessments.results.overview import with_last_at, with_next_at, with_open_round, with_outcome
from assessments.vocabulary.headlines import NO_FOUNDATION_IN_SHORT, TOO_FEW_IN_SHORT
from assessments.vocabulary.levels import FUNDAMENT_ONTBREEKT
from assessments.vocabulary.limits import MOST_IN_A_PROGRAMME
from assessments.vocabulary.outcomes import (
    DIAGNOSES,
    EILANDSAMENWERKING,
    GEZOND,
    ONVOLDOENDE_GEGEVENS,
    SCHIJNSAMENWERKING,
)

NO_RESULT = "none"
OUTCOMES = (FUNDAMENT_ONTBREEKT, SCHIJNSAMENWERKING, EILANDSAMENWERKING, GEZOND, ONVOLDOENDE_GEGEVENS)
"""In the order in which they are sorted: the most urgent first."""
SHOWN = ("", "open", *ATTENTION, "archived")
SORTS = ("name", "diagnosis", "last", "next")
MOST_OFFERED = 200
"""Most programmes from which one chooses."""
MOST_WORDS = 100
"""Maximum length of a search; longer ones are cut off."""


@dataclass(frozen=True, slots=True)
class OverviewFilter:
    """What is asked for; invalid values in an address are ignored."""

    words: str = ""
    diagnosis: str = ""
    show: str = ""
    programme: str = ""
    sort: str = "name"
    is_descending: bool = False
    page: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether something may be left out because of the filter."""
        return bool(self.words or self.diagnosis or self.show or self.programme)

    @property
    def order(self) -> str:
        """The order as in an address."""
        return f"-{self.sort}" if self.is_descending else self.sort

    def address(self, name: str = "partnership_list", **changes: Any) -> str:
        """Return the address of this filter with changes; another filter starts at its first page."""
        asked = replace(self, **({"page": ""} | changes))
        said = {"q": asked.words, "diagnosis": asked.diagnosis, "show": asked.show, "programme": asked.programme}
        said["page"] = asked.page
        said["sort"] = "" if asked.order == "name" else asked.order
        query = urlencode({key: value for key, value in said.items() if value})
        return f"{reverse(name)}?{query}" if query else reverse(name)

    def sorted_by(self, sort: str) -> str:
        """Return the address of the same filter in this order, or reversed if it is in this order already."""
        latest_first = sort == "last"
        is_descending = not self.is_descending if sort == self.sort else latest_first
        return self.address(sort=sort, is_descending=is_descending)


def filter_in(query: QueryDict) -> OverviewFilter:
    """Return the filter in an address."""
    sort = query.get("sort", "")
    name = sort.removeprefix("-")
    return OverviewFilter(
        words=" ".join(query.get("q", "").split())[:MOST_WORDS],
        diagnosis=_one_of((*OUTCOMES, NO_RESULT), query.get("diagnosis")),
        show=_one_of(SHOWN, query.get("show")),
        programme=" ".join(query.get("programme", "").split())[:MOST_IN_A_PROGRAMME],
        sort=_one_of(SORTS, name) or "name",
        is_descending=name in SORTS and sort.startswith("-"),
        page=query.get("page", ""),
    )


def _one_of(allowed: tuple[str, ...], said: str | None) -> str:
    return said if said in allowed else ""


def apply_filter(filter_: OverviewFilter, partnerships: QuerySet[Any], now: datetime) -> Sequence[int] | QuerySet[Any]:
    """Return the ids of the partnerships that pass the filter, in its order: a query, unless words are looked for."""
    found = in_programme(filter_, partnerships).filter(archived_at__isnull=filter_.show != "archived")
    if filter_.show == "open":
        found = with_open_round(found, now)
    if filter_.show in ATTENTION:
        found = asking(filter_.show, found, now)
    if filter_.diagnosis or filter_.sort == "diagnosis":
        found = with_outcome(found)
    if filter_.diagnosis:
        wanted = {"outcome__isnull": True} if filter_.diagnosis == NO_RESULT else {"outcome": filter_.diagnosis}
        found = found.filter(**wanted)
    ordered = _in_order(filter_, found, now)
    if filter_.words:
        return list(_with_words(ordered, filter_.words))
    return ordered.values_list("pk", flat=True)


def in_programme(filter_: OverviewFilter, partnerships: QuerySet[Any]) -> QuerySet[Any]:
    """Return those in the programme that is asked for; all if none is."""
    if not filter_.programme:
        return partnerships
    return partnerships.filter(Exists(Programme.objects.filter(partnership=OuterRef("pk"), name=filter_.programme)))


def programme_names(partnerships: QuerySet[Any]) -> list[str]:
    """Return the programmes to which these partnerships belong, from A to Z; the first of them if there are many."""
    rows = Programme.objects.filter(partnership__in=partnerships.order_by().values("pk")).order_by("name")
    return list(rows.values_list("name", flat=True).distinct()[:MOST_OFFERED])


def _in_order(filter_: OverviewFilter, found: QuerySet[Any], now: datetime) -> QuerySet[Any]:
    if filter_.sort == "last":
        found = with_last_at(found)
    if filter_.sort == "next":
        found = with_next_at(found, now)
    return found.order_by(*_order(filter_), Lower("name"), "pk")


def _with_words(partnerships: QuerySet[Any], words: str) -> Iterator[int]:
    """Yield the ids of those with each of these words in their name, theme or organisations."""
    organisations = Organisation.objects.filter(partnership__in=partnerships.order_by().values("pk")).order_by()
    names: dict[int, str] = {}
    for number, name in organisations.values_list("partnership", "name"):
        names[number] = f"{names[number]}\n{name}" if number in names else name
    sought = fold(words).split()
    for number, name, theme in partnerships.values_list("pk", "name", "theme"):
        if has_each(f"{name}\n{theme}\n{names.get(number, '')}", sought):
            yield number


def _order(filter_: OverviewFilter) -> Iterator[OrderBy]:
    rank = StrIndex(
        Value(" ".join(OUTCOMES)), F("outcome")
    )  # instead of a Case, which would look it up once per outcome
    keys: dict[str, Any] = {
        "name": Lower("name"),
        "diagnosis": rank,
        "last": F("last_at"),
        "next": F("next_at"),
    }
    yield OrderBy(keys[filter_.sort], descending=filter_.is_descending, nulls_last=True)


def outcome_choices() -> list[tuple[str, str]]:
    """Return the choices for the diagnosis, with their words."""
    return [
        ("", _("All diagnoses")),
        *((code, code) for code in DIAGNOSES),
        (FUNDAMENT_ONTBREEKT, _(NO_FOUNDATION_IN_SHORT)),
        (ONVOLDOENDE_GEGEVENS, _(TOO_FEW_IN_SHORT)),
        (NO_RESULT, _("no result yet")),
    ]


def show_choices() -> list[tuple[str, str]]:
    """Return the choices for which partnerships to show, with their words."""
    return [
        ("", pgettext("partnerships", "All but the archive")),
        ("open", pgettext("partnerships", "With an open round")),
        (CLOSING, pgettext("partnerships", "Closing within a week, too few answers")),
        (OVERDUE, pgettext("partnerships", "With a step in the plan past its date")),
        (NO_PLAN, pgettext("partnerships", "With a result without a plan")),
        (OLD, pgettext("partnerships", "With a result of more than a year ago")),
        ("archived", pgettext("partnerships", "In the archive")),
    ]


def sort_choices() -> list[tuple[str, str]]:
    """Return the choices for the order, with their words."""
    return [
        ("name", _("By name, from A to Z")),
        ("-name", _("By name, from Z to A")),
        ("diagnosis", _("By diagnosis, most urgent first")),
        ("-diagnosis", _("By diagnosis, gezond first")),
        ("-last", _("By last result, newest first")),
        ("last", _("By last result, oldest first")),
        ("next", _("By next date, soonest first")),
        ("-next", _("By next date, latest first")),
    ]
