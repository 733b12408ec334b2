"""Results that differ in size, in the rounds before them, in names and in open answers."""

from dataclasses import replace

from assessments.disclosure.shown import Disclosed, Withheld
from assessments.reporting.frozen import FrozenResult
from assessments.vocabulary.flags import (
    BELANGEN_ONGEREGELD,
    LAGE_RESPONS,
)
from assessments.vocabulary.outcomes import GEZOND
from assessments.vocabulary.roles import MANAGER, PROFESSIONAL

from . import outcomes, unusual
from .facts import FIRST, after, frozen, scored_then
from .names import LONG, LONG_ANSWER, LONG_WORD, SCRIPTS, organisations
from .shown import group, path_of, scores_of

HIDDEN_NAMES = (Withheld("organisations", "switched_off"), Withheld("divergence", "switched_off"))


def sizes() -> dict[str, FrozenResult]:
    """Return results of few and of many, by role and by organisation, and with little that may be shown."""
    by_name = unusual.large(6).groups
    return {
        "zeven-mensen": frozen(unusual.below_ten(), n_invited="5-9"),
        "zonder-rollen": frozen(
            outcomes.schijnsamenwerking(
                groups={},
                perception=(),
                flags=(),
                withheld=tuple(Withheld(f"group:{role}", "too_few") for role in (PROFESSIONAL, MANAGER)),
            )
        ),
        "per-organisatie": frozen(
            outcomes.schijnsamenwerking(split="organisation", groups=by_name, perception=(), flags=(), withheld=())
        ),
        "25-organisaties": frozen(unusual.large(25), n_invited="50+"),
        "40-organisaties": frozen(unusual.large(40), n_invited="50+"),
        "belangen-zonder-naam": frozen(
            outcomes.schijnsamenwerking(
                organisations={}, divergence=None, divergence_by_chance=None, withheld=HIDDEN_NAMES
            ),
            interests_named=False,
        ),
        "bijna-iedereen": frozen(outcomes.gezond(response=90, decided=True)),
        "bijna-niemand": frozen(outcomes.gezond(response=0, flags=(LAGE_RESPONS,), perception=()), n_invited="50+"),
        "open-link": frozen(outcomes.gezond(response=None, decided=None), n_invited=None),
        "uitspraken-achtergehouden": frozen(unusual.statements_withheld()),
        "weinig-te-tonen": frozen(unusual.with_holes(perception=(), flags=(BELANGEN_ONGEREGELD,))),
        "versie-1": frozen(unusual.of_version_1(), versions=FIRST),
        "versie-1-zonder-lat": frozen(unusual.bar_withheld(), versions=FIRST),
    }


def rounds() -> dict[str, FrozenResult]:
    """Return later rounds: stalled, on the way, grown, fallen back, alike, or not to be compared."""
    now = outcomes.schijnsamenwerking
    return {
        "tweede-vastgelopen": after(frozen(outcomes.stalled()), {}),
        "tweede-op-weg": after(frozen(_without_gap(now(scores=scores_of(81, 55, 46)))), scored_then(80, 30, 44)),
        "derde-gegroeid": after(frozen(outcomes.gezond()), scored_then(70, 30, 44), scored_then(75, 40, 50), agreed=()),
        "tweede-teruggevallen": after(frozen(_without_gap(now())), scored_then(80, 75, 72, GEZOND)),
        "tweede-gelijk": after(frozen(outcomes.gezond()), {}),
        "tweede-niet-te-vergelijken": after(frozen(outcomes.gezond()), {"profile_version": 2}),
        "tweede-met-te-weinig": after(frozen(unusual.onvoldoende_gegevens()), scored_then(80, 30, 44)),
        "vijfde": after(frozen(outcomes.gezond()), *(scored_then(70, 30 + 6 * step, 44) for step in range(4))),
    }


def _without_gap(shown: Disclosed) -> Disclosed:
    return replace(shown, path=path_of(shown.scores, shown.bar))


def names() -> dict[str, FrozenResult]:
    """Return results whose names are hard to set."""
    long = organisations(LONG, f"{LONG_WORD} Oost", "Gemeente Vechtdal", f"Stichting {LONG_WORD}")
    strange = organisations(*SCRIPTS)
    return {
        "lange-namen": frozen(
            outcomes.schijnsamenwerking(organisations=long),
            partnership=LONG,
            title=f"Meting van {LONG_WORD}",
            theme=LONG,
        ),
        "andere-schriften": frozen(
            outcomes.schijnsamenwerking(organisations=strange), partnership=" · ".join(SCRIPTS), contact=SCRIPTS[0]
        ),
        "groepen-met-lange-namen": frozen(
            outcomes.schijnsamenwerking(
                organisations=long,
                split="organisation",
                groups={name: {"actie": group(35), "verbinding": group(45)} for name in long},
                perception=(),
                flags=(),
                withheld=(),
            )
        ),
    }


def answers() -> dict[str, FrozenResult]:
    """Return results with open answers: long, struck out, or none."""
    long = (LONG_ANSWER, "Kort.", f"{LONG_WORD} {LONG_WORD}", *SCRIPTS, LONG_ANSWER, "Regel\nregel\n\nregel")
    return {
        "lange-antwoorden": frozen(outcomes.gezond(open_answers={"O1": long, "O2": long[:4] * 3})),
        "weggelaten": frozen(outcomes.gezond(open_answers={"O1": (None, "De lijnen zijn kort.") * 5})),
        "alles-weggelaten": frozen(outcomes.gezond(open_answers={"O1": (None,) * 10})),
        "zonder-antwoorden": frozen(outcomes.gezond(open_answers={})),
    }
