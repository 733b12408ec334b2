"""The outcome in words: what is said first, how serious and how certain it is, and what is possible too."""

from dataclasses import replace

import pytest
from django.utils import translation

from assessments.disclosure.shown import ShownFoundation, ShownPerception
from assessments.reporting.assemble.outcome import (
    about_the_chance,
    certainty_words,
    headline,
    level_words,
    tendency_words,
)
from assessments.vocabulary.languages import LANGUAGES

from . import disclosed
from .earlier import after
from .results import VERSIONS, frozen_result
from .shown import group, scores_of, shares_of

CLOSE = {"certainty": "nipt", "flags": ("nipt",)}


def made(name, **changes):
    """Return the frozen result of one of the made results, with these fields changed."""
    return frozen_result(replace(getattr(disclosed, name)(), **changes))


def schijn(**changes):
    """Return actie a little below a bar that nothing raised."""
    values = {"scores": scores_of(75, 55, 60), "bar": 62.5, "level": "dreigend", "flags": (), "perception": ()}
    return made("schijnsamenwerking", **values | changes)


def eiland(**changes):
    """Return verbinding a little below a bar that nothing raised."""
    values = {"scores": scores_of(75, 70, 55), "bar": 62.5, "level": "dreigend", "flags": (), "perception": ()}
    return made("eilandsamenwerking", **{"certainty": "duidelijk", "tendency": None} | values | changes)


def rising(result, then):
    """Return a result after a round with the same outcome and these scores."""
    return after(result, scores=then)


def said(words_of, result, language="nl"):
    with translation.override(language):
        return words_of(result)


HEADLINES = {
    "H1": (made("onvoldoende_gegevens"), "Er zijn te weinig antwoorden om te zeggen hoe het met deze"),
    "H2": (
        made("fundament_ontbreekt", diagnosis="eilandsamenwerking"),
        "Het fundament ontbreekt: u werkt wel samen, maar wat u samen wilt, is nog niet sterk genoeg om op te bouwen.",
    ),
    "H2 gezond": (made("fundament_ontbreekt", diagnosis="gezond"), "Het fundament ontbreekt: u werkt wel samen"),
    "H3": (
        made("fundament_ontbreekt"),
        "Het fundament ontbreekt: wat u samen wilt, is nog niet sterk genoeg om op te bouwen.",
    ),
    "H4": (made("kern_en_rand"), "Een kern werkt gezond samen, de andere organisaties nog niet"),
    "H5": (schijn(flags=("kern_en_rand",)), "Een kern werkt al echt samen. Over alle organisaties samen"),
    "H6": (eiland(flags=("kern_en_rand",)), "De samenwerking is een eilandsamenwerking met een kern en een rand"),
    "H7": (made("intentie_rond_de_lat"), "De samenwerking lijkt gezond, maar het fundament is onzeker"),
    "H8": (
        made("gezond", **CLOSE),
        "De antwoorden wijzen op een gezonde samenwerking, maar het is nipt.",
    ),
    "H9": (
        schijn(**CLOSE, scores=scores_of(75, 60, 60)),
        "De antwoorden wijzen op schijnsamenwerking, maar het is nipt: in de praktijk gebeurt er bijna genoeg.",
    ),
    "H10": (schijn(**CLOSE), "De antwoorden wijzen op schijnsamenwerking, maar het is nipt."),
    "H11": (eiland(**CLOSE), "De antwoorden wijzen op eilandsamenwerking, maar het is nipt."),
    "H12": (made("stevig"), "De samenwerking is gezond en staat stevig: u weet wat u samen wilt, u doet het"),
    "H13": (made("gezond"), "De samenwerking is gezond, maar nog kwetsbaar: alle drie de krachten halen de lat"),
    "H14": (made("stevig", level="kwetsbaar"), "De samenwerking is gezond, maar nog niet stevig: de scores zijn ruim"),
    "H15": (
        made("stalled"),
        "De samenwerking is vastgelopen als schijnsamenwerking: ook sinds de vorige meting is er in de praktijk",
    ),
    "H16": (eiland(flags=("vastgelopen",)), "De samenwerking is vastgelopen als eilandsamenwerking"),
    "H17": (
        rising(schijn(), scores_of(75, 30, 60)),
        "U bent op weg: in de praktijk gebeurt er merkbaar meer dan bij de vorige meting. Het is nog niet genoeg;",
    ),
    "H18": (rising(eiland(), scores_of(75, 70, 30)), "U bent op weg: de partners steunen elkaar merkbaar meer"),
    "H19": (
        schijn(flags=("opbouwfase",)),
        "Deze samenwerking is nog in opbouw. De stap van willen naar doen komt nu: het beeld lijkt op",
    ),
    "H20": (eiland(flags=("opbouwfase",)), "Deze samenwerking is nog in opbouw. De stap van doen naar elkaar steunen"),
    "H21": (
        schijn(scores=scores_of(75, 63, 60), bar=66.5),
        "Er dreigt schijnsamenwerking, en belangen maken het verschil: zonder botsende belangen was wat u samen doet",
    ),
    "H22": (
        eiland(scores=scores_of(75, 70, 63), bar=66.5),
        "Er dreigt eilandsamenwerking, en belangen maken het verschil: zonder botsende belangen was de steun",
    ),
    "H23": (schijn(), "Er dreigt schijnsamenwerking: u weet wat u samen wilt, maar in de praktijk"),
    "H24": (
        schijn(flags=("intentie_rond_de_lat",)),
        "Er dreigt schijnsamenwerking: in de praktijk gebeurt er nog niet genoeg. Of het fundament sterk genoeg is",
    ),
    "H24 uitgesproken": (
        schijn(flags=("intentie_zwak", "intentie_rond_de_lat"), level="uitgesproken"),
        "De uitkomst is schijnsamenwerking: in de praktijk gebeurt er nog veel te weinig. Of het fundament sterk",
    ),
    "H25": (eiland(), "Er dreigt eilandsamenwerking: u werkt samen, maar de partners steunen elkaar nog niet genoeg."),
    "H26": (
        made("schijnsamenwerking"),
        "De uitkomst is schijnsamenwerking: u weet wat u samen wilt, maar in de praktijk gebeurt er nog veel te weinig",
    ),
    "H27": (
        eiland(level="uitgesproken"),
        "De uitkomst is eilandsamenwerking: u werkt samen, maar de partners steunen elkaar nog veel te weinig.",
    ),
}


