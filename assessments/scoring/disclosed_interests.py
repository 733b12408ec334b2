"""What may be shown of interests: reasons, divergence, the blind spot and those of each organisation."""

from collections.abc import Mapping

from .disclosure_context import DisclosureContext
from .suppression import shown_groups
from .values import Counts, OrganisationInterests


def disclosed_blind_spot(context: DisclosureContext) -> float | None:
    """Return the blind spot if enough persons answered both items behind it."""
    interests, instrument = context.diagnosis.interests, context.instrument
    if interests is None:
        return None
    if not (context.has(instrument.others_hold_back) and context.has(instrument.own_hold_back)):
        context.withhold("blind_spot")
        return None
    return interests.blind_spot


def disclosed_divergence(context: DisclosureContext) -> float | None:
    """Return how far organisations' reasons lie apart if enough persons picked any."""
    interests = context.diagnosis.interests
    return interests.divergence if interests and _has_enough_reasons(context, "divergence") else None


def disclosed_reasons(context: DisclosureContext) -> dict[str, float]:
    """Return the share of persons per reason, over the whole partnership, if enough persons picked any."""
    counts = context.counts
    if counts is None or not _has_enough_reasons(context, "reasons"):
        return {}
    return {reason: n / counts.n_reasons for reason, n in counts.reasons.items()}


def _has_enough_reasons(context: DisclosureContext, what: str) -> bool:
    """Whether enough persons picked reasons; if not, ``what`` is withheld."""
    is_enough = context.counts is not None and context.counts.n_reasons >= context.min_group
    if not is_enough:
        context.withhold(what)
    return is_enough


def disclosed_organisations(context: DisclosureContext) -> dict[str, OrganisationInterests]:
    """Return each organisation's interests: all by name if that was agreed, else those that the split may show."""
    interests = context.diagnosis.interests
    if interests is None or context.counts is None:
        return {}
    if context.terms.interests_named:
        return dict(interests.organisations)
    if context.terms.split != "organisation":
        context.withhold("organisations", "switched_off")
        return {}
    return _by_split(context, interests.organisations, context.counts)


def _by_split(
    context: DisclosureContext, organisations: Mapping[str, OrganisationInterests], counts: Counts
) -> dict[str, OrganisationInterests]:
    instrument = context.instrument
    importance = _organisations_with_enough(context, counts, instrument.importance)
    served = _organisations_with_enough(context, counts, instrument.served)
    reasons = _organisations_with_enough(context, counts, instrument.reasons)
    shown = {}
    for name, found in organisations.items():
        is_whole = name in importance and name in served
        if name not in importance | served | reasons:
            context.withhold(f"organisation:{name}")
            continue
        shown[name] = OrganisationInterests(
            importance=found.importance if name in importance else None,
            served=found.served if name in served else None,
            shortfall=found.shortfall if is_whole else None,
            quadrant=found.quadrant if is_whole else None,
            reasons=found.reasons if name in reasons else None,
        )
    return shown


def _organisations_with_enough(context: DisclosureContext, counts: Counts, code: str) -> set[str]:
    sizes = {name: found[code] for name, found in sorted(counts.organisations.items())}
    return set(shown_groups(sizes, context.min_group))
