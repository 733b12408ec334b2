"""``manage.py diagnose``: a diagnosis a line, a sentence for what cannot be scored, and the others go on."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from .comparing import differences
from .test_spreadsheet import written

CASES = Path(__file__).with_name("cases")
MANAGE = Path(__file__).parents[2] / "manage.py"
GOOD = CASES / "te-weinig-mensen.json"


def run(*arguments):
    """Return exit code, results and sentences of the command."""
    out, err = io.StringIO(), io.StringIO()
    code = 0
    try:
        call_command("diagnose", *(str(argument) for argument in arguments), stdout=out, stderr=err)
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    return code, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue().splitlines()


def expected(name):
    return json.loads((CASES / f"{name}.expected.json").read_text())


@pytest.fixture
def file(tmp_path):
    """Return a function that writes a file."""

    def write(content, name="input.json"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_each_document_gives_its_diagnosis_in_order():
    names = ["vragenlijst-1", "te-weinig-mensen", "perceptiekloof"]
    code, found, sentences = run(*(CASES / f"{name}.json" for name in names))
    assert (code, sentences) == (0, [])
    assert differences(found, [expected(name) for name in names]) == []


DEEP = "[" * 100_000 + "]" * 100_000
TWICE = '{"seed": 1, "seed": 2, "respondents": []}'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "This is not JSON"),
        ("   \n", "This is not JSON"),
        ("{", "This is not JSON"),
        ('{"respondents": []} {"respondents": []}', "This is not JSON"),
        ("id;organisation;role\n1;x;manager\n", "This is not JSON"),
        (b"\xff\xfe{\x00", "not text in UTF-8"),
        ('{"respondents": [{"id": "é"}]}'.encode("latin-1"), "not text in UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00", "not text in UTF-8"),
        ("\x00\x00", "This is not JSON"),
        ("null", "must be an object"),
        ("[]", "must be an object"),
        ("{}", "must have a list of 'respondents'"),
        (DEEP, "nested too deep"),
        ('{"respondents": ' + DEEP + "}", "nested too deep"),
        ('{"respondents": [], "seed": ' + "9" * 5000 + "}", "a number is too long"),
        ('{"respondents": [], "years_running": 1e400}', "years_running"),
        ('{"respondents": [], "years_running": NaN}', "NaN"),
        ('{"respondents": [], "years_running": -Infinity}', "-Infinity"),
        (TWICE, "the key 'seed' twice"),
        (
            '{"respondents": [{"id": "p", "organisation": "x", "role": "manager", "answers": {"A1": 1, "A1": 5}}]}',
            "'A1'",
        ),
        (
            '{"respondents": [{"id": "p", "organisation": "x", "role": "manager", "answers": {"A1": 6}}]}',
            "'p', code A1",
        ),
        (
            '{"respondents": [{"id": "p", "organisation": "x", "role": "manager", "answers": {"A1": 3.0}}]}',
            "code A1: 3.0",
        ),
        ('{"respondents": [{"id": "p", "organisation": "x", "role": "manager", "answers": {"X1": 3}}]}', "code 'X1'"),
        ('{"respondents": [], "profile": {"min_group": 4}}', "min_group is 4; it must be a whole number of at least 5"),
    ],
)
def test_a_bad_file_gives_one_sentence_with_its_name_and_the_others_are_scored(file, content, words):
    bad = file(content)
    code, found, sentences = run(GOOD, bad, GOOD)
    assert code == 2
    assert differences(found, [expected("te-weinig-mensen")] * 2) == []
    assert len(sentences) == 1
    assert sentences[0].startswith(f"{bad}: ")
    assert words in sentences[0]
    assert sentences[0].endswith((".", ")"))
    assert len(sentences[0]) < 300 + len(str(bad))


@pytest.mark.parametrize("depth", range(100, 1000, 45))
def test_nesting_of_any_depth_gives_a_sentence(file, depth):
    """Where reading just succeeds, writing the message must not run out of room."""
    person = '{"id": "p", "organisation": "x", "role": "manager", "answers": {"B0": %s}}'
    bad = file('{"respondents": [' + person % ("[" * depth + "]" * depth) + "]}")
    code, found, sentences = run(bad)
    assert (code, found, len(sentences)) == (2, [], 1)


def test_missing_files_and_folders_give_a_sentence(tmp_path):
    code, found, sentences = run(tmp_path / "nergens.json", tmp_path, GOOD)
    assert (code, len(found)) == (2, 1)
    assert sentences == [
        f"{tmp_path / 'nergens.json'}: The file cannot be read: No such file or directory.",
        f"{tmp_path}: The file cannot be read: Is a directory.",
    ]


def test_a_document_may_begin_with_a_byte_order_mark(file):
    code, found, _ = run(file(b"\xef\xbb\xbf" + GOOD.read_bytes()))
    assert (code, differences(found, [expected("te-weinig-mensen")])) == (0, [])


def test_huge_but_right_numbers_are_scored(file):
    document = json.loads((CASES / "op-de-lat.json").read_text())
    huge = 10**300
    document |= {"seed": huge, "n_invited": huge, "n_organisations_invited": huge, "years_running": huge}
    document |= {"invited": {person["organisation"]: 10**400 for person in document["respondents"]}}
    code, found, sentences = run(file(json.dumps(document)))
    assert (code, sentences) == (0, [])
    assert {"partners_ontbreken", "lage_respons"} <= set(found[0]["flags"])


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("name", ["weging-respondent", "niet-beslist", "vragenlijst-1", "opbouwfase"])
def test_a_spreadsheet_with_its_options_gives_the_diagnosis_of_the_document(file, delimiter, mark, name):
    document = json.loads((CASES / f"{name}.json").read_text())
    sheet = file(mark + written(document["respondents"], delimiter=delimiter), "antwoorden.csv")
    document.pop("respondents")
    invited = document.pop("invited", {})
    given = [part for key, value in document.items() for part in (f"--{key.replace('_', '-')}", value)]
    given += [f"--invited={organisation}={n}" for organisation, n in invited.items()]
    code, found, sentences = run("--csv", *given, sheet)
    assert (code, sentences) == (0, [])
    assert differences(found, [expected(name)]) == []


def test_a_bad_spreadsheet_gives_a_sentence_and_the_others_are_scored(file):
    good = file(written(json.loads(GOOD.read_text())["respondents"]), "good.csv")
    bad = file("id;organisation;role;A1\njan;x;manager;zes\n", "bad.csv")
    latin = file("id;organisation;role\n1;Coöperatie;manager\n".encode("cp1252"), "latin.csv")
    broken = file("id,organisation,role,O1\n7,x,manager," + "x" * 140_000 + "\n", "broken.csv")
    code, found, sentences = run("--csv", bad, good, latin, broken)
    assert (code, len(found)) == (2, 1)
    assert sentences[0].startswith(f"{bad}: Respondent 'jan', code A1: 'zes' is no answer")
    assert sentences[1] == f"{latin}: This is not text in UTF-8; save it as UTF-8 (in Excel: CSV UTF-8)."
    assert sentences[2] == f"{broken}: This file cannot be read. Save it again as CSV."


@pytest.mark.parametrize(("option", "value"), [("--seed", "-1"), ("--years-running", "nan"), ("--n-invited", "-3")])
def test_an_option_that_makes_no_sense_gives_a_sentence(file, option, value):
    sheet = file("id;organisation;role\n", "leeg.csv")
    code, found, sentences = run("--csv", f"{option}={value}", sheet)
    assert (code, found, len(sentences)) == (2, [], 1)
    assert option.removeprefix("--").replace("-", "_") in sentences[0]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--invited=zorg",), "--invited 'zorg': write each organisation once"),
        (("--invited==4",), "--invited '=4': write each organisation once"),
        (("--invited=zorg=-1",), "--invited 'zorg=-1': write each organisation once"),
        (("--invited=zorg=1", "--invited=zorg=2"), "--invited 'zorg=2': write each organisation once"),
        (("--invited=zorg=4",), "Respondent '1' is of 'school', which invited leaves out."),
        (("--questionnaire=1",), "The CSV has an unknown column 'T1'."),
    ],
)
def test_an_option_that_does_not_fit_the_spreadsheet_gives_a_sentence(file, options, words):
    sheet = file("id;organisation;role;T1\n1;school;manager;4\n", "antwoorden.csv")
    code, found, sentences = run("--csv", *options, sheet)
    assert (code, found, len(sentences)) == (2, [], 1)
    assert sentences[0].startswith(f"{sheet}: {words}")


def test_each_document_is_read_with_the_version_that_it_answers(file):
    person = {"id": "jan", "organisation": "zorg", "role": "manager", "answers": {"T1": 4}}
    old, new = ({"questionnaire": version, "respondents": [person]} for version in (1, 2))
    files = [file(json.dumps(document), f"{place}.json") for place, document in enumerate((old, new))]
    code, found, sentences = run(*files)
    assert (code, [one["questionnaire"] for one in found]) == (2, [2])
    assert sentences == [f"{files[0]}: Respondent 'jan' has an unknown code 'T1'."]


def test_options_of_a_spreadsheet_are_refused_for_documents():
    code, found, sentences = run("--questionnaire", "1", "--seed", "3", "--invited", "a=9", GOOD)
    assert (code, found) == (2, [])
    assert sentences == ["--questionnaire, --seed, --invited: only with --csv; a document says this itself."]


def command(*arguments, given=b""):
    """Run the real command from another folder."""
    return subprocess.run(
        [sys.executable, str(MANAGE), "diagnose", *(str(argument) for argument in arguments)],
        input=given,
        capture_output=True,
        check=False,
        cwd="/",
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "collab.settings"},
    )


def test_the_real_command_reads_a_document_a_line_and_goes_on_after_a_bad_one():
    good = json.dumps(json.loads(GOOD.read_text())).encode()
    lines = [good, b"", b"{}", b"\xff", good.replace(b'"seed"', b'"sead"'), good]
    ended = command("-", given=b"\n".join(lines))
    found = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 2
    assert differences(found, [expected("te-weinig-mensen")] * 2) == []
    sentences = ended.stderr.decode().splitlines()
    assert [sentence.partition(":")[0] for sentence in sentences] == ["- line 3", "- line 4", "- line 5"]


def test_the_real_command_ends_well_on_good_files_and_badly_without_any():
    ended = command(GOOD, CASES / "op-de-lat.json")
    assert (ended.returncode, ended.stderr, len(ended.stdout.splitlines())) == (0, b"", 2)
    assert command().returncode == 2
    nothing = command("-")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (0, b"", b"")


def test_the_real_command_reads_a_spreadsheet_from_standard_input():
    sheet = written(json.loads(GOOD.read_text())["respondents"], delimiter=";").encode()
    ended = command("--csv", "--seed", "1", "-", given=b"\xef\xbb\xbf" + sheet)
    assert ended.returncode == 0
    assert json.loads(ended.stdout)["diagnosis"] == "onvoldoende_gegevens"
