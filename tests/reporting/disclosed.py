"""Shown results to draw and to write about, one per outcome, built by hand; each is one that a round could have."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assessments.disclosure.shown import (
    Disclosed,
    ShownFoundation,
    ShownOrganisation,
    ShownPerception,
    ShownScore,
    ShownStatement,
    Withheld,
)
from assessments.scoring.profile import ScoringProfile
from assessments.vocabulary.forces import FORCES, Force

from .shown import (
    ALL_WELL,
    DIVIDED,
    FORCE_CODES,
    REST,
    THRESHOLD,
    at,
    group,
    groups_of,
    in_tens,
    moved_to_ends,
    path_of,
    quarters_of,
    scores_of,
    shares_of,
    statements_of,
)

PROFILE = ScoringProfile()
"""The thresholds that a profile begins with."""

ORGANISATIONS = {
    "Gemeente Vechtdal": ShownOrganisation(100, 75, "drager", ("a", "b")),
    "Jeugdzorg De Linde": ShownOrganisation(75, 25, "knelpunt", ("a",)),
    "GGZ Oosterlicht": ShownOrganisation(75, 25, "knelpunt", ("b",)),
    "Politie Basisteam Noord": ShownOrganisation(50, 50, None, ("b",)),
    "Woningcorporatie Hof & Haard": ShownOrganisation(25, 50, None, ("d", "f")),
    "Scholengroep De Brug": ShownOrganisation(75, 50, None, ("a",)),
}

REASONS = {"a": 2, "b": 2, "c": 1, "d": 0, "e": 0, "f": 1, "g": 1, "h": 0, "i": 0}


def disclosed_from(scores: Mapping[Force, ShownScore], bar: float, /, **changes: Any) -> Disclosed:
    """Return the shown result of twenty-four people around these scores; anything may be changed by name.

    ``others`` are statements beside the forces, by code.
    """
    statements = statements_of(scores, **changes.pop("others", {}))
    result = Disclosed(
        diagnosis="schijnsamenwerking",
        level="uitgesproken",
        certainty="duidelijk",
        capped_by=(),
        tendency=None,
        foundation=ShownFoundation(5, "duidelijk", ()),
        decided=False,
        other_weighting_same=True,
        signals_fit=True,
        flags=("perceptiekloof",),
        bar=bar,
        bar_intentie=THRESHOLD,
        scores=scores,
        shares=shares_of(5, 95, 5),
        path=path_of(scores, bar),
        n_respondents="20-49",
        n_valid="20-49",
        n=dict.fromkeys(FORCES, "20-49"),
        n_organisations="5-9",
        response=70,
        split="role",
        groups=groups_of(scores),
        perception=(ShownPerception("professional", "actie", "lower"),),
        dont_know={"intentie": 10, "actie": 5, "verbinding": 10},
        statements=statements,
        divided={code: code in DIVIDED for code in statements},
        distributions={code: quarters_of(code, shown.value) for code, shown in statements.items()},
        blind_spot=statements["B6"].value - statements["B7"].value,
        divergence=60,
        divergence_by_chance=35,
        reasons_differ=True,
        reasons=REASONS,
        reasons_in="quarters",
        organisations=ORGANISATIONS,
        open_answers={"O1": ("De lijnen zijn kort.",) * 10, "O2": ("Minder overleg, meer doen.",) * 10},
        weighting="organisation",
        withheld=(Withheld("group:bestuurder", "too_few"), Withheld("group:overheid", "too_few")),
    )
    return replace(result, **changes)


def schijnsamenwerking(**changes: Any) -> Disclosed:
    """Return intentie above its bar, actie and verbinding far below theirs."""
    values: dict[str, Any] = {"flags": ("belangen_ongeregeld", "perceptiekloof")}
    return disclosed_from(scores_of(81, 37, 46), 66.5, **values | changes)


def eilandsamenwerking(**changes: Any) -> Disclosed:
    """Return intentie and actie above the bar, verbinding just below it: a close call."""
    values: dict[str, Any] = {
        "diagnosis": "eilandsamenwerking",
        "level": "dreigend",
        "certainty": "nipt",
        "tendency": "gezond",
        "flags": ("perceptiekloof", "nipt"),
        "shares": shares_of(35, 5, 65),
        "others": {"B3": 45, "B4": 50, "B5": 50, "B6": 50, "S1": 40, "S2": 60},
    }
    return disclosed_from(scores_of(76, 75, 63), 64.5, **values | changes)


def nipt(**changes: Any) -> Disclosed:
    """Return actie at its bar, which clashing interests raised: two outcomes are about equally likely."""
    values: dict[str, Any] = {
        "level": "dreigend",
        "certainty": "nipt",
        "tendency": "gezond",
        "flags": ("belangen_ongeregeld", "perceptiekloof", "nipt"),
        "shares": shares_of(45, 55, 5),
        "others": {"S1": 55},
    }
    return disclosed_from(scores_of(78, 66, 76), 66.5, **values | changes)


def gezond(**changes: Any) -> Disclosed:
    """Return all forces above the bar, not by much."""
    return _gezond_from(scores_of(80, 72, 70), 63.5, {"level": "kwetsbaar"} | changes)


def stevig(**changes: Any) -> Disclosed:
    """Return all forces well above the bar, which nothing raises."""
    values: dict[str, Any] = {"level": "stevig", "others": ALL_WELL | {"B3": 20, "B4": 85, "B5": 85}}
    return _gezond_from(scores_of(83, 85, 80), 62.5, values | changes)


def _gezond_from(scores: Mapping[Force, ShownScore], bar: float, values: dict[str, Any]) -> Disclosed:
    usual: dict[str, Any] = {"diagnosis": "gezond", "shares": shares_of(95, 5, 5), "others": ALL_WELL}
    return disclosed_from(scores, bar, **usual | values)


def kern_en_rand(**changes: Any) -> Disclosed:
    """Return a healthy partnership in which some organisations do much and some do little."""
    values: dict[str, Any] = {"flags": ("kern_en_rand", "perceptiekloof"), "tendency": "eilandsamenwerking"}
    return gezond(**values | changes)


def fundament_ontbreekt(**changes: Any) -> Disclosed:
    """Return intentie below its bar, and actie and verbinding below theirs."""
    values: dict[str, Any] = {
        "level": "fundament_ontbreekt",
        "foundation": ShownFoundation(95, "duidelijk", ()),
        "flags": ("intentie_zwak", "belangen_ongeregeld", "perceptiekloof", "processen_zwak", "trekkers_ontbreken"),
        "others": {"B3": 85, "B4": 25, "B5": 20, "B6": 85, "P1": 25, "P2": 20, "P3": 30, "C1": 25, "T1": 35, "R1": 20},
    }
    return disclosed_from(scores_of(29, 24, 23), 68.5, **values | changes)


def intentie_rond_de_lat(**changes: Any) -> Disclosed:
    """Return a healthy partnership of which the foundation is uncertain."""
    values: dict[str, Any] = {
        "foundation": ShownFoundation(40, "nipt", ()),
        "flags": ("intentie_rond_de_lat", "perceptiekloof"),
        "level": "kwetsbaar",
    }
    return _gezond_from(scores_of(64, 72, 70), 63.5, values | changes)


def rem_onbekend(**changes: Any) -> Disclosed:
    """Return a healthy partnership of which too few could say how interests clash."""
    unknown = ("B3", "B4", "B5", "B6")
    values: dict[str, Any] = {
        "level": "kwetsbaar",
        "certainty": "nipt",
        "tendency": "eilandsamenwerking",
        "flags": ("rem_onbekend", "perceptiekloof", "nipt"),
        "shares": shares_of(60, 10, 30),
        "others": ALL_WELL | {"S1": 40, "S2": 45},
    }
    whole = _without(_gezond_from(scores_of(76, 67, 64), THRESHOLD, values), unknown)
    withheld = [Withheld(what, "too_few") for what in (*(f"item:{code}" for code in unknown), "blind_spot")]
    return replace(whole, **{"blind_spot": None, "withheld": (*withheld, *whole.withheld)} | changes)


def _without(result: Disclosed, codes: tuple[str, ...]) -> Disclosed:
    """Return a result of which these statements are not shown."""
    left = [code for code in result.statements if code not in codes]
    return replace(
        result,
        statements={code: result.statements[code] for code in left},
        divided={code: result.divided[code] for code in left},
        distributions={code: result.distributions[code] for code in left},
    )


def opbouwfase(**changes: Any) -> Disclosed:
    """Return a partnership that is still being built, whose actie is not there yet."""
    return schijnsamenwerking(**{"flags": ("belangen_ongeregeld", "perceptiekloof", "opbouwfase")} | changes)


def stalled(**changes: Any) -> Disclosed:
    """Return a second round with the same outcome, in which actie did not rise."""
    return schijnsamenwerking(**{"flags": ("belangen_ongeregeld", "perceptiekloof", "vastgelopen")} | changes)


def capped(**changes: Any) -> Disclosed:
    """Return an outcome that would be clear, if more had answered and the signals fitted it."""
    values: dict[str, Any] = {
        "certainty": "waarschijnlijk",
        "capped_by": ("signalen_anders", "lage_respons"),
        "foundation": ShownFoundation(5, "waarschijnlijk", ("lage_respons",)),
        "flags": ("belangen_ongeregeld", "perceptiekloof", "signalen_anders", "lage_respons"),
        "signals_fit": False,
        "response": 40,
        "others": {"S1": 35},
    }
    return schijnsamenwerking(**values | changes)


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
        "flags": ("belangen_ongeregeld",),
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
    whole = _without(schijnsamenwerking(), FORCE_CODES["intentie"])
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
        "groups": {"manager": {"actie": group(65)}},
        "organisations": {
            "Half gezien": ShownOrganisation(50, None, None, ()),
            "Helemaal gezien": ShownOrganisation(75, 100, "drager", ()),
        },
        "statements": {"A1": at(50), "A3": at(60), "P3": at(65)},
        "divided": {"A3": True},
        "distributions": {},
        "blind_spot": None,
        "reasons": {"b": 3},
    }
    return replace(result, **values | changes)


def large(**changes: Any) -> Disclosed:
    """Return a result by organisation: twenty-five of them, names of forty letters, some at the same place."""
    names = [f"Stichting Maatschappelijk Werk nummer {n:02d}" if n % 3 else f"Partner {n:02d}" for n in range(25)]
    assert max(map(len, names)) == 40
    organisations, groups = {}, {}
    for n, name in enumerate(names):
        importance, served = 25 * (n * 7 % 5), 25 * (n * n % 5)
        known = "drager" if served >= 75 else "knelpunt" if served <= 25 else None
        organisations[name] = ShownOrganisation(importance, served, known if importance >= 50 else None, ())
        groups[name] = {
            force: group(mean, 15 if n % 2 else None)
            for force, mean in zip(FORCES, (n * 4, 100 - n * 3, n * 13 % 100), strict=True)
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
        "level": "fundament_ontbreekt",
        "foundation": ShownFoundation(95, "duidelijk", ()),
        "flags": ("intentie_zwak", "belangen_ongeregeld", "processen_zwak", "trekkers_ontbreken"),
        "perception": (),
        "others": _only(10, 90),
    }
    return _all_alike(scores_of(0, 0, 0), 72.5, (3, 0, 0), values | changes)


def all_100(**changes: Any) -> Disclosed:
    """Return nothing but the highest answers, and no brake."""
    values: dict[str, Any] = {
        "diagnosis": "gezond",
        "level": "stevig",
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
    whole = _without(schijnsamenwerking(), ("T1", "R1"))
    values: dict[str, Any] = {
        "scores": {force: replace(score, se_repeat=None) for force, score in whole.scores.items()},
        **dict.fromkeys(("foundation", "decided", "response", "divergence_by_chance", "reasons_differ")),
        "bar_intentie": whole.bar,
        "flags": ("belangen_ongeregeld",),
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
        "diagnosis": "onvoldoende_gegevens",
        "n_respondents": "<5",
        "n_valid": "<5",
        "n": dict.fromkeys(FORCES, "<5"),
        "n_organisations": "<5",
        "withheld": tuple(Withheld(what, "too_few") for what in ("dont_know", "open:O1", "open:O2", "open:B0_other")),
    }
    return replace(schijnsamenwerking(), **values | changes)
