"""One word per thing: no text of the product uses another word for what the glossary names.

Read are the English texts in the code and the templates, their Dutch, the questionnaires, the actions and the demo.
"""

import re
from dataclasses import dataclass

import pytest
import yaml
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override

from assessments.vocabulary.glossary import GLOSSARY, SUBJECTS
from assessments.vocabulary.languages import LANGUAGES
from tests.pages import words
from tests.repository import ROOT, files, named
from tests.some import some
from tools.messages import read


@dataclass(frozen=True)
class Rule:
    """Words that are not written, with the one that is, and texts that may have them all the same."""

    instead: str
    language: str
    refused: str
    """A pattern; upper case makes no difference."""
    canary: str
    """A text that the rule refuses."""
    excepted: tuple[tuple[str, str], ...] = ()
    """The beginning of each English text (or the code of an item or an action) that may, and why."""
    catalogue: str = ""
    """Why questions and actions may have it; empty if they may not."""

    def refuses(self, text: str) -> bool:
        """Whether a text has what is not written."""
        return re.search(self.refused, text, re.IGNORECASE) is not None


def whole(*forms):
    """Return a pattern for one of these words, whole."""
    return rf"(?<!\w)({'|'.join(map(re.escape, forms))})(?!\w)"


IN_ANOTHER_SENSE = {
    ("result", "nl"): (
        ("Collaboration between organisations", "what working together brings, in the words of Van Delden"),
        ("The pioneers have the task of", "the statement on pioneers: what they must achieve"),
    ),
    ("action", "nl"): (("The three forces, the five processes", "the title of a talk"),),
}
"""By term and language: texts in which the word means something else, each with what it means there."""

IN_THE_CATALOGUE = {
    ("result", "nl"): "in questions and actions 'resultaat' is what residents notice of the work",
    ("report", "nl"): "in actions a 'verslag' is the minutes of a meeting, or a paper that directors ask for",
}
"""By term and language: why questions and actions, which the product takes over from the model, may have the word."""


def rules_of_the_glossary():
    """Return a rule per term and language that has words not to use."""
    for term in GLOSSARY.values():
        for language, forms in (("nl", term.not_nl), ("en", term.not_en)):
            if forms:
                key = (term.code, language)
                excepted, catalogue = IN_ANOTHER_SENSE.get(key, ()), IN_THE_CATALOGUE.get(key, "")
                yield Rule(term.code, language, whole(*forms), f"Een {forms[-1]}.", excepted, catalogue)