@pytest.mark.parametrize("row", HEADLINES)
def test_the_first_headline_that_fits_is_said(row):
    result, expected = HEADLINES[row]
    assert said(headline, result).startswith(expected)


def test_every_headline_says_something_else():
    for language in LANGUAGES:
        rows = {row: said(headline, result, language) for row, (result, _expected) in HEADLINES.items()}
        assert len(set(rows.values())) == len(rows) - 1  # H2 is said of two classes


def test_a_first_round_is_never_called_stalled_and_a_risen_force_neither():
    first = made("schijnsamenwerking")
    assert "vastgelopen" not in said(headline, first) + said(level_words, first)
    on_their_way = rising(schijn(), scores_of(75, 30, 60))
    assert on_their_way.is_rising
    assert "astgelopen" not in said(headline, on_their_way) + said(level_words, on_their_way)


def test_a_rise_by_chance_is_no_rise():
    assert said(headline, rising(schijn(), scores_of(75, 52, 60))) == said(headline, schijn())


LEVELS = {
    "L1": (made("fundament_ontbreekt"), "Begin daar, ook als er al veel gebeurt: een gedeelde intentie is de"),
    "L2": (
        made("stevig"),
        "Stevig: elk van de drie krachten ligt ten minste 10 punten boven de lat, en geen signaal houdt dat tegen.",
    ),
    "L3": (
        made("gezond"),
        "Kwetsbaar: actie en verbinding liggen minder dan 10 punten boven de lat. Bij tegenslag is er weinig ruimte.",
    ),
    "L3 one": (
        made("gezond", scores=scores_of(80, 80, 70)),
        "Kwetsbaar: verbinding ligt minder dan 10 punten boven de lat.",
    ),
    "L4": (
        made("stevig", level="kwetsbaar", flags=("processen_zwak", "nipt", "lage_respons")),
        "Kwetsbaar: de scores zijn ruim. Wat nog aandacht vraagt: de processen gaan moeizaam en de uitkomst is nipt.",
    ),
    "L4 without signals": (made("stevig", level="kwetsbaar", flags=()), "Kwetsbaar: bij tegenslag is er weinig ruimte"),
    "L5": (schijn(), "Dreigend: actie ligt 7,5 punten onder de lat. Een kleine stap kan genoeg zijn."),
    "L6": (
        schijn(scores=scores_of(75, 60, 50)),
        (
            "Dreigend: actie ligt 2,5 punten onder de lat. Een kleine stap kan genoeg zijn. "
            "Verbinding ligt nog verder onder de lat. Die komt daarna aan de beurt."
        ),
    ),
    "L7": (
        made("schijnsamenwerking"),
        "Uitgesproken: actie ligt 29,5 punten onder de lat. Dat haalt u niet in één keer in. Begin klein, en houd vol.",
    ),
    "L8": (
        eiland(flags=("vastgelopen",)),
        "Vastgelopen: sinds de vorige meting is verbinding niet merkbaar gestegen. Kies nu iets anders dan u de",
    ),
    "L9": (
        rising(schijn(), scores_of(75, 30, 60)),
        "Op weg: actie steeg van 30 naar 55, en dat is meer dan toeval. Wat u doet, lijkt te werken. Ga ermee door.",
    ),
    "L10": (
        made("opbouwfase"),
        "In opbouw: actie ligt 29,5 punten onder de lat. Een samenwerking doet er meestal vijf tot vijftien jaar over.",
    ),
    "none": (made("onvoldoende_gegevens"), ""),
}


