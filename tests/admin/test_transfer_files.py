"""Files of every kind that people and programs make: read where one can, refused with a sentence otherwise."""

import io
import os
import subprocess
import sys
import tempfile
import time
import zipfile

import openpyxl
import pytest
from django.conf import settings
from django.db import connection

from assessments.admin.action_columns import COLUMNS
from assessments.admin.action_yaml import read_yaml
from assessments.models import Action
from assessments.vocabulary.limits import LARGEST_FILE

from .files import LIST, as_csv, confirmed, exported, lines, looked_at


def refused(page):
    """Return why a file was refused as a whole."""
    assert page.status_code == 422
    assert "confirm_form" not in page.context_data
    return " ".join(page.context_data["form"].errors["import_file"])


def workbook(rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("before", [[["Uitleg"], ["Vul het tweede blad in."]], [["code", "order"], ["x", 1]]])
def test_of_several_sheets_the_one_with_the_columns_is_read(beheer, action, before):
    book = openpyxl.load_workbook(io.BytesIO(workbook([list(COLUMNS), list(lines(action)[0].values())])))
    sheet = book.create_sheet("Uitleg", 0)
    for row in before:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    page = looked_at(beheer, stream.getvalue(), "xlsx")
    assert [one.code for one in page.context_data["differences"].unchanged] == [action.code]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_of_any_spreadsheet_program_is_read(beheer, action, delimiter, encoding):
    text = as_csv(lines(action, title_nl="Eén 'café'; met, tekens"), delimiter=delimiter).decode()
    page = looked_at(beheer, text.encode(encoding))
    confirmed(beheer, page)
    action.refresh_from_db()
    assert action.title_nl == "Eén 'café'; met, tekens"


def test_a_workbook_with_numbers_truths_and_empty_lines_is_read(beheer, action):
    [line] = lines(action)
    values = line | {"order": 77.0, "active": False, "diagnosis": None}
    page = looked_at(beheer, workbook([list(COLUMNS), [], list(values.values()), [None, ""]]), "xlsx")
    confirmed(beheer, page)
    action.refresh_from_db()
    assert (action.order, action.is_active, action.diagnosis) == (77, False, "")


def test_columns_may_stand_in_any_order(beheer, action):
    page = looked_at(beheer, as_csv(lines(action), columns=sorted(COLUMNS)))
    assert [one.code for one in page.context_data["differences"].unchanged] == [action.code]


def test_a_condition_may_be_written_as_people_write_it(beheer, action):
    cell = " item:C1   below 62,5 ;\nflag : nipt; force: actie above bar;"
    confirmed(beheer, looked_at(beheer, as_csv(lines(action, conditions=cell))))
    action.refresh_from_db()
    assert action.conditions == [{"item": "C1", "below": 62.5}, {"flag": "nipt"}, {"force": "actie", "above": "bar"}]


def packed(size):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * size)
    return stream.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "a"><!ENTITY b "&a;&a;">]><x>&b;</x>'


def with_entities():
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook([list(COLUMNS)]))) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, ENTITIES if name == "xl/workbook.xml" else old.read(name))
    return stream.getvalue()


HEADING = ";".join(COLUMNS).encode()
BAD = [
    ("csv", b"", "leeg"),
    ("csv", HEADING, "geen stappen"),
    ("csv", b"a\0b", "geen tekst"),
    ("csv", b"code;title_nl\nx;y", "ontbreken: active, order"),
    ("csv", HEADING + b";mood\nx", "kent het bestand niet: mood"),
    ("csv", HEADING + b";code\nx", "twee keer"),
    ("csv", HEADING + b"\n" + b"x;" * 30, "Rij 2 heeft meer cellen"),
    ("csv", HEADING + b"\nx" * 2001, "meer dan 2000 rijen"),
    ("csv", HEADING + b'\n"' + b"x" * 200_000, "opnieuw op als CSV"),
    ("csv", b"x" * (LARGEST_FILE + 1), "groter dan 1 MB"),
    ("xlsx", b"PK geen werkboek", "beschadigd"),
    ("xlsx", packed(1000), "beschadigd"),
    ("xlsx", packed(6 * 1024 * 1024), "te veel"),
    ("xlsx", with_entities(), "beschadigd"),
    ("xlsx", workbook([list(COLUMNS), *[["x"]] * 2001]), "meer dan 2000 rijen"),
    ("ods", b"PK geen werkboek", "beschadigd"),
    ("xlsx", workbook([["code"], ["x"]]), "ontbreken"),
    ("yaml", b"code: x", "is een lijst"),
    ("yaml", b"# niets", "is een lijst"),
    ("yaml", b"[]", "geen stappen"),
    ("yaml", b"- code: [", "in regel"),
    ("yaml", b"- x", "In regel 1 begint geen stap"),
    ("yaml", b"- code: x\n  code: y", "Vanaf regel 1 staat iets twee keer"),
    ("yaml", b"- &a {code: x}\n- *a", "Verwijzingen"),
    ("yaml", b"a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]", "Verwijzingen"),
    ("yaml", b"- " + b"[" * 5000, "niet te lezen als YAML"),
    ("yaml", b"- {code: x}\n" * 2001, "meer dan 2000 regels"),
    ("yaml", b"- code: \x00", "geen tekst"),
    ("pdf", b"%PDF-1.7", "eindigt op .xlsx"),
]


