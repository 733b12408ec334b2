"""The catalogue goes out as a file and comes in again, after a look at all that would change."""

import csv
import io

import openpyxl
import pytest
import yaml
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry

from assessments.admin.action_columns import COLUMNS
from assessments.catalogue.actions import read_actions, shipped_actions
from assessments.models import Action
from assessments.services.catalogue import active_entries, origin

from .files import LIST, as_csv, confirmed, exported, lines, looked_at
from .forms import sent

EXTENSIONS = ["xlsx", "ods", "csv", "yaml"]
AWKWARD = {
    "title_nl": '=HYPERLINK("http://kwaad.test";"klik")',
    "title_en": '\'=al beschermd; met, "aanhalingstekens"',
    "action_nl": "Eerst dit.\r\n\r\nDan dat: `- x` # geen commentaar",
    "action_en": "-1 + 1\r\n  ingesprongen\r\n@allen",
    "why_nl": "+31 6 12345678",
    "why_en": "null",
    "first_step_nl": "{'a': 1} & <b>vet</b> é 中文 😀 \u2028 \u00a0",
    "first_step_en": "''",
    "noticeable_nl": "yes",
    "noticeable_en": "2026-01-01",
    "source": "=1+1",
}


def told(page):
    """Return what a page tells: codes that are new, changed, unchanged, and what is refused."""
    found = page.context_data["differences"]
    codes = [[one.code for one in kind] for kind in (found.new, found.changed, found.unchanged)]
    return (*codes, [(one.line, one.code, one.column, *one.reasons) for one in found.refused])


@pytest.fixture
def awkward(beheer, action):
    """An action with all that could be lost on the way, and some that stand otherwise than most."""
    beheer.post(f"{LIST}{action.pk}/change/", sent(action, **AWKWARD))
    action.refresh_from_db()
    assert "\n\n" in action.action_nl
    Action.objects.filter(code="trekkers").update(is_active=False, conditions=[{"item": "C1", "below": 100 / 3}])
    return action


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_what_goes_out_comes_in_without_differences(beheer, awkward, extension):
    before = list(Action.objects.values())
    page = looked_at(beheer, exported(beheer, extension), extension)
    new, changed, unchanged, refused = told(page)
    assert (new, changed, refused) == ([], [], [])
    assert len(unchanged) == Action.objects.count()
    assert "Er zijn geen verschillen" in page.content.decode()
    assert "confirm_form" not in page.context_data
    assert list(Action.objects.values()) == before


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_an_emptied_catalogue_is_filled_again_from_a_file(beheer, awkward, extension):
    before = {one["code"]: one for one in Action.objects.values()}
    file = exported(beheer, extension)
    Action.objects.all().delete()
    page = looked_at(beheer, file, extension)
    assert not Action.objects.exists()
    assert confirmed(beheer, page).status_code == 302
    after = {one["code"]: one for one in Action.objects.values()}
    assert set(after) == set(before)
    for code, one in after.items():
        for name in set(one) - {"id", "loaded_digest"}:
            expected = before[code][name]
            expected = expected.replace("\r\n", "\n") if isinstance(expected, str) else expected
            assert one[name] == expected, (code, name)


def test_no_cell_is_a_formula(beheer, awkward):
    sheet = openpyxl.load_workbook(io.BytesIO(exported(beheer, "xlsx"))).active
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert {cell.data_type for row in sheet for cell in row if cell.value is not None} == {"s"}
    assert AWKWARD["title_nl"] in [cell.value for cell in sheet[2]]
    text = exported(beheer, "csv").decode("utf-8-sig")
    assert "'=HYPERLINK" in text
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=";") for cell in row]
    assert len(cells) == len(COLUMNS) * (Action.objects.count() + 1)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_yaml_has_the_shape_of_the_product_s_own_file(beheer, catalogue, tmp_path):
    (tmp_path / "actions.yaml").write_bytes(exported(beheer, "yaml"))
    assert read_actions([tmp_path / "actions.yaml"]) == shipped_actions()


def test_only_what_the_list_shows_goes_out(beheer, catalogue):
    documents = yaml.safe_load(exported(beheer, "yaml", "?diagnosis=gezond"))
    assert {one["diagnosis"] for one in documents} == {"gezond"}
    assert beheer.get(f"{LIST}export/?diagnosis=gezond").context_data["n"] == len(documents)