@pytest.mark.parametrize("row", LEVELS)
def test_the_level_is_said_with_its_distance(row):
    result, expected = LEVELS[row]
    found = said(level_words, result)
    assert found.startswith(expected)
    assert bool(found) == bool(expected)


def test_only_a_lower_verbinding_that_is_below_the_bar_comes_after_actie():
    for verbinding in (60, 64, 80):
        assert "daarna aan de beurt" not in said(level_words, schijn(scores=scores_of(75, 55, verbinding)))
    assert "daarna aan de beurt" in said(level_words, schijn(scores=scores_of(75, 55, 54)))


def opposed(professional, manager, director=None, **changes):
    groups = {"professional": {"actie": group(professional)}, "manager": {"actie": group(manager)}}
    if director is not None:
        groups["bestuurder"] = {"actie": group(director)}
    return schijn(**{"groups": groups, "perception": (ShownPerception("professional", "actie", "lower"),)} | changes)


@pytest.mark.parametrize(
    ("result", "is_said"),
    [
        (opposed(45, 75), True),
        (opposed(45, 75, 80), True),
        (opposed(45, 75, 50), False),
        (opposed(45, 60), False),
        (opposed(65, 80), False),
        (opposed(45, 75, perception=()), False),
        (opposed(45, 75, perception=(ShownPerception("professional", "verbinding", "lower"),)), False),
        (opposed(45, 75, split="organisation"), False),
        (opposed(45, 75, level="fundament_ontbreekt"), False),
    ],
)
def test_leaders_and_professionals_who_see_it_otherwise_stand_under_the_headline(result, is_said):
    dutch, english = (said(level_words, result, language) for language in LANGUAGES)
    assert dutch.startswith("Volgens de leiding gebeurt er genoeg, volgens de professionals niet. ") == is_said
    assert english.startswith("According to the leadership enough happens") == is_said


