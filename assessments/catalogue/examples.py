"""Results made up as examples, to try an action on: every diagnosis, level and flag stands in one of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assessments.scoring.values import Disclosed, Estimate

from .entries import Text

FILE = Path(__file__).with_name("examples.json")
"""The numbers, computed from cases of the model by ``python -m tools.examples``."""

NAMES: Mapping[str, Text] = {
    "gezond-stevig": Text("Alles staat stevig", "Everything stands firm"),
    "gezond-met-neiging": Text("Gezond, en het neigt naar iets anders", "Gezond, and leaning elsewhere"),
    "partners-ontbreken": Text("Gezond, maar partners deden niet mee", "Gezond, but partners did not take part"),
    "alleen-bestuurders": Text("Gezond, in de ogen van één rol", "Gezond, in the eyes of one role"),
    "stevig-op-onbekende-rem-na": Text("Gezond, maar niets bekend over belangen", "Gezond, but belangen unknown"),
    "weging-bepalend": Text("De weging bepaalt de uitkomst", "The weighting decides the outcome"),
    "schijn-dreigend": Text("Er is meer wil dan daad", "More will than deed"),
    "schijn-vastgelopen": Text("Het blijft al lang bij willen", "Wanting without doing, for long"),
    "jong-en-lage-respons": Text("Net begonnen, met weinig antwoorden", "Just begun, with few answers"),
    "kern-en-rand": Text("Een kern doet het werk, de rand kijkt toe", "A core does the work, the edge looks on"),
    "alles-laag": Text("De bedoeling zelf ontbreekt", "The intention itself is missing"),
    "eiland-dreigend": Text("Ieder doet goed werk, naast elkaar", "Everyone works well, side by side"),
    "eiland-vastgelopen": Text("Ieder blijft op het eigen eiland", "Everyone stays on an island"),
    "perceptiekloof": Text("Rollen zien het heel anders", "Roles see it very differently"),
}
"""The cases, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Example:
    """A result with a name."""

    name: Text
    disclosed: Disclosed


@cache
def examples() -> tuple[Example, ...]:
    """Return all examples, in order."""
    documents = json.loads(FILE.read_text(encoding="utf-8"))
    return tuple(Example(name, _result(documents[case])) for case, name in NAMES.items())


def _result(document: Mapping[str, Any]) -> Disclosed:
    scores = {force: Estimate(value, None, None, None) for force, value in document["scores"].items()}
    return made_up(**{**document, "scores": scores, "flags": tuple(document["flags"])})


def made_up(**told: Any) -> Disclosed:
    """Return a result that tells this, and nothing beside it."""
    return Disclosed(**{**_NOTHING_TOLD, **told})


_NOTHING_TOLD: Mapping[str, Any] = {
    "level": None,
    "certainty": None,
    "tendency": None,
    "bar": None,
    "scores": {},
    "stability": {},
    "path": (),
    "flags": (),
    "n_respondents": "20-49",
    "n_valid": "20-49",
    "n": {},
    "n_organisations": 6,
    "split": "role",
    "groups": {},
    "agreement": {},
    "perception": (),
    "dont_know": {},
    "items": {},
    "divided": {},
    "distributions": {},
    "processes": {},
    "signals_fit": None,
    "blind_spot": None,
    "divergence": None,
    "organisations": {},
    "reasons": {},
    "open_answers": {},
    "weighting": "organisation",
    "other_weighting_same": None,
    "withheld": (),
}
