"""Every result of the gallery is read, in Dutch and in English, for what contradicts itself or its numbers."""

import random
import re
from collections import Counter
from functools import cache

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from django.utils.html import strip_tags

from assessments.reporting.assemble import assemble
from assessments.reporting.gallery.names import LONG, LONG_ANSWER, LONG_WORD, SCRIPTS
from assessments.reporting.gallery.specimens import specimens
from assessments.reporting.render import render_for_screen
from assessments.vocabulary.certainties import CERTAINTIES
from assessments.vocabulary.flags import FLAGS
from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.levels import LEVELS
from assessments.vocabulary.outcomes import DIAGNOSES
from tests.some import some

from . import contradictions
from .contradictions import CLAIMS, RULES, Reading, claims_in, reading_of

SEED = 13


@cache
def results():
    return dict(specimens())


@cache
def readings():
    """Return every report of the gallery as it is read, by name and language."""
    return {
        (name, language): reading_of(result, language, assemble(result, language=language))
        for name, result in results().items()
        for language in LANGUAGES
    }


def test_it_has_every_outcome_level_certainty_and_signal_and_every_size():
    shown = [result.disclosed for result in results().values()]
    assert len(shown) >= 40
    assert {one.diagnosis for one in shown} == {*DIAGNOSES, "onvoldoende_gegevens"}
    assert {one.level for one in shown} >= set(LEVELS) - {"vastgelopen"}
    assert {one.certainty for one in shown} == {*CERTAINTIES, None}
    assert {flag for one in shown for flag in one.flags} == set(FLAGS)
    assert {one.tendency for one in shown} >= {None, "gezond", "schijnsamenwerking", "eilandsamenwerking"}
    assert {one.split for one in shown if one.groups} == {"role", "organisation"}
    assert max(len(one.organisations) for one in shown) == 40
    assert any(not one.groups for one in shown if one.diagnosis in DIAGNOSES)
    assert any(not result.facts.interests_named for result in results().values())


def test_it_has_every_kind_of_round_name_and_answer():
    all_results = results().values()
    assert any(result.is_of_version_1 for result in all_results)
    assert {len(result.earlier) for result in all_results} >= {0, 1, 2, 4}
    assert any(result.is_stalled and result.earlier for result in all_results)
    assert any(result.is_rising for result in all_results)
    assert len(LONG) >= 120
    assert (len(LONG_WORD), len(LONG_ANSWER)) == (33, pytest.approx(2000, abs=10))
    names = {name for result in all_results for name in result.disclosed.organisations}
    assert {LONG, *SCRIPTS} <= names
    answers = [text for result in all_results for texts in result.disclosed.open_answers.values() for text in texts]
    assert {LONG_ANSWER, None} <= set(answers)


LEAST_AND_MOST = {"<5": (0, 4), "5-9": (5, 9), "10-19": (10, 19), "20-49": (20, 49), "50+": (50, 2000)}


