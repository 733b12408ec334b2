"""What may be shown of interests: reasons, divergence, the blind spot and each organisation's own."""

from collections.abc import Mapping

from .suppression import shown_groups
from .values import Counts, OrganisationInterests
from .withholding import Matter


def disclosed_blind_spot(matter: Matter) -> float | None:
    """Return the blind spot if enough persons answered both items behind it."""
    interests, instrument = matter.diagnosis.interests, matter.instrument
    is_enough = matter.has(instrument.others_hold_back) and matter.has(instrument.own_hold_back)
    if interests is None or not (is_enough or matter.hold("blind_spot")):
        return None
    return interests.blind_spot


def disclosed_divergence(matter: Matter) -> float | None:
    """Return how far organisations' reasons lie apart if enough persons picked any."""
    interests = matter.diagnosis.interests
    return interests.divergence if interests and _may_reasons(matter, "divergence") else None


def disclosed_reasons(matter: Matter) -> dict[str, float]:
    """Return the share of persons per reason, over the whole partnership, if enough persons picked any."""
    counts = matter.counts
    if counts is None or not _may_reasons(matter, "reasons"):
        return {}
    return {reason: n / counts.n_reasons for reason, n in counts.reasons.items()}


def _may_reasons(matter: Matter, what: str) -> bool:
    is_enough = matter.counts is not None and matter.counts.n_reasons >= matter.min_group
    return is_enough or matter.hold(what)


def disclosed_organisations(matter: Matter) -> dict[str, OrganisationInterests]:
    """Return each organisation's interests: by name as agreed, or as a split by its rules, or none."""
    interests = matter.diagnosis.interests
    if interests is None or matter.counts is None:
        return {}
    if matter.terms.interests_named:
        return dict(interests.organisations)
    if matter.terms.split != "organisation":
        matter.hold("organisations", "switched_off")
        return {}
    return _by_the_split(matter, interests.organisations, matter.counts)


def _by_the_split(
    matter: Matter, organisations: Mapping[str, OrganisationInterests], counts: Counts
) -> dict[str, OrganisationInterests]:
    instrument = matter.instrument
    importance = _shown(matter, counts, instrument.importance)
    served = _shown(matter, counts, instrument.served)
    reasons = _shown(matter, counts, instrument.reasons)
    shown = {}
    for name, found in organisations.items():
        is_whole = name in importance and name in served
        if name not in importance | served | reasons:
            matter.hold(f"organisation:{name}")
            continue
        shown[name] = OrganisationInterests(
            importance=found.importance if name in importance else None,
            served=found.served if name in served else None,
            shortfall=found.shortfall if is_whole else None,
            quadrant=found.quadrant if is_whole else None,
            reasons=found.reasons if name in reasons else None,
        )
    return shown


def _shown(matter: Matter, counts: Counts, code: str) -> set[str]:
    sizes = {name: found[code] for name, found in sorted(counts.organisations.items())}
    return set(shown_groups(sizes, matter.min_group))
