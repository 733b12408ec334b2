"""What version 0.1 showed of statements: exact means, weighed as the scores, with their average deviation."""

from collections import Counter

from .attack import Attack, Found, Knowledge
from .viewing import FORCES, SCALES

CAP = 3
"""Nobody looked at how many persons a weight was of."""


def found_in_first_version(people, weighting, me=None):
    """Return what a viewer of a result of version 0.1 finds on the statements of the forces."""
    found = Found()
    for force in FORCES:
        known = Knowledge(people, SCALES[force], me)
        for code in SCALES[force]:
            tell_as_then(known, code, weighting)
        found.add(Attack(known).run(), (force, me))
    return found


def tell_as_then(known, code, weighting):
    """Take in an exact mean; by person also the average deviation, with one decimal, as the table had it."""
    people = [one for one in known.people if code in one.answers]
    k = Counter(one.organisation for one in people)
    if weighting == "organisation":
        weight = {name: min(size, CAP) / size for name, size in k.items()}
        total = sum(weight[one.organisation] for one in people)
        mean = sum(weight[one.organisation] * 25 * (one.answers[code] - 1) for one in people) / total
        known.tell_weighted_mean(code, mean - 1e-6, mean + 1e-6, lambda key: weight.get(key[1], 0.0))
        return
    total = sum(one.answers[code] for one in people)
    known.tell_sum(code, total, total)
    deviation = round(sum(abs(one.answers[code] - total / len(people)) for one in people) / len(people), 1)
    known.deviations[code] = (deviation - 0.05, deviation + 0.05)