ANSWERED = {"response": 80, "decided": None}
CERTAINTIES = {
    "Z1": (made("gezond", **ANSWERED), "Deze uitkomst is duidelijk. De kans dat die klopt, is meer dan 95 %."),
    "Z2": (
        made("gezond", **ANSWERED, certainty="waarschijnlijk", shares=shares_of(85, 10, 5)),
        "Deze uitkomst is waarschijnlijk. De kans dat die klopt, is ongeveer 85 %.",
    ),
    "Z2 at 95": (
        made("gezond", **ANSWERED, certainty="waarschijnlijk"),
        "Deze uitkomst is waarschijnlijk. De kans dat die klopt, is ongeveer 95 %.",
    ),
    "Z3": (
        made("capped", **ANSWERED, capped_by=("rol_ontbreekt",)),
        (
            "Deze uitkomst is waarschijnlijk. De antwoorden zelf wijzen duidelijk één kant op, maar één kant van het "
            "verhaal ontbreekt."
        ),
    ),
    "Z3 of three": (
        made("capped", **ANSWERED, capped_by=("weging_bepalend", "partners_ontbreken", "lage_respons")),
        (
            "Deze uitkomst is waarschijnlijk. De antwoorden zelf wijzen duidelijk één kant op, maar een andere manier "
            "van wegen geeft een andere uitkomst en van meer dan een derde van de organisaties weten we niets."
        ),
    ),
    "Z5": (
        made("gezond", response=90, decided=True, shares={}),
        "Deze uitkomst is duidelijk. Bijna iedereen antwoordde. Wie ontbreekt, kan deze uitkomst niet meer veranderen.",
    ),
    "Z6": (
        made("gezond", response=80, decided=True, shares={}),
        "Deze uitkomst is duidelijk. Ook als alle anderen hadden geantwoord, was de uitkomst dezelfde geweest.",
    ),
    "Z7": (
        made("gezond", response=90, decided=False, shares={}),
        (
            "Deze uitkomst is duidelijk. Bijna iedereen antwoordde, maar het ligt dicht bij de lat: wie ontbreekt, had "
            "de uitkomst nog kunnen veranderen."
        ),
    ),
    "not decided": (
        made("gezond", response=80, decided=False, shares={}),
        "Deze uitkomst is duidelijk. Mensen die niet antwoordden, hadden deze uitkomst nog kunnen veranderen.",
    ),
    "decided and close": (
        schijn(**CLOSE, response=90, decided=True, shares={}),
        (
            "Het is nipt: een andere uitkomst is ook goed mogelijk. Wie niet antwoordde, verandert de uitkomst niet. "
            "Maar die ligt zo dicht bij de lat dat mensen er op een andere dag overheen kunnen gaan."
        ),
    ),
    "Z8": (
        schijn(**CLOSE, **ANSWERED, shares=shares_of(45, 50, 5)),
        "Het is nipt: schijnsamenwerking en gezond zijn ongeveer even waarschijnlijk.",
    ),
    "Z9": (
        schijn(**CLOSE, **ANSWERED, shares=shares_of(40, 50, 10)),
        "Het is nipt. De kans op schijnsamenwerking is ongeveer 50 %, op gezond ongeveer 40 %.",
    ),
    "Z9 at the end": (
        schijn(**CLOSE, **ANSWERED, shares=shares_of(5, 75, 5)),
        "Het is nipt. De kans op schijnsamenwerking is ongeveer 75 %, op gezond hooguit ongeveer 5 %.",
    ),
    "Z10": (
        schijn(**CLOSE, **ANSWERED, shares=shares_of(55, 40, 5)),
        (
            "Het is nipt: de scores komen uit op schijnsamenwerking, maar gezond (ongeveer 55 %) is minstens even "
            "waarschijnlijk."
        ),
    ),
    "Z11": (schijn(**CLOSE, **ANSWERED, shares={}), "Het is nipt: een andere uitkomst is ook goed mogelijk."),
    "Z12": (
        made("fundament_ontbreekt", response=80),
        "Dat het fundament ontbreekt, is duidelijk. De kans daarop is meer dan 95 %.",
    ),
    "Z13": (
        made("fundament_ontbreekt", response=80, foundation=ShownFoundation(90, "waarschijnlijk", ())),
        "Het is waarschijnlijk dat het fundament ontbreekt. De kans daarop is ongeveer 90 %.",
    ),
    "Z13 capped": (
        made("fundament_ontbreekt", response=80, foundation=ShownFoundation(95, "waarschijnlijk", ("lage_respons",))),
        (
            "Het is waarschijnlijk dat het fundament ontbreekt. De antwoorden zelf wijzen duidelijk één kant op, maar "
            "minder dan de helft deed mee."
        ),
    ),
    "Z14": (
        made("intentie_rond_de_lat", **ANSWERED, shares={}),
        (
            "Deze uitkomst is duidelijk. Intentie ligt rond de lat. De kans dat het fundament ontbreekt, is ongeveer "
            "40 %. Ga samen na of iedereen hetzelfde wil."
        ),
    ),
    "none": (made("onvoldoende_gegevens"), ""),
}


@pytest.mark.parametrize("row", CERTAINTIES)
def test_certainty_is_said_as_far_as_it_goes(row):
    result, expected = CERTAINTIES[row]
    assert said(certainty_words, result) == expected


