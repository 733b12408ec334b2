"""Disclosed results to draw and to write about, one per outcome, built by hand."""

from dataclasses import replace
from typing import Any

from assessments.scoring.profile import ScoringProfile
from assessments.scoring.values import (
    Agreement,
    Disclosed,
    Estimate,
    Interval,
    OrganisationInterests,
    PathStep,
    PerceptionView,
    Withheld,
)
from assessments.vocabulary.forces import Force

PROFILE = ScoringProfile()

FORCE_CODES: dict[Force, tuple[str, ...]] = {
    "intentie": ("I1", "I2", "I3", "I4", "I5", "I6"),
    "actie": ("A1", "A2", "A3", "A4", "A5", "A6"),
    "verbinding": ("V1", "V2", "V3", "V4", "V5", "V6"),
}


def _scores(
    intentie: float, actie: float, verbinding: float, spanning: float | None, regeling: float | None
) -> dict[str, Estimate]:
    values: dict[str, Any] = {
        "intentie": intentie,
        "actie": actie,
        "verbinding": verbinding,
        "spanning": spanning,
        "regeling": regeling,
    }
    return {
        scale: Estimate(value, max(value - 7.4, 0), min(value + 6.9, 100), 3.6)
        for scale, value in values.items()
        if value is not None
    }


def _path(scores: dict[str, Estimate], bar: float) -> tuple[PathStep, ...]:
    return tuple(PathStep(force, scores[force].value, bar) for force in FORCE_CODES if scores[force].value < bar)


def _items(scores: dict[str, Estimate]) -> dict[str, float]:
    steps = (-9.5, 6.25, 12.0, -4.5, 2.75, -7.0)
    items = {
        code: min(max(scores[force].value + step, 0), 100)
        for force, codes in FORCE_CODES.items()
        for code, step in zip(codes, steps, strict=True)
    }
    rest = {"B1": 68.0, "B2": 43.0, "B3": 61.5, "B4": 47.0, "B5": 52.0, "B6": 55.0, "B7": 31.0}
    process = {"P1": 58.5, "P2": 41.0, "P3": 49.75, "P4": 63.0, "P5": 38.5}
    context = {"C1": 54.0, "C2": 48.0, "C3": 71.0, "C4": 63.0, "C5": 39.0, "S1": 69.0, "S2": 47.0}
    return items | rest | process | context


def _divided(items: dict[str, float]) -> dict[str, float]:
    steps = (0.72, 0.55, 1.12, 0.94, 0.61, 1.03, 0.48)
    return {code: steps[index % len(steps)] for index, code in enumerate(items)}


def _distributions(items: dict[str, float]) -> dict[str, tuple[int, int, int, int, int]]:
    shapes = ((8, 17, 25, 33, 17), (4, 13, 21, 41, 21), (21, 29, 13, 20, 17), (0, 12, 38, 42, 8))
    return {code: shapes[index % len(shapes)] for index, code in enumerate(items)}


ORGANISATIONS = {
    "Gemeente Vechtdal": OrganisationInterests(87.5, 62.5, 25.0, "drager", {"a": 0.4, "b": 0.4, "h": 0.2}),
    "Jeugdzorg De Linde": OrganisationInterests(81.25, 37.5, 43.75, "knelpunt", {"a": 0.5, "c": 0.3, "f": 0.2}),
    "GGZ Oosterlicht": OrganisationInterests(75.0, 31.25, 43.75, "knelpunt", {"b": 0.6, "c": 0.4}),
    "Politie Basisteam Noord": OrganisationInterests(43.75, 56.25, -12.5, "meelifter", {"b": 0.7, "e": 0.3}),
    "Woningcorporatie Hof & Haard": OrganisationInterests(31.25, 43.75, -12.5, "toeschouwer", {"f": 0.5, "d": 0.5}),
    "Scholengroep De Brug": OrganisationInterests(62.5, 50.0, 12.5, "drager", {"a": 0.8, "g": 0.2}),
}

REASONS = {"a": 0.71, "b": 0.54, "c": 0.29, "d": 0.12, "e": 0.17, "f": 0.25, "g": 0.33, "h": 0.21, "i": 0.04}


