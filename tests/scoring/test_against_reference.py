"""The product and a second model written from the specification with plain loops agree on random documents."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given

from tests.soaking import IS_SOAK

from .comparing import differences, scored
from .documents import random_document
from .reference import reference
from .strategies import documents

CASES = Path(__file__).with_name("cases")
PER_BATCH = 25
CHOSEN = (
    *("rollen-9-5-3", "ontbrekend", "schijn-met-kern-en-rand", "weging-respondent", "cap-naar-acht", "kaart"),
    *("niet-beslist", "fundament-begrensd", "redenen-verschillen", "perceptie-vrijheidsgraden", "vragenlijst-1"),
)


@pytest.mark.parametrize("batch", range(400 if IS_SOAK else 16))
def test_agrees_with_the_reference_on_random_documents(batch):
    for seed in range(batch * PER_BATCH, (batch + 1) * PER_BATCH):
        document = random_document(seed)
        assert (seed, differences(scored(document), reference(document))) == (seed, [])


@given(document=documents())
def test_agrees_with_the_reference_on_documents_that_shrink(document):
    assert differences(scored(document), reference(document)) == []


def test_random_documents_reach_every_outcome():
    results = [scored(random_document(seed)) for seed in range(400)]
    seen = Counter(value for result in results for value in _traits(result))
    flags = {
        *("intentie_zwak", "intentie_rond_de_lat", "kern_en_rand", "belangen_ongeregeld", "rem_onbekend"),
        *("verdeeld_beeld", "perceptiekloof", "processen_zwak", "trekkers_ontbreken", "signalen_anders", "nipt"),
        *("weging_bepalend", "partners_ontbreken", "rol_ontbreekt", "opbouwfase", "lage_respons"),
    }
    outcomes = {"gezond", "schijnsamenwerking", "eilandsamenwerking", "onvoldoende_gegevens"}
    levels = {"stevig", "kwetsbaar", "dreigend", "uitgesproken", "fundament_ontbreekt"}
    certainties = {"duidelijk", "waarschijnlijk"}
    tendencies = {f"tendency {name}" for name in ("gezond", "schijnsamenwerking", "eilandsamenwerking")}
    beside = {"decided True", "decided False", "decided None", "capped", "cap raised", "signals True", "signals None"}
    wanted = flags | outcomes | levels | certainties | tendencies | beside
    assert wanted - {name for name, n in seen.items() if n >= 2} == set()


def _traits(result):
    yield from {result["diagnosis"], result["level"], result["certainty"], f"tendency {result['tendency']}"}
    yield f"decided {result.get('decided')}"
    yield f"signals {result.get('signals_fit')}"
    yield "capped" if result["capped_by"] else "not capped"
    yield "cap raised" if (result["cap"] or 0) > 3 else "cap as set"
    yield from set(result["flags"]) - {result["certainty"]}


@pytest.mark.parametrize("name", CHOSEN)
def test_the_reference_gives_given_cases(name):
    document = json.loads((CASES / f"{name}.json").read_text())
    expected = json.loads((CASES / f"{name}.expected.json").read_text())
    assert differences(reference(document), expected) == []
