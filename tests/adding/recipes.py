"""The recipes of docs/adding.md, followed on a copy of the product."""

import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import yaml
from babel.messages.pofile import read_po, write_po

from tests.repository import ROOT

from .added import LANGUAGE, PROCESS, QUESTIONS, ROLE, TRANSLATIONS, frisian

VOCABULARY, CATALOGUE = "assessments/vocabulary", "assessments/catalogue"
QUESTIONNAIRES = tuple(f"{CATALOGUE}/questionnaire_{version}.yaml" for version in (1, 2, 3))
"""Those that the product ships, and the one that the recipe for a question adds."""
ACTIONS = (f"{CATALOGUE}/actions_deck.yaml", f"{CATALOGUE}/actions_own.yaml")

KEPT = ("assessments", "collab", "templates", "static", "tools")

ROLE_ENTRY = f"""    Role(
        code="{ROLE}",
        label=_("client"),
        plural=_("clients"),
        people=_("clients"),
        heading=_("For clients"),
        synonyms="inwoner",
        advised_as="{ROLE}",
    ),
"""


def copy_product(folder):
    """Copy every file of the product to a folder."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)


def run(copy, *command):
    """Run a command of Python in the copy, with data and a database of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    environment = kept | {"DATA_DIR": str(copy / "data")}
    return subprocess.run(
        [sys.executable, *command], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )


def state(copy):
    """Return what stands in every file that is kept, apart from what commands make."""
    kept = (file for folder in KEPT for file in copy.glob(f"{folder}/**/*"))
    made = ("__pycache__", "migrations")
    return {
        str(file.relative_to(copy)): sha256(file.read_bytes()).hexdigest()
        for file in kept
        if file.is_file() and not any(part in str(file) for part in made)
    }


def changed(before, after):
    """Return the files that are new or different."""
    return {name for name, digest in after.items() if before.get(name) != digest}


def files_to_change(recipe):
    """Return the files that the steps of a recipe name."""
    text = (ROOT / "docs/adding.md").read_text()
    part = text.partition(f"\n## {recipe}\n")[2].partition("\n## ")[0]
    steps = "".join(re.findall(r"^\d\. .*\n(?:   .*\n)*", part, re.MULTILINE))
    named = set(re.findall(r"`(assessments/[^`]+)`", steps))
    assert len(named) > 1
    copied = set(re.findall(r"Copy `([^`]+)`", steps))
    later = {QUESTIONNAIRES[-1]} if recipe == "A language" else set()  # "and each later version": there is one by then
    return named - copied | later


def add_role(copy):
    """Follow "A role"."""
    _insert(copy / VOCABULARY / "roles.py", ROLE_ENTRY, before="    Role(\n        code=ANDERS,")
    words = f"  {ROLE}: {{nl: cliënt of inwoner, en: client or resident}}\n"
    for name in QUESTIONNAIRES[:-1]:
        _insert(copy / name, words, before="  anders: {nl:")
    own = copy / ACTIONS[1]
    bound = [*_diagnoses(), None]
    own.write_text(own.read_text() + "".join(_action(number, diagnosis) for number, diagnosis in enumerate(bound)))


def _diagnoses():
    return ("gezond", "schijnsamenwerking", "eilandsamenwerking")


def _action(number, diagnosis):
    texts = {name: f"Tekst {name} van cliënten {number}." for name in ("action", "why", "first_step", "noticeable")}
    texts["title"] = f"Doe mee {number}"
    entry = {
        "code": f"clienten-{number}",
        **({"diagnosis": diagnosis} if diagnosis else {}),
        "level": "houding",
        "roles": [ROLE],
        "source": "Driekracht",
        "nl": texts,
        "en": {name: f"English {name} {number}." for name in texts},
    }
    return yaml.safe_dump([entry], allow_unicode=True, sort_keys=False)