@pytest.mark.parametrize(("response", "is_said"), [(None, True), (0, True), (70, True), (80, False), (90, False)])
def test_unless_most_people_answered_those_who_did_not_may_think_otherwise(response, is_said):
    for name in ("gezond", "nipt", "capped", "fundament_ontbreekt"):
        dutch, english = (said(certainty_words, made(name, response=response), language) for language in LANGUAGES)
        sentence = "Misschien denken mensen die niet antwoordden er anders over. Dat kunnen wij niet zien."
        assert dutch.endswith(sentence) == is_said
        assert english.endswith("People who did not answer may think otherwise. We cannot see that.") == is_said


def test_a_result_of_version_1_gives_no_chance_since_it_counted_something_else():
    old = frozen_result(disclosed.of_version_1(), versions=VERSIONS | {"questionnaire": "1", "model": "1"})
    assert said(certainty_words, old).startswith("Deze uitkomst is duidelijk. Misschien denken")
    close = frozen_result(disclosed.of_version_1(certainty="nipt"), versions=VERSIONS | {"model": "1"})
    assert said(certainty_words, close).startswith("Het is nipt: een andere uitkomst is ook goed mogelijk.")
    assert "lat is nog groot" in said(level_words, old)
    assert said(about_the_chance, old) == ""
    assert said(about_the_chance, made("gezond")).startswith("We bedoelen: wat alle gevraagde mensen vinden")


TENDENCIES = {
    "none": (made("gezond"), ""),
    "N1": (
        made("fundament_ontbreekt", flags=("intentie_zwak", "kern_en_rand"), tendency="eilandsamenwerking"),
        "Let op een eiland: een kern werkt al echt samen, de andere organisaties nog niet.",
    ),
    "N1 is the headline": (made("kern_en_rand"), ""),
    "N2": (
        made("eilandsamenwerking"),
        "Gezond is dichtbij: elke kracht haalt de lat, of ligt er hoogstens 5 punten onder.",
    ),
    "N2 without a foundation": (made("fundament_ontbreekt", tendency="gezond"), ""),
    "N2 divided": (made("eilandsamenwerking", flags=("verdeeld_beeld", "nipt")), ""),
    "N3": (made("rem_onbekend"), "Ook eilandsamenwerking is mogelijk: de kans daarop is ongeveer 30 %."),
    "N3 without shares": (made("rem_onbekend", shares={}), "Het kan ook eilandsamenwerking zijn."),
    "N4": (
        made("gezond", scores=scores_of(90, 70, 69), tendency="schijnsamenwerking"),
        "Let hierop: actie blijft ver achter bij intentie. Zo kan een gezonde samenwerking schijnsamenwerking worden.",
    ),
    "N5": (
        made("gezond", scores=scores_of(90, 88, 65), tendency="eilandsamenwerking"),
        (
            "Let hierop: verbinding blijft ver achter bij actie. Zo kan een gezonde samenwerking een "
            "eilandsamenwerking worden."
        ),
    ),
    "N5 in a close call": (
        made("gezond", **CLOSE, scores=scores_of(90, 88, 65), tendency="eilandsamenwerking"),
        "Let hierop: verbinding blijft ver achter bij actie.",
    ),
    "N3 in a close call": (
        made("gezond", **CLOSE, scores=scores_of(75, 70, 65), tendency="eilandsamenwerking", shares={}),
        "Het kan ook eilandsamenwerking zijn.",
    ),
}


@pytest.mark.parametrize("row", TENDENCIES)
def test_a_tendency_says_what_is_possible_too(row):
    result, expected = TENDENCIES[row]
    found = said(tendency_words, result)
    assert found.startswith(expected)
    assert bool(found) == bool(expected)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("diagnosis", ["schijnsamenwerking", "eilandsamenwerking", "gezond"])
@pytest.mark.parametrize("certainty", ["duidelijk", "waarschijnlijk", "nipt"])
def test_a_missing_foundation_comes_first_and_no_class_is_named(diagnosis, certainty, language):
    result = made("fundament_ontbreekt", diagnosis=diagnosis, certainty=certainty)
    for words_of in (headline, level_words, certainty_words):
        assert not any(name in said(words_of, result, language) for name in ("schijn", "eiland", "gezond"))
