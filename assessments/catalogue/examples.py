"""Made-up results on which to try an action; every diagnosis, level and flag occurs in one of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assessments.disclosure.shown import Disclosed, ShownScore, ShownStatement
from assessments.vocabulary.registry import message as _

FILE = Path(__file__).with_name("examples.json")
"""The numbers, computed from cases of the model with ``python -m tools.examples``."""

VERSION = "2"
"""The version of the questionnaire that those cases answer."""

NAMES: Mapping[str, str] = {
    "gezond-stevig": _("Everything stands firm"),
    "gezond-met-sprong": _("Gezond, but leaning another way"),
    "stevig-op-partners-na": _("Gezond, but partners did not take part"),
    "alleen-bestuurders": _("Gezond, in the eyes of one role"),
    "stevig-op-onbekende-rem-na": _("Gezond, but belangen unknown"),
    "stevig-op-processen-na": _("Gezond, but the processes are weak"),
    "stevig-op-trekkers-na": _("Gezond, but without pioneers"),
    "weging-bepalend": _("The weighting determines the outcome"),
    "fundament-twijfelachtig": _("The intention is around the bar"),
    "fundament-ontbreekt": _("Doing and supporting without a shared intention"),
    "schijn-dreigend": _("More will than action"),
    "schijn-uitgesproken": _("Wanting without doing"),
    "schijn-vastgelopen": _("Wanting without doing, for the second time"),
    "opbouwfase": _("More will than action, and only just begun"),
    "door-twee-begrensd": _("Wanting without doing, with few answers"),
    "schijn-met-kern-en-rand": _("A core does the work, the edge looks on"),
    "nipt-neigt-naar-gezond": _("More will than action, and a close call"),
    "alles-laag": _("The intention itself is missing"),
    "eiland-dreigend": _("Everyone works well, side by side"),
    "eiland-uitgesproken": _("Everyone stays on an island"),
    "perceptiekloof": _("Roles see it very differently"),
}
"""The cases, in the order in which they are shown."""

SECOND_ROUNDS: Mapping[str, str] = {"schijn-vastgelopen": "schijn-uitgesproken"}
"""Examples of a second round in which nothing rose, by the case that both rounds have."""


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
    scores = {force: ShownScore(value, None, None, None) for force, value in document["scores"].items()}
    statements = {code: ShownStatement(value, step) for code, (value, step) in document["statements"].items()}
    told = {name: document[name] for name in ("diagnosis", "level", "certainty", "tendency", "bar", "bar_intentie")}
    return made_up(**told, scores=scores, statements=statements, flags=tuple(document["flags"]))


def made_up(**told: Any) -> Disclosed:
    """Return a result with only these findings."""
    return Disclosed(**{**_NOTHING_TOLD, **told})


_NOTHING_TOLD: Mapping[str, Any] = {
    "level": None,
    "certainty": None,
    "capped_by": (),
    "tendency": None,
    "foundation": None,
    "decided": None,
    "other_weighting_same": None,
    "signals_fit": None,
    "flags": (),
    "bar": None,
    "bar_intentie": None,
    "scores": {},
    "shares": {},
    "path": (),
    "n_respondents": "20-49",
    "n_valid": "20-49",
    "n": {},
    "n_organisations": "5-9",
    "response": None,
    "split": "role",
    "groups": {},
    "perception": (),
    "dont_know": {},
    "statements": {},
    "divided": {},
    "distributions": {},
    "blind_spot": None,
    "divergence": None,
    "divergence_by_chance": None,
    "reasons_differ": None,
    "reasons": {},
    "reasons_in": None,
    "organisations": {},
    "open_answers": {},
    "weighting": "organisation",
    "withheld": (),
}