def add_questions(copy):
    """Follow "A question", once for each section."""
    old, new = (copy / name for name in QUESTIONNAIRES[-2:])
    text = old.read_text().replace('version: "2"', 'version: "3"', 1)
    for question in QUESTIONS:
        text = _with_question(text, question)
    new.write_text(text)
    second, third = (
        f'    "{version}": Path(__file__).with_name("questionnaire_{version}.yaml"),\n' for version in (2, 3)
    )
    _replace(copy / CATALOGUE / "questionnaire.py", second, second + third)
    process = f'    Process("{PROCESS}", _("Celebrating what works")),\n'
    _insert(copy / VOCABULARY / "processes.py", process, before=")\n", last=True)


def _with_question(text, question):
    """Return the questionnaire with a question at the end of its section."""
    begin = re.search(rf"^- code: {question.section}\b", text, re.MULTILINE).end()
    end = re.compile(r"^(?:- code: |open_hint:)", re.MULTILINE).search(text, begin).start()
    return text[:end] + question.line + text[end:]


def add_language(copy):
    """Follow "A language"."""
    _replace(copy / VOCABULARY / "languages.py", '("nl", "en")', f'("nl", "en", "{LANGUAGE}")', first=True)
    for name in (*QUESTIONNAIRES, *ACTIONS):
        content = yaml.safe_load((copy / name).read_text())
        (copy / name).write_text(yaml.safe_dump(_with_frisian(content), allow_unicode=True, sort_keys=False))
    made = run(copy, "manage.py", "makemigrations", "assessments", "--no-input")
    assert made.returncode == 0, made.stderr


def _with_frisian(content):
    if isinstance(content, list):
        return [_with_frisian(part) for part in content]
    if not isinstance(content, dict):
        return content
    found = {key: _with_frisian(part) for key, part in content.items()}
    return found | ({LANGUAGE: _in_frisian(found["nl"])} if {"nl", "en"} <= found.keys() else {})


def _in_frisian(content):
    if isinstance(content, dict):
        return {key: _in_frisian(part) for key, part in content.items()}
    if isinstance(content, list):
        return [_in_frisian(part) for part in content]
    return frisian(content)


def translate(copy):
    """Do what ``make messages`` asks for: translate what is lacking, and compile."""
    run(copy, "-m", "tools.messages", "update")
    dutch = _catalogue(copy, "nl")
    for message in dutch:
        if message.id and not _is_whole(message):
            message.string = TRANSLATIONS[message.id]
    _write(copy, "nl", dutch)
    if (copy / f"locale/{LANGUAGE}").is_dir():
        ours = _catalogue(copy, LANGUAGE)
        for message in ours:
            if message.id:
                message.string = _translated(dutch.get(message.id, message.context).string)
        _write(copy, LANGUAGE, ours)
    compiled = run(copy, "-m", "tools.messages", "check")
    assert compiled.returncode == 0, compiled.stderr
    run(copy, "-m", "tools.messages", "compile")


def _is_whole(message):
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def _translated(string):
    return tuple(map(frisian, string)) if isinstance(string, tuple) else frisian(string)


def _po(copy, language):
    return Path(copy) / f"locale/{language}/LC_MESSAGES/django.po"


def _catalogue(copy, language):
    with _po(copy, language).open("rb") as file:
        return read_po(file, locale=language)


def _write(copy, language, catalogue):
    with _po(copy, language).open("wb") as file:
        write_po(file, catalogue, width=0)


def _replace(path, old, new, *, first=False):
    text = path.read_text()
    assert text.count(old) == 1 or (first and old in text), (path, old)
    path.write_text(text.replace(old, new, 1))


def _insert(path, text, *, before, last=False):
    content = path.read_text()
    place = content.rindex(before) if last else content.index(before)
    path.write_text(content[:place] + text + content[place:])


FOLLOWED = {"A role": add_role, "A question": add_questions, "A language": add_language}
"""Each recipe, in an order in which each finds what the ones before it added."""
