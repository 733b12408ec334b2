"""Shown results, one per outcome, level and certainty, built by hand; each is one that a round could have."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assessments.disclosure.shown import (
    Disclosed,
    ShownFoundation,
    ShownOrganisation,
    ShownPerception,
    ShownScore,
    Withheld,
)
from assessments.scoring.profile import ScoringProfile
from assessments.vocabulary.certainties import DUIDELIJK, NIPT, WAARSCHIJNLIJK
from assessments.vocabulary.flags import (
    BELANGEN_ONGEREGELD,
    INTENTIE_ROND_DE_LAT,
    INTENTIE_ZWAK,
    KERN_EN_RAND,
    LAGE_RESPONS,
    OPBOUWFASE,
    PERCEPTIEKLOOF,
    PROCESSEN_ZWAK,
    REM_ONBEKEND,
    SIGNALEN_ANDERS,
    TREKKERS_ONTBREKEN,
    VASTGELOPEN,
)
from assessments.vocabulary.forces import FORCES, Force
from assessments.vocabulary.levels import DREIGEND, FUNDAMENT_ONTBREEKT, KWETSBAAR, STEVIG, UITGESPROKEN
from assessments.vocabulary.outcomes import EILANDSAMENWERKING, GEZOND, SCHIJNSAMENWERKING
from assessments.vocabulary.places import DRAGER, KNELPUNT
from assessments.vocabulary.roles import PROFESSIONAL

from .shown import (
    ALL_WELL,
    DIVIDED,
    THRESHOLD,
    groups_of,
    path_of,
    quarters_of,
    scores_of,
    shares_of,
    statements_of,
)

PROFILE = ScoringProfile()
"""The thresholds that a profile begins with."""

ORGANISATIONS = {
    "Gemeente Vechtdal": ShownOrganisation(100, 75, DRAGER, ("a", "b")),
    "Jeugdzorg De Linde": ShownOrganisation(75, 25, KNELPUNT, ("a",)),
    "GGZ Oosterlicht": ShownOrganisation(75, 25, KNELPUNT, ("b",)),
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
        diagnosis=SCHIJNSAMENWERKING,
        level=UITGESPROKEN,
        certainty=DUIDELIJK,
        capped_by=(),
        tendency=None,
        foundation=ShownFoundation(5, DUIDELIJK, ()),
        decided=False,
        other_weighting_same=True,
        signals_fit=True,
        flags=(PERCEPTIEKLOOF,),
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
        perception=(ShownPerception(PROFESSIONAL, "actie", "lower"),),
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
    values: dict[str, Any] = {"flags": (BELANGEN_ONGEREGELD, PERCEPTIEKLOOF)}
    return disclosed_from(scores_of(81, 37, 46), 66.5, **values | changes)


def eilandsamenwerking(**changes: Any) -> Disclosed:
    """Return intentie and actie above the bar, verbinding just below it: a close call."""
    values: dict[str, Any] = {
        "diagnosis": EILANDSAMENWERKING,
        "level": DREIGEND,
        "certainty": NIPT,
        "tendency": GEZOND,
        "flags": (PERCEPTIEKLOOF, NIPT),
        "shares": shares_of(35, 5, 65),
        "others": {"B3": 45, "B4": 50, "B5": 50, "B6": 50, "S1": 40, "S2": 60},
    }
    return disclosed_from(scores_of(76, 75, 63), 64.5, **values | changes)


def nipt(**changes: Any) -> Disclosed:
    """Return actie at its bar, which clashing interests raised: two outcomes are about equally likely."""
    values: dict[str, Any] = {
        "level": DREIGEND,
        "certainty": NIPT,
        "tendency": GEZOND,
        "flags": (BELANGEN_ONGEREGELD, PERCEPTIEKLOOF, NIPT),
        "shares": shares_of(45, 55, 5),
        "others": {"S1": 55},
    }
    return disclosed_from(scores_of(78, 66, 76), 66.5, **values | changes)


def gezond(**changes: Any) -> Disclosed:
    """Return all forces above the bar, not by much."""
    return _gezond_from(scores_of(80, 72, 70), 63.5, {"level": KWETSBAAR} | changes)


def stevig(**changes: Any) -> Disclosed:
    """Return all forces well above the bar, which nothing raises."""
    values: dict[str, Any] = {"level": STEVIG, "others": ALL_WELL | {"B3": 20, "B4": 85, "B5": 85}}
    return _gezond_from(scores_of(83, 85, 80), 62.5, values | changes)


def _gezond_from(scores: Mapping[Force, ShownScore], bar: float, values: dict[str, Any]) -> Disclosed:
    usual: dict[str, Any] = {"diagnosis": GEZOND, "shares": shares_of(95, 5, 5), "others": ALL_WELL}
    return disclosed_from(scores, bar, **usual | values)


def kern_en_rand(**changes: Any) -> Disclosed:
    """Return a healthy partnership in which some organisations do much and some do little."""
    values: dict[str, Any] = {"flags": (KERN_EN_RAND, PERCEPTIEKLOOF), "tendency": EILANDSAMENWERKING}
    return gezond(**values | changes)


def fundament_ontbreekt(**changes: Any) -> Disclosed:
    """Return intentie below its bar, and actie and verbinding below theirs."""
    values: dict[str, Any] = {
        "level": FUNDAMENT_ONTBREEKT,
        "foundation": ShownFoundation(95, DUIDELIJK, ()),
        "flags": (INTENTIE_ZWAK, BELANGEN_ONGEREGELD, PERCEPTIEKLOOF, PROCESSEN_ZWAK, TREKKERS_ONTBREKEN),
        "others": {"B3": 85, "B4": 25, "B5": 20, "B6": 85, "P1": 25, "P2": 20, "P3": 30, "C1": 25, "T1": 35, "R1": 20},
    }
    return disclosed_from(scores_of(29, 24, 23), 68.5, **values | changes)


def intentie_rond_de_lat(**changes: Any) -> Disclosed:
    """Return a healthy partnership of which the foundation is uncertain."""
    values: dict[str, Any] = {
        "foundation": ShownFoundation(40, NIPT, ()),
        "flags": (INTENTIE_ROND_DE_LAT, PERCEPTIEKLOOF),
        "level": KWETSBAAR,
    }
    return _gezond_from(scores_of(64, 72, 70), 63.5, values | changes)


def rem_onbekend(**changes: Any) -> Disclosed:
    """Return a healthy partnership of which too few could say how interests clash."""
    unknown = ("B3", "B4", "B5", "B6")
    values: dict[str, Any] = {
        "level": KWETSBAAR,
        "certainty": NIPT,
        "tendency": EILANDSAMENWERKING,
        "flags": (REM_ONBEKEND, PERCEPTIEKLOOF, NIPT),
        "shares": shares_of(60, 10, 30),
        "others": ALL_WELL | {"S1": 40, "S2": 45},
    }
    whole = without(_gezond_from(scores_of(76, 67, 64), THRESHOLD, values), unknown)
    withheld = [Withheld(what, "too_few") for what in (*(f"item:{code}" for code in unknown), "blind_spot")]
    return replace(whole, **{"blind_spot": None, "withheld": (*withheld, *whole.withheld)} | changes)


def without(result: Disclosed, codes: tuple[str, ...]) -> Disclosed:
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
    return schijnsamenwerking(**{"flags": (BELANGEN_ONGEREGELD, PERCEPTIEKLOOF, OPBOUWFASE)} | changes)


def stalled(**changes: Any) -> Disclosed:
    """Return a second round with the same outcome, in which actie did not rise."""
    return schijnsamenwerking(**{"flags": (BELANGEN_ONGEREGELD, PERCEPTIEKLOOF, VASTGELOPEN)} | changes)


def capped(**changes: Any) -> Disclosed:
    """Return an outcome that would be clear, if more had answered and the signals fitted it."""
    values: dict[str, Any] = {
        "certainty": WAARSCHIJNLIJK,
        "capped_by": (SIGNALEN_ANDERS, LAGE_RESPONS),
        "foundation": ShownFoundation(5, WAARSCHIJNLIJK, (LAGE_RESPONS,)),
        "flags": (BELANGEN_ONGEREGELD, PERCEPTIEKLOOF, SIGNALEN_ANDERS, LAGE_RESPONS),
        "signals_fit": False,
        "response": 40,
        "others": {"S1": 35},
    }
    return schijnsamenwerking(**values | changes)