def disclosed_from(scores: dict[str, Estimate], bar: float, **changes: Any) -> Disclosed:
    """Return a disclosed result of a mid-sized round around these scores; anything may be changed by name."""
    items = _items(scores)
    result = Disclosed(
        diagnosis="schijnsamenwerking",
        level="dreigend",
        certainty="duidelijk",
        tendency=None,
        bar=bar,
        scores=scores,
        stability={"gezond": 0.012, "schijnsamenwerking": 0.963, "eilandsamenwerking": 0.025},
        path=_path(scores, bar),
        flags=(),
        n_respondents="20-49",
        n_valid="20-49",
        n=dict.fromkeys(scores, "20-49"),
        n_organisations=6,
        split="role",
        groups={
            "professional": {
                "intentie": Interval(61.2, 52.9, 69.5),
                "actie": Interval(47.3, 40.1, 54.5),
                "verbinding": Interval(52.8, 44.6, 61.0),
            },
            "manager": {
                "intentie": Interval(76.9, 65.0, 88.8),
                "actie": Interval(69.0, 55.1, 82.9),
                "verbinding": Interval(57.5, 44.0, 71.0),
            },
        },
        agreement={force: Agreement(0.74, 0.58) for force in FORCE_CODES},
        perception=(PerceptionView("professional", "actie", "lower"),),
        dont_know={"intentie": 0.08, "actie": 0.02, "verbinding": 0.11},
        items=items,
        divided=_divided(items),
        distributions=_distributions(items),
        processes={
            "doelen_bepalen": items["P1"],
            "praktisch_samenwerken": items["P2"],
            "structureren": items["P3"],
            "verbreden_en_verdiepen": items["P4"],
            "lering_trekken": items["P5"],
        },
        signals_fit=True,
        blind_spot=24.0,
        divergence=58.0,
        organisations=ORGANISATIONS,
        reasons=REASONS,
        open_answers={"O1": ("De lijnen zijn kort.",) * 3, "O2": ("Minder overleg, meer doen.",) * 3},
        weighting="organisation",
        other_weighting_same=True,
        withheld=(Withheld("group:bestuurder", "too_few"),),
    )
    return replace(result, **changes)


def schijnsamenwerking(**changes: Any) -> Disclosed:
    """Return intentie above the bar, actie and verbinding below it."""
    values: dict[str, Any] = {"bar": 66.14, "level": "vastgelopen", "flags": ("belangen_ongeregeld",)}
    return disclosed_from(_scores(81.46, 36.88, 46.11, 65.0, 43.96), **values | changes)


def eilandsamenwerking(**changes: Any) -> Disclosed:
    """Return intentie and actie above the bar, verbinding just below it."""
    values: dict[str, Any] = {
        "bar": 64.9,
        "diagnosis": "eilandsamenwerking",
        "certainty": "nipt",
        "tendency": "gezond",
        "flags": ("nipt",),
        "stability": {"gezond": 0.391, "schijnsamenwerking": 0.022, "eilandsamenwerking": 0.587},
    }
    return disclosed_from(_scores(75.9, 75.25, 57.4, 48.0, 50.0), **values | changes)


def gezond(**changes: Any) -> Disclosed:
    """Return all forces above the bar, not by much."""
    values: dict[str, Any] = {"bar": 63.35, "diagnosis": "gezond", "level": "kwetsbaar", "stability": _MOSTLY_GEZOND}
    return disclosed_from(_scores(80.0, 69.2, 64.1, 26.25, 67.5), **values | changes)


def stevig(**changes: Any) -> Disclosed:
    """Return all forces well above the bar."""
    values: dict[str, Any] = {"bar": 62.83, "diagnosis": "gezond", "level": "stevig", "stability": _MOSTLY_GEZOND}
    return disclosed_from(_scores(83.1, 85.1, 80.0, 21.9, 85.0), **values | changes)


def fundament_ontbreekt(**changes: Any) -> Disclosed:
    """Return intentie below the bar, and actie and verbinding too."""
    values: dict[str, Any] = {
        "bar": 68.99,
        "level": "fundament_ontbreekt",
        "flags": ("intentie_zwak", "belangen_ongeregeld"),
    }
    return disclosed_from(_scores(29.3, 23.6, 22.6, 84.4, 23.1), **values | changes)