@pytest.mark.parametrize(("extension", "data", "reason"), BAD)
def test_what_is_no_list_of_actions_is_refused_with_the_reason(beheer, catalogue, extension, data, reason):
    page = looked_at(beheer, data, extension)
    assert reason in refused(page)
    assert page.content.decode().partition("<title>")[2].lstrip().startswith("Fout:")


@pytest.mark.parametrize(
    "text",
    [
        "- !!python/object/apply:os.system ['echo kwaad']",
        "- code: !!python/name:os.system x",
        "- {code: x, roles: {a: b}, when: [[x], {mood: bad}, {item: C1, below: [1]}, 5], nl: 5, en: [x]}",
        "- {code: x, when: {flag: nipt}, nl: {title: {a: b}}}",
        "- {? [a, b] : c}",
    ],
)
def test_a_yaml_of_another_shape_runs_nothing_and_is_refused_per_line(beheer, catalogue, text):
    page = looked_at(beheer, text.encode(), "yaml")
    assert page.status_code == 422
    assert "kwaad" not in str(Action.objects.values_list("code"))


def test_words_in_yaml_stay_the_words_that_were_written():
    [line] = read_yaml(b"- {code: 0x10, active: no, order: 010, diagnosis: null, nl: {title: yes, why: 2026-01-01}}")
    assert [line.cells[name] for name in ("code", "active", "order", "diagnosis", "title_nl", "why_nl")] == [
        "0x10",
        "no",
        "010",
        "",
        "yes",
        "2026-01-01",
    ]


def test_a_yaml_without_active_is_an_action_in_use(beheer, action):
    text = exported(beheer, "yaml").decode()
    assert "active:" not in text
    page = looked_at(beheer, text.encode(), "yaml")
    assert not page.context_data["differences"].refused


def test_without_a_file_the_page_asks_for_one(beheer, catalogue):
    page = beheer.post(f"{LIST}import/", {})
    assert "verplicht" in refused(page)


READS_WHAT_IT_IS_GIVEN = """
import sys
import django
django.setup()
from assessments.admin.action_transfer_forms import unsign
sys.stdout.buffer.write(unsign(sys.stdin.read())[1])
"""


def count(table):
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT COUNT(*) FROM "{table}"')  # noqa: S608
        return cursor.fetchone()[0]


def test_another_web_process_can_go_on_and_nothing_stays_behind(beheer, action, monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    file = as_csv(lines(action, title_nl="Anders"))
    tables = {table: count(table) for table in connection.introspection.table_names()}
    page = looked_at(beheer, file)
    assert {table: count(table) for table in tables} == tables
    assert list(tmp_path.iterdir()) == []
    token = page.context_data["confirm_form"].initial["file"]
    elsewhere = {**os.environ, "DJANGO_SETTINGS_MODULE": "collab.settings", "SECRET_KEY": settings.SECRET_KEY}
    run = subprocess.run(
        [sys.executable, "-c", READS_WHAT_IT_IS_GIVEN],
        input=token.encode(),
        env=elsewhere,
        capture_output=True,
        check=True,
    )
    assert run.stdout == file


def test_a_file_is_kept_for_an_hour(beheer, action, monkeypatch):
    page = looked_at(beheer, as_csv(lines(action, title_nl="Anders")))
    later = time.time() + 3601
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert confirmed(beheer, page).url == f"{LIST}import/"
    action.refresh_from_db()
    assert action.title_nl != "Anders"


@pytest.mark.parametrize(
    "changes",
    [
        {"file": "gesmokkeld"},
        {"file": ""},
        {"file": "../../etc/passwd"},
        {"plan": ""},
    ],
)
def test_a_forged_confirmation_writes_nothing(beheer, action, changes):
    page = looked_at(beheer, as_csv(lines(action, title_nl="Anders")))
    response = confirmed(beheer, page, **changes)
    assert response.status_code == 302
    assert response.url == f"{LIST}import/"
    assert "Kies het opnieuw" in beheer.get(response.url).content.decode()
    action.refresh_from_db()
    assert action.title_nl != "Anders"