def test_differences_are_told_per_field_and_nothing_is_written_until_confirmed(beheer, action):
    changed = {"title_nl": "Eén <i>project</i>", "roles": "manager", "conditions": "item: C1 from bar; flag: nipt"}
    [line] = lines(action, **changed)
    [new] = lines(action, code="van-ons", order="5", active="nee")
    page = looked_at(beheer, as_csv([line, new]))
    assert told(page) == (["van-ons"], [action.code], [], [])
    [told_one] = page.context_data["differences"].changed
    changes = {change.name: (change.before, change.after) for change in told_one.changes}
    assert changes["Titel in het Nederlands"] == ("Begin één tastbaar project samen", "Eén <i>project</i>")
    assert changes["Voor wie"] == ("professional", "manager")
    assert changes["Voorwaarden"][0] == "geen"
    assert len(changes) == 3
    assert "Eén &lt;i&gt;project&lt;/i&gt;" in page.content.decode()
    [told_new] = page.context_data["differences"].new
    assert ("Volgorde", "5") in [(change.name, change.after) for change in told_new.changes]
    assert Action.objects.get(pk=action.pk).title_nl == action.title_nl
    assert not Action.objects.filter(code="van-ons").exists()
    response = confirmed(beheer, page)
    assert response.url == LIST
    action.refresh_from_db()
    assert action.title_nl == "Eén <i>project</i>"
    assert action.conditions == [{"item": "C1", "from": "bar"}, {"flag": "nipt"}]
    assert origin(action) == "edited"
    own = Action.objects.get(code="van-ons")
    assert (own.is_active, own.order, origin(own)) == (False, 5, "own")
    assert "1 stap is toegevoegd. 1 stap is gewijzigd." in beheer.get(LIST).content.decode()


def test_the_history_tells_who_imported(beheer, action):
    untouched = Action.objects.get(code="trekkers")
    rows = [*lines(action, title_nl="Anders"), *lines(untouched), *lines(action, code="van-ons")]
    confirmed(beheer, looked_at(beheer, as_csv(rows)))
    page = beheer.get(f"{LIST}{action.pk}/history/")
    newest = page.context["versions"][0]
    assert (newest.what, newest.by) == ("Gewijzigd door een bestand te importeren", "Ada")
    assert [change.name for change in newest.changes] == ["Titel in het Nederlands"]
    assert untouched.history.count() == 1
    own = Action.objects.get(code="van-ons")
    [first] = beheer.get(f"{LIST}{own.pk}/history/").context["versions"]
    assert first.what == "Gemaakt door een bestand te importeren"
    logged = LogEntry.objects.filter(user__name="Ada").values_list("object_id", "action_flag")
    assert set(logged) == {(str(action.pk), CHANGE), (str(own.pk), ADDITION)}


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("code", "met spatie", "geldige"),
        ("code", "", "verplicht"),
        ("active", "misschien", "Schrijf ja of nee."),
        ("order", "eerste", "geheel getal"),
        ("order", "-1", "minstens 0"),
        ("roles", "manager, burgemeester", "burgemeester"),
        ("roles", "", "Kies minstens één rol."),
        ("diagnosis", "ziek", "ziek"),
        ("level", "", "verplicht"),
        (
            "conditions",
            "flag: nipt; force: actie lager dan de lat",
            "“force: actie lager dan de lat” is geen voorwaarde",
        ),
        ("conditions", "flag: nipt; mood: bad", "Kies voorwaarde 2 uit de lijsten."),
        ("conditions", "item: Z9 below bar", "Kies voorwaarde 1 uit de lijsten."),
        ("conditions", "item: C1", "Kies bij voorwaarde 1 onder, vanaf of boven, en een grens."),
        ("conditions", "item: C1 below 101", "Kies voorwaarde 1 uit de lijsten."),
        ("conditions", "flag: nipt below bar", "laat de rest van voorwaarde 1 leeg"),
        ("conditions", "; ".join(["flag: nipt"] * 21), "hoogstens 20 voorwaarden"),
        ("title_nl", "  ", "verplicht"),
        ("title_en", "t" * 121, "120"),
        ("why_en", "w" * 4001, "4000"),
    ],
)
def test_a_bad_cell_is_refused_with_line_column_and_reason_and_nothing_is_written(beheer, action, column, cell, reason):
    good = lines(action, title_nl="Anders")
    bad = lines(action, **{"code": "van-ons", column: cell})
    page = looked_at(beheer, as_csv([*good, *bad]))
    assert page.status_code == 422
    [(line, code, at, *reasons)] = told(page)[3]
    assert (line, code, at) == (3, cell if column == "code" else "van-ons", column)
    assert reason in " ".join(reasons)
    assert "confirm_form" not in page.context_data
    assert "Er kan niets worden geïmporteerd zolang" in page.content.decode()
    action.refresh_from_db()
    assert action.title_nl != "Anders"
    assert not Action.objects.filter(source=action.source, code="van-ons").exists()