SINGULAR = "is|was|wordt|werd|heeft|had|mag|moet|zal|zou|staat|ligt|komt|gaat|loopt|sluit|begint|blijft|krijgt|gebruikt"
HOUSE = (
    Rule(
        *("a noun, die or deze", "nl", r"(?<!\w)(haar|hare)(?!\w)", "De uitslag: alleen coördinatoren zien haar."),
        (("B7", "a question of version 1, which stays as it was asked"),),
    ),
    Rule(
        *("a noun or die", "nl", rf"(?<!\w)(zij|ze)\s+({SINGULAR})(?!\w)", "De meting loopt nog; zij sluit morgen."),
    ),
    Rule(
        *(
            "stap",
            "nl",
            r"(?<!\w)(een|één|uw|de|deze|welke|elke|geen|eerste|geplande|eigen) actie(?!\w)",
            "Plan een actie.",
        ),
        (("beeld-nagaan", "an action of the model: 'uw eerste actie'"),),
    ),
    Rule(
        "participants",
        "en",
        r"(?<!\w)partners (can answer|get|read|will see|see this|were)(?!\w)",
        "Partners see this.",
    ),
    Rule(
        "deelnemers",
        "nl",
        r"(?<!\w)partners (kunnen antwoorden|krijgen|lezen)|krijgen partners",
        "Zo krijgen partners de mail.",
    ),
    Rule("spreadsheet", "nl", whole("rekenblad", "rekenbladen", "werkmap", "werkmappen"), "een rekenblad (CSV)"),
    Rule("spreadsheet", "en", whole("workbook", "workbooks"), "Save the workbook."),
    Rule("passkey", "nl", whole("toegangssleutel", "toegangssleutels"), "een toegangssleutel"),
    Rule(
        *("pagina", "nl", whole("bladzijde", "bladzijden"), "de volgende bladzijde"),
        catalogue="in actions it is a sheet of paper",
    ),
    Rule("uitspraak", "nl", whole("stelling", "stellingen"), "Stellingen over actie"),
    Rule("notitie", "nl", whole("aantekening", "aantekeningen"), "een aantekening"),
    Rule("grens", "nl", whole("drempel", "drempels", "drempelwaarde"), "de drempels"),
    Rule(
        *("inloggen", "nl", r"(?<!\w)(aanmelden|aanmelding|aanmeldingen|afmelden)(?!\w)|meldt \w+ zich aan"),
        *("Hiermee meldt u zich aan.", (("You cannot register here.", "it is about making an account"),)),
    ),
    Rule(
        *("wijzigen", "nl", r"(?<!\w)veranderen (of|en) |(?<!\w)(of|en) veranderen|, veranderen (of|en)|terugnemen"),
        *("bekijken of veranderen",),
        catalogue="in actions it is what becomes otherwise",
    ),
    Rule("gewijzigd", "nl", r"(stap|stappen|adres) [^.]*veranderd(?!\w)", "Uw adres is veranderd."),
    Rule(
        *("deelnemer", "nl", r"(?<!\w)(persoon|mensen) (is|zijn|wordt|worden) toegevoegd", "2 mensen zijn toegevoegd."),
    ),
    Rule("deelnemers", "nl", r"mensen ((tegelijk )?toevoegen|(met|zonder) een e-mail)", "mensen met een e-mailadres"),
    Rule("lezer", "nl", r"coördinator(en)? die alleen|of is lezer", "een coördinator die alleen mag kijken"),
    Rule("u or a noun", "nl", whole("men"), "vragen beantwoordt men"),
    Rule(
        "mail", "nl", r"(?<!\w)e-mails?(?!\w)(?!, rol)", "een e-mail met een link", (("email", "a column of a list"),)
    ),
    Rule("afdrukken", "nl", whole("print", "printen", "printten", "geprint"), "om te printen"),
    Rule("’", "nl", r"\w'\w", "programma's", catalogue="in the files of the catalogue a straight one is enough"),
    Rule("importeren", "nl", r"samenwerkingsverband(en)? over(nemen|genomen)", "Een samenwerkingsverband overnemen"),
    Rule("u", "nl", whole("je", "jij", "jouw", "jullie"), "Log in met je wachtwoord."),
    Rule("a full stop", "nl", r"\w!(?!\w)", "Gelukt!"),
    Rule("vertrouwelijk", "nl", whole("anoniem", "anonieme", "anonimiteit"), "Uw antwoorden zijn anoniem."),
    Rule(
        *("email", "en", r"(?<![\w(-])(e-mails?|mails?|mailed)(?!\w)(?! (server|merge))", "You get a mail."),
    ),
    Rule(
        *("enter", "en", r"(^|[.?!] )fill in(?!\w)", "Fill in your name."),
        catalogue="in actions it is done on paper",
    ),
    Rule("withdraw", "en", r"(?<!\w)(take|taken|took)( \w+){0,2} back(?!\w)", "Take these answers back."),
    Rule("again", "en", whole("anew"), "Begin anew."),
    Rule("do not need", "en", r"(?<!\w)need (not|no)(?!\w)", "You need not do anything."),
    Rule("separately", "en", r"(?<!\w)shown apart(?!\w)", "The role is not shown apart."),
    Rule("you", "en", r"(?<!\w)one (can|could|must|notices|signs|sees|chooses)(?!\w)", "Here one can read it."),
    Rule("confidential", "en", whole("anonymous", "anonymously", "anonymity"), "Your answers are anonymous."),
)
"""Rules for words that need no explanation to whoever reads them."""

