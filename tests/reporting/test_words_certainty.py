"""How certain the outcome is, whether others could have changed it, and what is possible too."""

import pytest

from assessments.disclosure.shown import ShownFoundation
from assessments.reporting.assemble.outcome import about_the_chance, certainty_words, level_words, tendency_words
from assessments.vocabulary.certainties import CAPPED_BY
from assessments.vocabulary.flags import FLAGS

from . import disclosed
from .made import CLOSE, made, said, schijn
from .results import VERSIONS, frozen_result
from .shown import scores_of, shares_of

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


def test_a_result_of_version_1_gives_no_chance_since_it_counted_something_else():
    old = frozen_result(disclosed.of_version_1(), versions=VERSIONS | {"questionnaire": "1", "model": "1"})
    assert said(certainty_words, old) == "Deze uitkomst is duidelijk."
    close = frozen_result(disclosed.of_version_1(certainty="nipt"), versions=VERSIONS | {"model": "1"})
    assert said(certainty_words, close) == "Het is nipt: een andere uitkomst is ook goed mogelijk."
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


def test_every_flag_that_keeps_an_outcome_from_clear_has_its_reason():
    assert {code for code, flag in FLAGS.items() if flag.caps_certainty} == set(CAPPED_BY)
    assert {code for code, flag in FLAGS.items() if flag.caps_foundation} <= set(CAPPED_BY)
