"""Shown results of which little may be shown, at the ends of all scales, of many organisations, or of version 1."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assessments.disclosure.shown import (
    Disclosed,
    ShownFoundation,
    ShownOrganisation,
    ShownScore,
    ShownStatement,
    Withheld,
)
from assessments.vocabulary.certainties import DUIDELIJK
from assessments.vocabulary.flags import BELANGEN_ONGEREGELD, INTENTIE_ZWAK, PROCESSEN_ZWAK, TREKKERS_ONTBREKEN
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.levels import FUNDAMENT_ONTBREEKT, STEVIG
from assessments.vocabulary.outcomes import GEZOND, ONVOLDOENDE_GEGEVENS
from assessments.vocabulary.places import DRAGER, KNELPUNT
from assessments.vocabulary.roles import MANAGER

from .outcomes import ORGANISATIONS, REASONS, disclosed_from, eilandsamenwerking, schijnsamenwerking, without
from .shown import FORCE_CODES, REST, THRESHOLD, at, group, in_tens, moved_to_ends, path_of, scores_of, shares_of


def below_ten(**changes: Any) -> Disclosed:
    """Return the result of seven people: statements in tens, wide margins, no spread, no groups, no reasons apart."""
    whole = schijnsamenwerking()
    tens = {code: ShownStatement(in_tens(shown.value), 10) for code, shown in whole.statements.items()}
    hidden = ("group:professional", "group:manager", "response", "blind_spot", "open:O1", "open:O2", "open:B0_other")
    values: dict[str, Any] = {
        "scores": {
            force: ShownScore(score.value, moved_to_ends(score.value - 16), moved_to_ends(score.value + 14), 8.0)
            for force, score in whole.scores.items()
        },
        "n_respondents": "5-9",
        "n_valid": "5-9",
        "n": dict.fromkeys(FORCES, "5-9"),
        "n_organisations": "<5",
        "response": None,
        "groups": {},
        "perception": (),
        "flags": (BELANGEN_ONGEREGELD,),
        "statements": tens,
        "divided": {},
        "distributions": {},
        "blind_spot": None,
        "reasons": {code: int(quarter >= 2) for code, quarter in REASONS.items()},
        "reasons_in": "halves",
        "reasons_differ": True,
        "organisations": dict(list(ORGANISATIONS.items())[:3]),
        "open_answers": {},
        "withheld": tuple(Withheld(what, "too_few") for what in hidden),
    }
    return replace(whole, **values | changes)


def statements_withheld(**changes: Any) -> Disclosed:
    """Return a result of which the last check withheld every statement on intentie."""
    whole = without(schijnsamenwerking(), FORCE_CODES["intentie"])
    withheld = (Withheld("statements:intentie", "last_check"), *whole.withheld)
    return replace(whole, **{"withheld": withheld} | changes)


def with_holes(**changes: Any) -> Disclosed:
    """Return a result of which little may be shown: a score without interval, one group, few statements."""
    result = schijnsamenwerking()
    scores = dict(result.scores)
    del scores["intentie"]
    scores["actie"] = replace(scores["actie"], low=None, high=None, se_repeat=None)
    values: dict[str, Any] = {
        "scores": scores,
        "path": path_of(scores, result.bar),
        "foundation": None,
        "groups": {MANAGER: {"actie": group(65)}},
        "organisations": {
            "Half gezien": ShownOrganisation(50, None, None, ()),
            "Helemaal gezien": ShownOrganisation(75, 100, DRAGER, ()),
        },
        "statements": {"A1": at(50), "A3": at(60), "P3": at(65)},
        "divided": {"A3": True},
        "distributions": {},
        "blind_spot": None,
        "reasons": {"b": 3},
    }
    return replace(result, **values | changes)


def large(n_organisations: int = 25, **changes: Any) -> Disclosed:
    """Return a result by organisation: many of them, names of forty letters, some at the same place."""
    names = [
        f"Stichting Maatschappelijk Werk nummer {n:02d}" if n % 3 else f"Partner {n:02d}"
        for n in range(n_organisations)
    ]
    organisations, groups = {}, {}
    for n, name in enumerate(names):
        importance, served = 25 * (n * 7 % 5), 25 * (n * n % 5)
        known = DRAGER if served >= 75 else KNELPUNT if served <= 25 else None
        organisations[name] = ShownOrganisation(importance, served, known if importance >= 50 else None, ())
        groups[name] = {
            force: group(mean, 15 if n % 2 else None)
            for force, mean in zip(FORCES, (n * 4 % 100, 100 - n * 3 % 100, n * 13 % 100), strict=True)
        }
    del groups[names[2]]["actie"]
    values: dict[str, Any] = {
        "split": "organisation",
        "organisations": organisations,
        "groups": groups,
        "perception": (),
        "n_respondents": "50+",
        "n_valid": "50+",
        "n": dict.fromkeys(FORCES, "50+"),
        "n_organisations": "20-49",
        "withheld": (Withheld(f"group:{names[2]}:actie", "too_few"), Withheld("perception", "other_split")),
    }
    return eilandsamenwerking(**values | changes)


def all_0(**changes: Any) -> Disclosed:
    """Return nothing but the lowest answers, and the highest brake."""
    values: dict[str, Any] = {
        "level": FUNDAMENT_ONTBREEKT,
        "foundation": ShownFoundation(95, DUIDELIJK, ()),
        "flags": (INTENTIE_ZWAK, BELANGEN_ONGEREGELD, PROCESSEN_ZWAK, TREKKERS_ONTBREKEN),
        "perception": (),
        "others": _only(10, 90),
    }
    return _all_alike(scores_of(0, 0, 0), 72.5, (3, 0, 0), values | changes)


def all_100(**changes: Any) -> Disclosed:
    """Return nothing but the highest answers, and no brake."""
    values: dict[str, Any] = {
        "diagnosis": GEZOND,
        "level": STEVIG,
        "flags": (),
        "perception": (),
        "shares": shares_of(95, 5, 5),
        "others": _only(90, 10),
    }
    return _all_alike(scores_of(100, 100, 100), THRESHOLD, (0, 0, 3), values | changes)


def _only(value: int, unfavourable: int) -> dict[str, int]:
    """Return the statements beside the forces: this value, and the other where a high score is unfavourable."""
    return {code: unfavourable if code in {"B3", "B6", "B7", "C4", "S1", "S2"} else value for code in REST}


def _all_alike(
    scores: Mapping[Force, ShownScore], bar: float, quarters: tuple[int, int, int], values: dict[str, Any]
) -> Disclosed:
    codes = [code for codes in FORCE_CODES.values() for code in codes]
    steps = {code: at(scores["actie"].value) for code in codes}
    result = disclosed_from(scores, bar, **values)
    other = {code: tuple(reversed(quarters)) for code in REST if result.statements[code].value != steps["A1"].value}
    every = dict.fromkeys(result.statements, quarters) | other
    alike: dict[str, Any] = {
        "statements": {code: steps.get(code, shown) for code, shown in result.statements.items()},
        "divided": dict.fromkeys(result.statements, False),
        "distributions": every,
    }
    return replace(result, **alike | {name: values[name] for name in alike if name in values})


def of_version_1(**changes: Any) -> Disclosed:
    """Return a result of version 1 of the model: one bar for all forces, and nothing that it did not compute."""
    whole = without(schijnsamenwerking(), ("T1", "R1"))
    values: dict[str, Any] = {
        "scores": {force: replace(score, se_repeat=None) for force, score in whole.scores.items()},
        **dict.fromkeys(("foundation", "decided", "response", "divergence_by_chance", "reasons_differ")),
        "bar_intentie": whole.bar,
        "flags": (BELANGEN_ONGEREGELD,),
        "withheld": (*whole.withheld, Withheld("response", "version_1")),
    }
    return replace(whole, **values | changes)


def bar_withheld(**changes: Any) -> Disclosed:
    """Return a result of version 1 whose bar would have given away the answers of a few: no bar, path or chance."""
    return of_version_1(**{"bar": None, "bar_intentie": None, "path": (), "shares": {}} | changes)


def onvoldoende_gegevens(**changes: Any) -> Disclosed:
    """Return what is left of a round that got too few answers: nothing but that."""
    nothing = ("groups", "dont_know", "statements", "divided", "distributions", "reasons", "organisations")
    values: dict[str, Any] = {
        **{name: {} for name in (*nothing, "open_answers", "scores", "shares")},
        **dict.fromkeys(("level", "certainty", "foundation", "decided", "other_weighting_same", "signals_fit")),
        **dict.fromkeys(("bar", "bar_intentie", "response", "blind_spot", "divergence", "divergence_by_chance")),
        **dict.fromkeys(("reasons_differ", "reasons_in")),
        **dict.fromkeys(("path", "flags", "perception"), ()),
        "diagnosis": ONVOLDOENDE_GEGEVENS,
        "n_respondents": "<5",
        "n_valid": "<5",
        "n": dict.fromkeys(FORCES, "<5"),
        "n_organisations": "<5",
        "withheld": tuple(Withheld(what, "too_few") for what in ("dont_know", "open:O1", "open:O2", "open:B0_other")),
    }
    return replace(schijnsamenwerking(), **values | changes)