RULES = (*rules_of_the_glossary(), *HOUSE)


def messages_of(language):
    """Yield the English and the translation of every text, for one thing and for several."""
    for message in read(language):
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string)
        yield from ((name, text) for name, text in zip(ids, strings, strict=True) if name)


def spoken(value, language, code=""):
    """Yield the code and the text of all that stands in a file of the catalogue in a language."""
    if isinstance(value, list):
        for one in value:
            yield from spoken(one, language, code)
    elif isinstance(value, dict):
        code = str(value.get("code", code))
        for key, one in value.items():
            if key == language:
                yield from ((code, text) for text in strings_in(one))
            elif key not in LANGUAGES:
                yield from spoken(one, language, code)


def strings_in(value):
    """Yield every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings_in(one)


def catalogue(language):
    """Return every text of the questionnaires and the actions, with the code of the item or the action."""
    files = some(sorted((ROOT / "assessments/catalogue").glob("*.yaml")))
    return [found for file in files for found in spoken(yaml.safe_load(file.read_text()), language)]


def in_templates():
    """Return what stands in templates outside their tags: English, or the same in every language."""
    between_tags = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>", re.DOTALL)
    return [(named(file), between_tags.sub(" ", file.read_text())) for file in some(files("templates/**.html"))]


TEXTS = {"nl": [*messages_of("nl")], "en": [*messages_of("en"), *in_templates()]}
CATALOGUE = {language: catalogue(language) for language in LANGUAGES}


def broken(rule):
    """Return the texts that a rule refuses, but those that it excepts."""
    excepted = tuple(begin for begin, _why in rule.excepted)
    texts = TEXTS[rule.language] + ([] if rule.catalogue else CATALOGUE[rule.language])
    return [(name[:60], text) for name, text in texts if rule.refuses(text) and not name.startswith(excepted)]


def name_of(rule):
    """Return the name of a rule for the output."""
    return f"{rule.language} {rule.instead}"


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_no_text_has_another_word_for_it(rule):
    assert broken(rule) == []


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_text_with_another_word_is_found(rule, monkeypatch):
    for canary in (rule.canary, rule.canary.upper()):
        monkeypatch.setitem(TEXTS, rule.language, [("A new text.", canary)])
        monkeypatch.setitem(CATALOGUE, rule.language, [])
        assert broken(rule) == [("A new text.", canary)]


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.excepted], ids=name_of)
def test_every_exception_is_still_needed(rule):
    everything = [*TEXTS[rule.language], *CATALOGUE[rule.language]]
    used = {
        begin
        for begin, _why in rule.excepted
        for name, text in everything
        if name.startswith(begin) and rule.refuses(text)
    }
    assert used == {begin for begin, _why in rule.excepted}


def test_the_texts_are_read():
    assert ("The round", "De meting") in TEXTS["nl"]
    assert any(code == "C2" and "trekkers" in text for code, text in CATALOGUE["nl"])
    assert any("Driekracht" in text for name, text in TEXTS["en"] if name == "templates/_header.html")
    assert min(len(found) for found in (*TEXTS.values(), *CATALOGUE.values())) > 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_every_word_with_its_meaning(language):
    client = Client()
    client.cookies["language"] = language
    page = words(client.get(reverse("glossary")))
    with override(language):
        for term in some(GLOSSARY.values()):
            assert f"{gettext(term.name)} {gettext(term.meaning)}" in page
        for subject in some(SUBJECTS.values()):
            assert gettext(subject.name) in page


def test_every_word_stands_under_a_heading_and_every_heading_has_words():
    assert {term.subject for term in GLOSSARY.values()} == set(SUBJECTS)