def test_who_answered_who_was_invited_and_the_share_agree_in_every_result():
    wrong = []
    for name, result in some(results().items()):
        share, invited = result.disclosed.response, result.facts.n_invited
        if share is None or invited is None:
            continue
        least, most = LEAST_AND_MOST[result.disclosed.n_respondents]
        fewest, upto = LEAST_AND_MOST[invited]
        pairs = ((n, of) for of in range(max(fewest, 1), upto + 1) for n in range(least, min(most, of) + 1))
        if not any(min(10 * n // of * 10, 90) == share for n, of in pairs):
            wrong.append(name)
    assert wrong == []


def test_no_result_shows_a_group_that_it_says_it_withholds():
    held = {name: {one.what for one in result.disclosed.withheld} for name, result in some(results().items())}
    assert [what for every in held.values() for what in every if what.startswith("group:")]
    groups = {name: {f"group:{group}" for group in result.disclosed.groups} for name, result in results().items()}
    assert {name: held[name] & groups[name] for name in held if held[name] & groups[name]} == {}


def test_no_english_report_has_a_date_in_dutch():
    texts = {
        text
        for (_name, language), reading in readings().items()
        for text in (*reading.texts, *(card.source for card in reading.cards))
        if language == "en"
    }
    assert [
        text for text in some(texts) if re.search(r"\d (?:januari|februari|maart|mei|juni|juli|oktober)\b", text)
    ] == []
    assert any("3 October 2012" in text for text in texts)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_report_breaks_a_rule(rule, language):
    with translation.override(language):
        found = {
            name: broken
            for (name, spoken), reading in some(readings().items())
            if spoken == language and (broken := rule(reading))
        }
    assert found == {}


def canary(name, *texts, titles=(), called_by=(), language="nl"):
    return Reading(results()[name], language, texts, titles, called_by)


CANARIES = {
    "not_the_highest": (
        (
            "weinig-te-tonen",
            ("“De partners doen wat zij samen hebben afgesproken” scoort van alles het hoogst. Hoe is dat gelukt?",),
        ),
    ),
    "change_that_is_none": (
        ("tweede-gelijk", ("De processen: “Doelen stellen” van 60 naar 60 en “Lering trekken” van 40 naar 45.",)),
        ("tweede-gelijk", ("Volgens managers: intentie van 85 naar 85, actie van 50 naar 55.",)),
    ),
    "clear_and_uncertain": (
        ("gezond-fundament-onzeker", ("Maar het fundament is onzeker.", "Deze uitkomst is duidelijk.")),
    ),
    "enough_and_too_little": (
        ("schijn", ("Actie scoort 37: 29,5 onder de lat. In de praktijk gebeurt er genoeg.",)),
        ("schijn", ("In de praktijk gebeurt er genoeg.", "In de praktijk gebeurt er nog te weinig.")),
        ("schijn", ("Intentie en actie halen de lat; verbinding niet",)),
        ("gezond-stevig", ("Verbinding blijft achter",)),
    ),
    "score_without_scale": (
        ("schijn", ("Actie scoort 37.", "Scores lopen van 0 (klopt niet) tot 100 (klopt helemaal).")),
        ("schijn", ("Actie ligt 29,5 onder de lat.",)),
    ),
    "person_for_a_thing": (
        ("schijn", ("De lat begint op 62,5: zij ligt hoger als belangen botsen.",)),
        ("schijn", ("Een belang is belangrijk. Zij telt mee.",)),
    ),
    "all_or_nothing": (
        ("schijn", ("De kans daarop is 100\N{NO-BREAK SPACE}%.",)),
        ("schijn", ("In 0% van de gevallen.",)),
        ("schijn", ("Belangen leggen de lat 1 punten hoger",)),
    ),
    "group_that_is_not_shown": (
        ("schijn", ("Bestuurders zien actie hoger dan de anderen.",)),
        ("zonder-rollen", ("Toch gebeurt er volgens de professionals nog niet genoeg.",)),
        ("zonder-rollen", ("Volgens de leiding gebeurt er genoeg, volgens de anderen niet.",)),
        ("per-organisatie", ("Over actie lopen de rollen uiteen: van 30 (professionals) tot 60",)),
    ),
}
TITLES = (
    ("gezond-stevig", "Actie blijft achter: er is zelden één werkplan"),
    ("schijn", "Actie ligt net onder de lat"),
    ("schijn", "Alle drie de krachten halen de lat"),
    ("gezond-kwetsbaar", "Alle drie de krachten liggen ruim boven de lat"),
    ("schijn", "Alle uitspraken over intentie scoren 75 of hoger"),
    ("tweede-op-weg", "Actie steeg van 40 naar 55"),
    ("tweede-op-weg", "Actie daalde van 30 naar 55"),
    ("schijn", "Belangen leggen de lat 5 punten hoger"),
    ("schijn", "De kans op gezond is het grootst: ongeveer 75 %"),
    ("schijn", "Begin met actie: die moet ruim 30 punten omhoog"),
    ("schijn-met-steun", "Actie moet ruim 25 punten omhoog"),
    ("schijn", "Over actie lopen de rollen het verst uiteen: van 30 (professionals) tot 60 (managers)"),
)
WHY = (
    "Actie scoort 37, onder de lat van 36,5.",
    "Actie scoort 38, onder de lat van 66,5.",
    "Intentie scoort 81, net onder de lat.",
    "“Medewerkers van de partners werken met een gezamenlijk werkplan” scoort 90, onder de lat van 62,5.",
    "Het proces “Lering trekken” scoort 40, boven 50.",
)


@pytest.mark.parametrize(("rule", "name", "texts"), [(rule, *one) for rule, found in CANARIES.items() for one in found])
def test_each_rule_finds_what_breaks_it(rule, name, texts):
    assert getattr(contradictions, rule)(canary(name, *texts))


@pytest.mark.parametrize(("name", "title"), TITLES)
def test_a_title_that_the_numbers_deny_is_found(name, title):
    assert contradictions.title_that_is_denied(canary(name, titles=(title,)))


@pytest.mark.parametrize("sentence", WHY)
def test_a_reason_for_an_action_that_the_numbers_deny_is_found(sentence):
    with translation.override("nl"):
        assert contradictions.why_that_is_denied(canary("schijn", called_by=(sentence,))) == [sentence]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rules_have_something_to_read(language):
    """Rules that match nothing in any report would find nothing either."""
    spoken = [reading for (_name, said), reading in readings().items() if said == language]
    assert len(CLAIMS[language]) - len(claims_in(spoken, language)) <= 0
    compared = re.compile(contradictions.COMPARED[language])
    assert sum(bool(compared.match(text)) for reading in spoken for text in reading.called_by) > 20
    for patterns in (contradictions.ENOUGH, contradictions.TOO_LITTLE):
        found = Counter(force for one in spoken for force in contradictions.said_of(patterns[language], one.texts))
        assert set(found) == {"intentie", "actie", "verbinding"}


def test_a_few_whole_pages_say_nothing_that_their_text_may_not_say():
    chosen = random.Random(SEED).sample(sorted(results()), 2)
    for name, language in some(list(zip(chosen, LANGUAGES, strict=True))):
        html = render_for_screen(results()[name], language=language).html
        words = [text.strip() for text in strip_tags(html).splitlines() if text.strip()]
        page = Reading(results()[name], language, tuple(words))
        broken = [rule(page) for rule in (contradictions.all_or_nothing, contradictions.group_that_is_not_shown)]
        assert broken == [[], []]
        for title in some(readings()[name, language].titles):
            assert title in " ".join(words).replace("&quot;", '"')


def test_the_command_writes_pages_and_papers(tmp_path, capsys):
    call_command("report_gallery", "-o", str(tmp_path), "--only", "onvoldoende", "--language", "en")
    folder = tmp_path / "onvoldoende" / "en"
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF-")
    page = (folder / "index.html").read_text()
    assert "There are too few answers" in page
    for style in some(re.findall(r'<link rel="stylesheet"\s+href="([^"]+)"', page)):
        assert (folder / style).is_file()
    fonts = tmp_path / "static/css/fonts.css"
    for address in some(re.findall(r'url\("([^"]+)"\)', fonts.read_text())):
        assert (fonts.parent / address).is_file()
    assert 'href="onvoldoende/en/index.html"' in (tmp_path / "index.html").read_text()
    assert capsys.readouterr().out.splitlines() == ["onvoldoende", str(tmp_path / "index.html")]


def test_the_command_refuses_a_result_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="There is no result 'nergens'"):
        call_command("report_gallery", "-o", str(tmp_path), "--only", "nergens")
