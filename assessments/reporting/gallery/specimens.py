"""Every kind of result by name: outcomes, levels, certainties, signals, sizes, rounds and names."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assessments.disclosure.shown import ShownFoundation, ShownPerception, Withheld
from assessments.reporting.frozen import FrozenResult
from assessments.vocabulary.certainties import DUIDELIJK, NIPT, WAARSCHIJNLIJK
from assessments.vocabulary.flags import (
    BELANGEN_ONGEREGELD,
    INTENTIE_ZWAK,
    LAGE_RESPONS,
    OPBOUWFASE,
    PARTNERS_ONTBREKEN,
    PERCEPTIEKLOOF,
    ROL_ONTBREEKT,
    SIGNALEN_ANDERS,
    TREKKERS_ONTBREKEN,
    VERDEELD_BEELD,
    WEGING_BEPALEND,
)
from assessments.vocabulary.levels import DREIGEND, FUNDAMENT_ONTBREEKT, KWETSBAAR, UITGESPROKEN
from assessments.vocabulary.outcomes import EILANDSAMENWERKING, GEZOND, SCHIJNSAMENWERKING
from assessments.vocabulary.roles import BESTUURDER, PROFESSIONAL

from . import outcomes, unusual
from .facts import frozen
from .shown import ALL_WELL, group, groups_of, path_of, scores_of, shares_of
from .variety import answers, names, rounds, sizes

PROFESSIONALS = (ShownPerception(PROFESSIONAL, "actie", "lower"),)
OPPOSED = (*PROFESSIONALS, ShownPerception(BESTUURDER, "actie", "higher"))


def specimens() -> Mapping[str, FrozenResult]:
    """Return every contrived result, by a name that says what it is."""
    return {**_outcomes(), **_signals(), **sizes(), **rounds(), **names(), **answers()}


def _outcomes() -> dict[str, FrozenResult]:
    """Return every outcome at every level and certainty, with and without a tendency."""
    made = outcomes
    return {
        "schijn": frozen(made.schijnsamenwerking()),
        "schijn-waarschijnlijk": frozen(
            made.schijnsamenwerking(certainty=WAARSCHIJNLIJK, shares=shares_of(20, 80, 5), response=80)
        ),
        "schijn-begrensd": frozen(made.capped()),
        "schijn-nipt": frozen(made.nipt()),
        "schijn-dreigend": _schijn(78, 55, 70, others={"A2": 30}, level=DREIGEND, flags=(BELANGEN_ONGEREGELD,)),
        "schijn-net-niet": _schijn(78, 64, 50, others={"A4": 45}, level=DREIGEND, certainty=WAARSCHIJNLIJK),
        "schijn-met-steun": _schijn(78, 40, 80, others={"A6": 20}),
        "schijn-in-opbouw": frozen(made.opbouwfase()),
        "schijn-alle-drie-laag": _schijn(64, 20, 15, foundation=ShownFoundation(40, NIPT, ())),
        "eiland-nipt": frozen(made.eilandsamenwerking()),
        "eiland-dreigend": _eiland(76, 75, 55, others={"V2": 35}, level=DREIGEND),
        "eiland-uitgesproken": _eiland(76, 75, 35, others={"V5": 15}),
        "eiland-in-opbouw": _eiland(76, 75, 35, flags=(OPBOUWFASE, PERCEPTIEKLOOF)),
        "gezond-kwetsbaar": frozen(made.gezond()),
        "gezond-stevig": frozen(made.stevig()),
        "gezond-nipt": frozen(made.gezond(certainty=NIPT, flags=(NIPT,), perception=(), shares=shares_of(55, 40, 5))),
        "gezond-neigt-naar-schijn": frozen(made.gezond(tendency=SCHIJNSAMENWERKING, scores=scores_of(92, 70, 75))),
        "gezond-neigt-naar-eiland": frozen(made.gezond(tendency=EILANDSAMENWERKING, scores=scores_of(90, 88, 66))),
        "gezond-ruim-met-signaal": frozen(made.stevig(level=KWETSBAAR, flags=(TREKKERS_ONTBREKEN,))),
        "gezond-kern-en-rand": frozen(made.kern_en_rand()),
        "gezond-fundament-onzeker": frozen(made.intentie_rond_de_lat()),
        "gezond-rem-onbekend": frozen(made.rem_onbekend()),
        "fundament": frozen(made.fundament_ontbreekt()),
        "fundament-bij-veel-actie": _fundament_with_actie(),
        "onvoldoende": frozen(unusual.onvoldoende_gegevens()),
        "onvoldoende-van-een-kant": _one_sided(),
        "alles-laag": frozen(unusual.all_0()),
        "alles-hoog": frozen(unusual.all_100()),
    }


def _schijn(intentie: int, actie: int, verbinding: int, **changes: Any) -> FrozenResult:
    scores = scores_of(intentie, actie, verbinding)
    values: dict[str, Any] = {"scores": scores, "path": path_of(scores, 66.5), "groups": groups_of(scores)}
    others = changes.pop("others", {})
    usual = {"flags": (BELANGEN_ONGEREGELD,), "perception": (), "others": others}
    shown = outcomes.disclosed_from(scores, 66.5, **values | usual)
    return frozen(replace(shown, **changes))


def _eiland(intentie: int, actie: int, verbinding: int, **changes: Any) -> FrozenResult:
    scores = scores_of(intentie, actie, verbinding)
    others = changes.pop("others", {})
    values: dict[str, Any] = {
        "scores": scores,
        "path": path_of(scores, 64.5),
        "groups": groups_of(scores),
        "level": UITGESPROKEN,
        "certainty": DUIDELIJK,
        "tendency": None,
        "flags": (),
        "perception": (),
        "shares": shares_of(5, 5, 95),
    }
    shown = outcomes.disclosed_from(scores, 64.5, diagnosis=EILANDSAMENWERKING, others=ALL_WELL | {"S2": 65} | others)
    return frozen(replace(shown, **values | changes))


def _fundament_with_actie() -> FrozenResult:
    scores = scores_of(45, 72, 70)
    shown = outcomes.disclosed_from(
        scores,
        62.5,
        diagnosis=GEZOND,
        level=FUNDAMENT_ONTBREEKT,
        foundation=ShownFoundation(85, WAARSCHIJNLIJK, ()),
        flags=(INTENTIE_ZWAK,),
        perception=(),
        shares=shares_of(95, 5, 5),
        others=ALL_WELL | {"B3": 20},
    )
    return frozen(replace(shown, path=path_of(scores, 62.5), groups=groups_of(scores)))


def _one_sided() -> FrozenResult:
    bands = dict.fromkeys(("intentie", "actie", "verbinding"), "10-19")
    shown = unusual.onvoldoende_gegevens(n_respondents="10-19", n_valid="10-19", n=bands, n_organisations="<5")
    return frozen(shown, organisations=("Gemeente Vechtdal",))


def _signals() -> dict[str, FrozenResult]:
    """Return results with signals, and with groups that see things otherwise."""
    scores = scores_of(80, 66, 70)
    low = {PROFESSIONAL: {"actie": group(50)}, BESTUURDER: {"actie": group(80)}}
    return {
        "volgens-de-leiding-genoeg": frozen(
            outcomes.gezond(scores=scores, groups=low, perception=OPPOSED, withheld=())
        ),
        "rollen-tegenover-elkaar": frozen(
            outcomes.schijnsamenwerking(
                groups=groups_of(scores_of(81, 37, 46)) | low,
                perception=OPPOSED,
                withheld=(Withheld("group:overheid", "too_few"),),
            )
        ),
        "signalen-anders": frozen(
            outcomes.schijnsamenwerking(signals_fit=False, flags=(SIGNALEN_ANDERS,), perception=())
        ),
        "verdeeld-beeld": frozen(outcomes.schijnsamenwerking(flags=(VERDEELD_BEELD,), perception=())),
        "weging-bepalend": frozen(
            outcomes.schijnsamenwerking(
                other_weighting_same=False,
                certainty=WAARSCHIJNLIJK,
                capped_by=(WEGING_BEPALEND,),
                flags=(WEGING_BEPALEND,),
                perception=(),
            )
        ),
        "partners-ontbreken": frozen(
            outcomes.schijnsamenwerking(
                certainty=WAARSCHIJNLIJK,
                capped_by=(PARTNERS_ONTBREKEN, ROL_ONTBREEKT, LAGE_RESPONS),
                flags=(PARTNERS_ONTBREKEN, ROL_ONTBREEKT, LAGE_RESPONS),
                response=30,
                perception=(),
            ),
            n_invited="50+",
        ),
        "per-persoon-gewogen": frozen(outcomes.gezond(weighting="respondent", perception=(), flags=())),
    }
