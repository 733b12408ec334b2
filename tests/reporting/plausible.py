"""Results made at random, each of them one that the model could give: levels, flags and words fit the numbers."""

from dataclasses import replace
from random import Random

from assessments.disclosure.shown import ShownFoundation, ShownPerception
from assessments.vocabulary.flags import FLAGS

from . import disclosed
from .earlier import after
from .results import frozen_result
from .shown import THRESHOLD, group, path_of, scores_of, shares_of

ORDER = ("gezond", "schijnsamenwerking", "eilandsamenwerking")
FREE = ("kern_en_rand", "belangen_ongeregeld", "rem_onbekend", "verdeeld_beeld", "processen_zwak", "trekkers_ontbreken")
CAPS = ("weging_bepalend", "partners_ontbreken", "rol_ontbreekt", "lage_respons")
FORCED = {"schijnsamenwerking": "actie", "eilandsamenwerking": "verbinding"}


def plausible(seed):
    """Return a frozen result that depends on this number alone; some have a round before them."""
    random = Random(seed)
    lift = random.choice((0, 0, 1, 3, 6, 10))
    intentie, actie, verbinding = (random.choice((random.randint(5, 95), random.randint(55, 80))) for _ in range(3))
    scores, bar = scores_of(intentie, actie, verbinding), THRESHOLD + lift
    found = {"intentie": intentie - THRESHOLD, "actie": actie - bar, "verbinding": verbinding - bar}
    diagnosis = _diagnosis(found)
    certainty = random.choice(("duidelijk", "waarschijnlijk", "nipt"))
    foundation = _foundation(random, found["intentie"])
    flags = _flags(random, found, certainty, foundation, lift)
    capped_by = _caps(flags) if certainty == "waarschijnlijk" and random.random() < 0.5 else ()
    shown = replace(
        disclosed.disclosed_from(scores, bar),
        diagnosis=diagnosis,
        certainty=certainty,
        capped_by=capped_by,
        foundation=foundation,
        flags=flags,
        level=_level(diagnosis, found, foundation, flags),
        shares=_shares(random, diagnosis, certainty, capped_by),
        tendency=_tendency(random, diagnosis, certainty, flags, found),
        path=path_of(scores, bar),
        decided=random.choice((True, False, None)),
        response=random.choice((None, 40, 70, 80, 90)),
        signals_fit=False if "signalen_anders" in flags else random.choice((True, None)),
        **_seen_by_roles(random, actie, "perceptiekloof" in flags),
    )
    return _with_earlier(random, shown)


def _diagnosis(found):
    if found["actie"] < 0:
        return "schijnsamenwerking"
    return "gezond" if found["verbinding"] >= 0 else "eilandsamenwerking"


def _foundation(random, above):
    below = random.choice((95, 90, 80, 75, 60) if above < 0 else (5, 10, 20, 25, 40))
    sure = below if above < 0 else 100 - below
    return ShownFoundation(below, "duidelijk" if sure >= 95 else "waarschijnlijk" if sure >= 80 else "nipt", ())


def _flags(random, found, certainty, foundation, lift):
    raised = {
        flag for flag in (*FREE, *CAPS, "signalen_anders", "perceptiekloof", "opbouwfase") if random.random() < 0.1
    }
    raised |= {"intentie_zwak"} if found["intentie"] < 0 else set()
    raised |= {"intentie_rond_de_lat"} if foundation.certainty == "nipt" else set()
    raised |= {"nipt"} if certainty == "nipt" else set()
    raised -= {"rem_onbekend"} if lift else {"belangen_ongeregeld"}
    raised -= {"kern_en_rand"} if random.random() < 0.3 else set()
    return tuple(flag for flag in FLAGS if flag in raised)


def _caps(flags):
    return tuple(flag for flag in ("signalen_anders", *CAPS) if flag in flags)


def _level(diagnosis, found, foundation, flags):
    if found["intentie"] < 0 and foundation.below >= 80:
        return "fundament_ontbreekt"
    if diagnosis in FORCED:
        return "uitgesproken" if found[FORCED[diagnosis]] <= -15 else "dreigend"
    doubts = any(FLAGS[flag].excludes_stevig for flag in flags)
    return "stevig" if min(found.values()) >= 10 and not doubts else "kwetsbaar"


def _shares(random, diagnosis, certainty, capped_by):
    if random.random() < 0.1:
        return {}
    at_least = 95 if capped_by or certainty == "duidelijk" else 80
    own = random.choice((40, 50, 60, 75)) if certainty == "nipt" else at_least
    others = [random.choice((5, 95 - own if own < 90 else 5)) for _ in range(2)]
    rest = iter(others)
    return shares_of(*(own if name == diagnosis else next(rest) for name in ORDER))


def _tendency(random, diagnosis, certainty, flags, found):
    if "kern_en_rand" in flags and diagnosis != "eilandsamenwerking":
        return "eilandsamenwerking"
    if diagnosis == "gezond" and certainty != "nipt":
        return random.choice((None, None, "schijnsamenwerking", "eilandsamenwerking"))
    if certainty != "nipt":
        return None
    near = min(found.values()) >= -5
    others = [name for name in ORDER if name != diagnosis and (near or name != "gezond")]
    return random.choice((None, *others))


def _seen_by_roles(random, actie, differs):
    seen = {role: group(actie + random.choice((-20, -10, 0, 10, 20))) for role in ("professional", "manager")}
    view = ShownPerception(random.choice(("professional", "manager")), "actie", random.choice(("lower", "higher")))
    groups = {role: {"actie": score} for role, score in seen.items()}
    return {"groups": groups, "perception": (view,) if differs else ()}


def _with_earlier(random, shown):
    """Return the frozen result, of a first round or of a second one that stalled, rose or had another outcome."""
    force = FORCED.get(shown.diagnosis)
    how = random.choice(("first", "stalled", "rose", "other"))
    if how == "first" or shown.level is None:
        return frozen_result(shown)
    if how == "stalled" and force is not None:
        order = tuple(flag for flag in FLAGS if flag in {*shown.flags, "vastgelopen"})
        return after(frozen_result(replace(shown, flags=order)))
    lower = {name: replace(score, value=max(score.value - 30, 5)) for name, score in shown.scores.items()}
    then = {} if how == "rose" else {"diagnosis": random.choice(ORDER), "level": "dreigend"}
    return after(frozen_result(shown), scores=lower, **then)