def rem_onbekend(**changes: Any) -> Disclosed:
    """Return a healthy partnership of which nobody could say how interests clash."""
    values: dict[str, Any] = {
        "bar": 62.5,
        "diagnosis": "gezond",
        "level": "kwetsbaar",
        "certainty": "nipt",
        "tendency": "eilandsamenwerking",
        "flags": ("rem_onbekend", "nipt"),
        "stability": {"gezond": 0.55, "schijnsamenwerking": 0.05, "eilandsamenwerking": 0.40},
    }
    return disclosed_from(_scores(75.5, 67.1, 62.96, None, None), **values | changes)


def startfase(**changes: Any) -> Disclosed:
    """Return a young partnership whose actie is not there yet."""
    return schijnsamenwerking(**{"flags": ("startfase",)} | changes)


def bar_withheld(**changes: Any) -> Disclosed:
    """Return a result whose bar would give away the answers of a few: neither bar nor path, spanning or regeling."""
    result = schijnsamenwerking()
    scores = {scale: result.scores[scale] for scale in FORCE_CODES}
    return replace(result, **{"bar": None, "path": (), "scores": scores} | changes)


def with_holes(**changes: Any) -> Disclosed:
    """Return a result of which little may be shown: a score without interval, one group, one process, few items."""
    result = schijnsamenwerking()
    actie = replace(result.scores["actie"], low=None, high=None, se=None)
    values: dict[str, Any] = {
        "scores": {scale: score for scale, score in result.scores.items() if scale != "intentie"} | {"actie": actie},
        "groups": {"manager": {"actie": Interval(66.0, 60.0, 72.0)}},
        "organisations": {
            "Half gezien": OrganisationInterests(50.0, None, None, None),
            "Helemaal gezien": OrganisationInterests(50.0, 50.0, 0.0, "drager"),
        },
        "items": {"A1": 50.0, "A3": 60.0},
        "divided": {"A3": 0.98},
        "distributions": {},
        "processes": {"structureren": 66.0},
        "reasons": {"b": 1.0},
    }
    return replace(result, **values | changes)


def large(**changes: Any) -> Disclosed:
    """Return a result by organisation: twenty-five of them, names of forty letters, some at the same place."""
    names = [f"Stichting Maatschappelijk Werk nummer {n:02d}" if n % 3 else f"Partner {n:02d}" for n in range(25)]
    assert max(map(len, names)) == 40
    organisations, groups = {}, {}
    for n, name in enumerate(names):
        importance, served = 12.5 * (n * 7 % 9), 12.5 * (n * n % 9)
        row = ("toeschouwer", "meelifter") if importance < 50 else ("knelpunt", "drager")
        organisations[name] = OrganisationInterests(importance, served, importance - served, row[served >= 50], None)
        groups[name] = {
            force: Interval(mean, max(mean - 12, 0), min(mean + 12, 100))
            for force, mean in zip(FORCE_CODES, (n * 4.0, 100 - n * 3.5, n * 13 % 100), strict=True)
        }
    del groups[names[2]]["actie"]
    values: dict[str, Any] = {"split": "organisation", "organisations": organisations, "groups": groups}
    return eilandsamenwerking(**values | changes)


def all_0(**changes: Any) -> Disclosed:
    """Return nothing but the lowest answers, and the highest brake."""
    values: dict[str, Any] = {"level": "fundament_ontbreekt", "flags": ("intentie_zwak", "belangen_ongeregeld")}
    return disclosed_from(_scores(0, 0, 0, 100, 0), 72.5, **values | changes)


def all_100(**changes: Any) -> Disclosed:
    """Return nothing but the highest answers, and no brake."""
    values: dict[str, Any] = {"diagnosis": "gezond", "level": "stevig", "stability": {"gezond": 1.0}}
    return disclosed_from(_scores(100, 100, 100, 0, 100), 62.5, **values | changes)


def onvoldoende_gegevens(**changes: Any) -> Disclosed:
    """Return what is left of a round that got too few answers: nothing but that."""
    values: dict[str, Any] = {
        "diagnosis": "onvoldoende_gegevens",
        "level": None,
        "certainty": None,
        "bar": None,
        "scores": {},
        "stability": {},
        "path": (),
        "n_respondents": "<5",
        "n_valid": "<5",
        "n": {},
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
        "other_weighting_same": None,
        "withheld": (Withheld("scores", "too_few"),),
    }
    return replace(schijnsamenwerking(), **values | changes)


_MOSTLY_GEZOND = {"gezond": 0.974, "schijnsamenwerking": 0.021, "eilandsamenwerking": 0.005}
