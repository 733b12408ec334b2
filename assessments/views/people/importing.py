"""Pages for adding many people: rows are read, previewed, corrected on the page, and only then added."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from assessments.access import partnership_for
from assessments.forms.people.importing import SourceForm, rows_in, to_text
from assessments.languages import active_language
from assessments.models import Participant, Partnership, Round
from assessments.services.importing.checking import CheckedRow, Row, check_rows
from assessments.services.importing.columns import RecognisedPeople
from assessments.services.importing.same_words import asked_once
from assessments.services.importing.sheets import recognise_sheets
from assessments.services.mail.smtp import can_mail
from assessments.services.new_addresses import is_same_address
from assessments.services.partnerships import names_of
from assessments.services.people import add_many, invited_now, known_people, no_room_words, open_rounds_with_links
from assessments.tables.csv_files import delimiter_for, write_csv
from assessments.tables.limits import MOST_ROWS, TableError
from assessments.tables.values import CONTENT_TYPES, Book, Column, Sheet
from assessments.tables.xlsx_files import write_xlsx
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.downloads import download
from assessments.views.invitation_words import invited_words, promised_mail
from assessments.views.once import once
from assessments.views.posted_forms import Errors, form_page, page_with_errors, posted, require_safe_or_post
from assessments.vocabulary.limits import MOST_ORGANISATIONS, MOST_PEOPLE

from .preview_lines import has_cells, line_of

A_PAGE = 25
"""Rows on a page of the preview, those with something to mend first; the others travel packed beside them."""
_LIMITS = {"most_rows": MOST_ROWS, "most_people": MOST_PEOPLE}
_EXAMPLES: dict[str, Callable[[Sheet], bytes]] = {
    "csv": lambda sheet: write_csv(sheet, delimiter=delimiter_for(active_language())),
    "xlsx": lambda sheet: write_xlsx(Book(sheet.title, active_language(), (sheet,))),
}


@require_safe_or_post
@signed_in
def participants_import(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Accept rows, show what will happen to them, and add them when that is confirmed."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    if request.method == "POST" and "rows" in request.POST:
        return _check_again(request, partnership)
    organisations = names_of(partnership)
    form = SourceForm(posted(request), request.FILES or None, organisations=organisations)
    if form.is_valid():
        try:
            found = recognise_sheets(form.sheets, list(organisations.values()), form.for_all)
            return _preview(
                request, partnership, _rows_of(found), has_headings=found.has_headings, about_list=found.said
            )
        except TableError as error:
            form.add_error("file" if request.FILES else "pasted", str(error))
    return form_page(request, "people/participants_import.html", form, partnership=partnership, **_LIMITS)


def _rows_of(found: RecognisedPeople) -> list[Row]:
    """Return the people as rows to check, without those whose row the spreadsheet did not show."""
    return [
        Row(one.line, one.name, one.email, one.role, one.organisation, is_left_out=one.is_left_out)
        for one in found.people
    ]


def _check_again(request: AuthenticatedRequest, partnership: Partnership) -> HttpResponse:
    """Check the rows of a preview again; add them if that was asked and nothing is wrong."""
    try:
        rows = rows_in(request.POST, names_of(partnership))
        return _add(request, partnership, rows) if "add" in request.POST else _preview(request, partnership, rows)
    except TableError as error:
        messages.error(request, str(error))
        return redirect("participants_import", partnership.pk)


def _add(request: AuthenticatedRequest, partnership: Partnership, rows: list[Row]) -> HttpResponse:
    """Add the rows, or show them again with what is wrong. Raises TableError if they are too much for a page."""
    found = _check(partnership, rows)
    if any(one.problems or one.is_outdated for one in found):
        return _preview(request, partnership, rows)
    now = timezone.now()
    rounds = open_rounds_with_links(partnership, now) if "invite" in request.POST else []

    def add() -> str:
        n_new = add_many(partnership, found, rounds=rounds, by=request.user, now=now)
        said = ngettext("%(number)s participant has been added.", "%(number)s participants have been added.", n_new)
        messages.success(request, " ".join([said % {"number": n_new}, *_invited(found, rounds, now)]))
        return reverse("participants", args=[partnership.pk])

    try:
        return once(request, add)
    except ValidationError as error:
        return _preview(request, partnership, rows, refused=error.messages[0])


def _invited(found: list[CheckedRow], rounds: list[Round], now: datetime) -> list[str]:
    """Return what became of the links of those who are new."""
    has_address = [bool(one.row.email) for one in found if one.known is None and not one.row.is_left_out]
    n_with = sum(has_address)
    return invited_words(rounds, n_with, len(has_address) - n_with, now) if has_address else []


def _check(partnership: Partnership, rows: list[Row]) -> list[CheckedRow]:
    organisations = partnership.organisations.values_list("name", flat=True)
    return check_rows(rows, organisations, known_people(partnership))


def _preview(
    request: AuthenticatedRequest,
    partnership: Partnership,
    rows: list[Row],
    *,
    has_headings: bool = True,
    refused: str = "",
    about_list: Sequence[str] = (),
) -> HttpResponse:
    organisations = names_of(partnership)
    checked = _check(partnership, rows)
    outdated = {one.row.line for one in checked if one.is_outdated}
    found = [replace(one, row=replace(one.row, updates="")) if one.is_outdated else one for one in checked]
    asked = asked_once(found)
    asked_first = sorted(
        found,
        key=lambda one: (not one.problems and one.row.line not in outdated, not has_cells(one, asked), one.row.line),
    )
    page = Paginator(asked_first, A_PAGE).get_page(request.POST.get("page"))
    lines = [line_of(one, organisations, asked) for one in page]
    n_new = sum(one.known is None and not one.row.is_left_out for one in found)
    said = dict.fromkeys((refused, no_room_words(partnership, n_new), *map(_outdated_words, sorted(outdated))))
    errors: Errors = [("", sentence) for sentence in said if sentence]
    errors += [
        (cell.name, cell.sentence(line.checked.row.line)) for line in lines for cell in line.cells if cell.problem
    ]
    context = {
        "partnership": partnership,
        "lines": lines,
        "page": page,
        "n_wrong": sum(bool(one.problems) for one in found),
        "rows": to_text([one.row for one in found]),
        "has_headings": has_headings,
        "about_list": about_list,
        "shares_address": any(one.is_double for one in found),
        "n_new": n_new,
        "new_organisations": _new_organisations(found),
        "invites": "rows" not in request.POST or "invite" in request.POST,
        "open_rounds": [
            f"{one} ({promised_mail(one, timezone.now())})"
            for one in open_rounds_with_links(partnership, timezone.now())
        ],
        "moves_addresses": _moves_addresses(partnership, found),
        "can_mail": can_mail(),
    }
    return page_with_errors(request, "people/participants_preview.html", context, errors)


def _outdated_words(line: int) -> str:
    told = _(
        "Row %(line)s: this person’s details have changed in the meantime. Choose again whether to update the details."
    )
    return told % {"line": line}


def _moves_addresses(partnership: Partnership, found: list[CheckedRow]) -> bool:
    """Whether a row has another address for somebody who is invited to an open round."""
    known = [(one.known, one.row) for one in found if not one.row.is_left_out]
    moved = [person.pk for person, row in known if person and not is_same_address(person.email, row.email)]
    return bool(moved) and invited_now(Participant.objects.filter(pk__in=moved), timezone.now()).exists()


def _new_organisations(found: list[CheckedRow]) -> list[str]:
    """Return the organisations that would be made, of which more than fit are refused anyhow."""
    wanted = [one for one in found if not one.row.is_left_out and one.known is None]
    names = dict.fromkeys(
        one.organisation.name for one in wanted if not one.organisation.is_known and "organisation" not in one.problems
    )
    return [name for name in names if name][: MOST_ORGANISATIONS + 1]


@require_safe
@signed_in
def participants_example(request: AuthenticatedRequest, partnership_id: int, kind: str) -> HttpResponse:
    """Return an empty list with the headings that we recognise, as CSV or XLSX."""
    partnership_for(request.user, partnership_id, to_change=True)
    if kind not in _EXAMPLES:
        raise Http404
    headings = [_("name"), _("email"), _("role"), _("organisation")]
    title = _("participants")
    sheet = Sheet("participants", title, [Column(heading, heading) for heading in headings], ())
    return download(_EXAMPLES[kind](sheet), f"{title}.{kind}", CONTENT_TYPES[kind])
