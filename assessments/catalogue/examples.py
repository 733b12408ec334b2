"""Made-up results on which to try an action; every diagnosis, level and flag occurs in one of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assessments.scoring.values import Disclosed, Estimate
from assessments.vocabulary.registry import message as _

FILE = Path(__file__).with_name("examples.json")
"""The numbers, computed from cases of the model with ``python -m tools.examples``."""

VERSION = "1"
"""The version of the questionnaire that those cases answer."""

NAMES: Mapping[str, str] = {
    "gezond-stevig": _("Everything is firm"),
    "gezond-met-neiging": _("Gezond, and leaning elsewhere"),
    "partners-ontbreken": _("Gezond, but partners did not take part"),
    "alleen-bestuurders": _("Gezond, in the eyes of one role"),
    "stevig-op-onbekende-rem-na": _("Gezond, but belangen unknown"),
    "weging-bepalend": _("The weighting decides the outcome"),
    "schijn-dreigend": _("More will than deed"),
    "schijn-vastgelopen": _("Wanting without doing, for long"),
    "jong-en-lage-respons": _("Just begun, with few answers"),
    "kern-en-rand": _("A core does the work, the edge looks on"),
    "alles-laag": _("The intention itself is missing"),
    "eiland-dreigend": _("Everyone works well, side by side"),
    "eiland-vastgelopen": _("Everyone stays on an island"),
    "perceptiekloof": _("Roles see it very differently"),
}
"""The cases, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Example:
    """A result with a name."""

    name: str
    """A message to translate."""
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
    """Return a result with only these findings."""
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