def test_reasons_are_in_the_language_of_the_admin(beheer, action):
    beheer.cookies["language"] = "en"
    page = looked_at(beheer, as_csv(lines(action, roles="")))
    assert told(page)[3] == [(2, action.code, "roles", "Choose at least one role.")]
    assert "Line 2, column roles" in " ".join(page.content.decode().split())


def test_a_code_that_is_there_twice_is_refused_on_both_lines(beheer, action):
    page = looked_at(beheer, as_csv(lines(action, action)))
    assert [(line, column) for line, _code, column, _reason in told(page)[3]] == [(2, "code"), (3, "code")]


def test_in_yaml_the_line_is_that_of_the_file_and_unknown_names_are_refused(beheer, action):
    text = exported(beheer, "yaml").decode()
    documents = text.split("- code: ")[1:3]
    wrong = documents[1].replace("level:", "mood: bad\n  level:").replace("  nl:", "  nl:\n    subtitle: x")
    wrong = wrong.replace("order: 20", "order: [1, 2]")
    page = looked_at(beheer, f"- code: {documents[0]}- code: {wrong}".encode(), "yml")
    line = 1 + documents[0].count("\n")
    assert [(one[0], one[2]) for one in told(page)[3]] == [(line, "order"), (line, "")]
    assert "mood, nl: subtitle" in told(page)[3][1][3]


def test_a_change_meanwhile_is_shown_before_anything_is_written(beheer, action):
    page = looked_at(beheer, as_csv(lines(action, title_nl="Uit het bestand")))
    beheer.post(f"{LIST}{action.pk}/change/", sent(action, title_nl="Intussen"))
    again = confirmed(beheer, page)
    assert again.status_code == 200
    assert "is intussen veranderd" in again.content.decode()
    [told_one] = again.context_data["differences"].changed
    assert [(change.before, change.after) for change in told_one.changes] == [("Intussen", "Uit het bestand")]
    action.refresh_from_db()
    assert action.title_nl == "Intussen"
    assert confirmed(beheer, again).status_code == 302
    action.refresh_from_db()
    assert action.title_nl == "Uit het bestand"


def test_pressing_twice_writes_once(beheer, action):
    page = looked_at(beheer, as_csv(lines(action, title_nl="Anders")))
    first, again = confirmed(beheer, page), confirmed(beheer, page)
    assert (again.status_code, again.url) == (first.status_code, first.url) == (302, LIST)
    assert action.history.count() == 2


def test_imported_actions_reach_the_next_report(beheer, action):
    confirmed(beheer, looked_at(beheer, as_csv(lines(action, title_nl="Anders"))))
    assert active_entries("2")[0].text("nl").title == "Anders"


def test_the_look_takes_as_many_queries_for_many_lines_as_for_few(beheer, catalogue, django_assert_num_queries):
    few, many = Action.objects.all()[:2], Action.objects.all()
    with django_assert_num_queries(4) as found:
        looked_at(beheer, as_csv(lines(*few)))
    with django_assert_num_queries(len(found)):
        looked_at(beheer, as_csv(lines(*many)))


def test_others_neither_take_out_nor_bring_in(client, anna, action):
    pages = ["import/", "export/", "process_import/"]
    assert [client.post(LIST + page).status_code for page in pages] == [302] * 3
    client.force_login(anna)
    assert [client.post(LIST + page, follow=True).status_code for page in pages] == [403] * 3
    assert client.get(f"{LIST}process_import/", follow=True).status_code == 403


def test_nothing_is_imported_by_a_link(beheer, catalogue):
    assert beheer.get(f"{LIST}process_import/").status_code == 405


def test_an_export_of_a_list_that_cannot_be_leads_to_that_of_the_whole_list(beheer, catalogue):
    for client_asks in (beheer.get, beheer.post):
        assert client_asks(f"{LIST}export/?anything=1", {}).url == f"{LIST}export/"


def test_the_search_of_the_list_narrows_what_goes_out(beheer, catalogue):
    documents = yaml.safe_load(exported(beheer, "yaml", "?q=trekkers"))
    assert "trekkers" in {one["code"] for one in documents}
    assert all("trekkers" in str(one) for one in documents)
    assert len(documents) < Action.objects.count()
