"""The outcome in words: what is said first, and how serious it is."""

import pytest

from assessments.disclosure.shown import ShownPerception
from assessments.reporting.assemble.outcome import certainty_words, headline, level_words
from assessments.vocabulary.languages import LANGUAGES
from tests.some import some

from .made import CLOSE, eiland, made, rising, said, schijn
from .shown import group, scores_of

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
    for language in some(LANGUAGES):
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
    "L5": (schijn(), "Dreigend: actie ligt ruim 7 punten onder de lat. Een kleine stap kan genoeg zijn."),
    "L6": (
        schijn(scores=scores_of(75, 60, 50)),
        (
            "Dreigend: actie ligt ruim 2 punten onder de lat. Een kleine stap kan genoeg zijn. "
            "Verbinding ligt nog verder onder de lat. Die komt daarna aan de beurt."
        ),
    ),
    "L7": (
        made("schijnsamenwerking"),
        (
            "Uitgesproken: actie ligt ruim 29 punten onder de lat. "
            "Dat haalt u niet in één keer in. Begin klein, en houd vol."
        ),
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
        (
            "In opbouw: actie ligt ruim 29 punten onder de lat. "
            "Een samenwerking doet er meestal vijf tot vijftien jaar over."
        ),
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
    assert english.startswith("According to the leadership enough is happening") == is_said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("diagnosis", ["schijnsamenwerking", "eilandsamenwerking", "gezond"])
@pytest.mark.parametrize("certainty", ["duidelijk", "waarschijnlijk", "nipt"])
def test_a_missing_foundation_comes_first_and_no_class_is_named(diagnosis, certainty, language):
    result = made("fundament_ontbreekt", diagnosis=diagnosis, certainty=certainty)
    for words_of in (headline, level_words, certainty_words):
        assert not any(name in said(words_of, result, language) for name in ("schijn", "eiland", "gezond"))
