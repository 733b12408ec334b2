"""Pages for adding many people: rows are read, previewed, corrected on the page, and only then added."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from assessments.access import partnership_for
from assessments.forms.people.importing import NEW_ORGANISATION, SourceForm, rows_in, to_text
from assessments.languages import active_language
from assessments.models import Participant, Partnership
from assessments.models.choices import role_label, roles
from assessments.services.importing.checking import CheckedRow, Row, check_rows
from assessments.services.importing.columns import recognise_people
from assessments.services.mail.smtp import can_mail
from assessments.services.new_addresses import is_same_address
from assessments.services.people import add_many, invited_now, known_people, open_rounds_with_links
from assessments.tables.csv_files import write_csv
from assessments.tables.limits import TableError
from assessments.tables.values import CONTENT_TYPES, Book, Column, Sheet
from assessments.tables.xlsx_files import write_xlsx
from assessments.views.authenticated import AuthenticatedRequest, signed_in
from assessments.views.downloads import download
from assessments.views.posted_forms import Errors, form_page, page_with_errors, posted, require_safe_or_post

_EXAMPLES: dict[str, Callable[[Sheet], bytes]] = {
    "csv": lambda sheet: write_csv(sheet, delimiter=";"),
    "xlsx": lambda sheet: write_xlsx(Book(sheet.title, active_language(), (sheet,))),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One field of a row on the page."""

    name: str
    """The name of the form's field."""
    value: str
    problem: str
    options: tuple[tuple[str, str], ...] = ()
    """Value and label of each choice; empty for a text field."""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row on the page."""

    checked: CheckedRow
    role: str
    cells: tuple[Cell, ...]
    """The fields to correct; none for a row without problems."""
    fate: str
    """What will happen to it."""


@require_safe_or_post
@signed_in
def participants_import(request: AuthenticatedRequest, partnership_id: int) -> HttpResponse:
    """Accept rows, show what will happen to them, and add them when that is confirmed."""
    partnership = partnership_for(request.user, partnership_id, to_change=True)
    if request.method == "POST" and "rows" in request.POST:
        return _check_again(request, partnership)
    form = SourceForm(posted(request), request.FILES or None)
    if form.is_valid():
        try:
            found = recognise_people(form.rows, partnership.organisations.values_list("name", flat=True))
        except TableError as error:
            form.add_error("file" if request.FILES else "pasted", str(error))
        else:
            rows = [Row(one.line, one.name, one.email, one.role, one.organisation) for one in found.people]
            return _preview(request, partnership, rows, has_headings=found.has_headings)
    return form_page(request, "people/participants_import.html", form, partnership=partnership)


def _check_again(request: AuthenticatedRequest, partnership: Partnership) -> HttpResponse:
    """Check the rows of a preview again; add them if that was asked and nothing is wrong."""
    try:
        rows = rows_in(request.POST)
    except TableError as error:
        messages.error(request, str(error))
        return redirect("participants_import", partnership.pk)
    if "add" not in request.POST:
        return _preview(request, partnership, rows)
    found = _check(partnership, rows)
    if any(one.problems for one in found):
        return _preview(request, partnership, rows)
    now = timezone.now()
    rounds = open_rounds_with_links(partnership, now) if "invite" in request.POST else []
    try:
        n_new = add_many(partnership, found, rounds=rounds, by=request.user, now=now)
    except ValidationError as error:
        return _preview(request, partnership, rows, refused=error.messages[0])
    said = ngettext("%(number)s person has been added.", "%(number)s people have been added.", n_new)
    messages.success(request, said % {"number": n_new})
    return redirect("participants", partnership.pk)


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
) -> HttpResponse:
    names = tuple(partnership.organisations.values_list("name", flat=True))
    lines = [_line(one, names) for one in _check(partnership, rows)]
    errors: Errors = [("", refused)] if refused else []
    errors += [
        (cell.name, _("Row %(line)s: %(problem)s") % {"line": line.checked.row.line, "problem": cell.problem})
        for line in lines
        for cell in line.cells
        if cell.problem
    ]
    context = {
        "partnership": partnership,
        "lines": lines,
        "rows": to_text(rows),
        "has_headings": has_headings,
        "n_new": sum(one.checked.known is None and not one.checked.row.is_left_out for one in lines),
        "new_organisations": _new_organisations(lines),
        "open_rounds": open_rounds_with_links(partnership, timezone.now()),
        "moves_addresses": _moves_addresses(partnership, lines),
        "can_mail": can_mail(),
    }
    return page_with_errors(request, "people/participants_preview.html", context, errors)


def _moves_addresses(partnership: Partnership, lines: list[Line]) -> bool:
    """Whether a row has another address for somebody who is invited to an open round."""
    known = [(one.checked.known, one.checked.row) for one in lines if not one.checked.row.is_left_out]
    moved = [person.pk for person, row in known if person and not is_same_address(person.email, row.email)]
    return bool(moved) and invited_now(Participant.objects.filter(pk__in=moved), timezone.now()).exists()


def _new_organisations(lines: list[Line]) -> list[str]:
    wanted = [one.checked for one in lines if not one.checked.row.is_left_out and one.checked.known is None]
    names = dict.fromkeys(
        one.organisation.name for one in wanted if not one.organisation.is_known and "organisation" not in one.problems
    )
    return [name for name in names if name]


def _line(one: CheckedRow, organisations: tuple[str, ...]) -> Line:
    role = role_label(one.role or "")
    return Line(one, role, _cells(one, organisations) if one.problems else (), _fate_words(one))


def _fate_words(one: CheckedRow) -> str:
    if one.row.is_left_out:
        return _("left out")
    if one.problems:
        return _("to be mended")
    if one.known is None:
        return _("new")
    if one.is_same:
        return _("already there")
    return _("will be changed") if one.row.updates else _("already there, stays as it is")


def _cells(one: CheckedRow, organisations: tuple[str, ...]) -> tuple[Cell, ...]:
    """Return a field for every problem in a row."""
    line, row = one.row.line, one.row
    labels = {"name": _("Name"), "email": _("E-mail address"), "role": _("Role"), "organisation": _("Organisation")}
    values = {"name": row.name, "email": row.email, "role": one.role or "", "organisation": ""}
    options = {
        "role": (("", _("Choose a role")), *((value, str(label)) for value, label in roles())),
        "organisation": _organisation_options(one, organisations),
    }
    return tuple(
        Cell(f"{name}-{line}", values[name], problem, options.get(name, ()), labels[name])
        for name, problem in one.problems.items()
    )


def _organisation_options(one: CheckedRow, organisations: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    known = tuple((name, name) for name in organisations)
    start = (("", _("Choose an organisation")),)
    if not one.row.organisation:
        return (*start, *known)
    new = _("%(name)s, as a new organisation") % {"name": one.row.organisation}
    return (*start, *known, (NEW_ORGANISATION, new))


@require_safe
@signed_in
def participants_example(request: AuthenticatedRequest, partnership_id: int, kind: str) -> HttpResponse:
    """Return an empty list with the headings that we recognise, as CSV or XLSX."""
    partnership_for(request.user, partnership_id, to_change=True)
    if kind not in _EXAMPLES:
        raise Http404
    headings = [_("name"), _("e-mail"), _("role"), _("organisation")]
    title = _("participants")
    sheet = Sheet("participants", title, [Column(heading, heading) for heading in headings], ())
    return download(_EXAMPLES[kind](sheet), f"{title}.{kind}", CONTENT_TYPES[kind])
