"""Partnerships to attack, from a seed: ordinary ones and such that agree, with lone persons and small organisations."""

import random

from .attack import Person
from .viewing import ALONE, SCALES

CODES = [code for codes in SCALES.values() for code in codes] + list(ALONE) + ["B1", "B2"]
ROLES = ("professional", "manager", "bestuurder", "overheid", "anders")


def random_partnership(seed, most=16):
    """Return an input document; the same seed gives the same one."""
    chance = random.Random(seed)
    n = chance.choice([5, 5, 6, 7, 8, 9, 10, 11, 12, most])
    agree = seed % 3 == 0
    level = 4.6 if agree else chance.uniform(2.6, 4.2)
    spread = 0.45 if agree else 0.95
    names = organisations_of(chance, n)
    people = [person(chance, place, names[place], level, spread) for place in range(n)]
    return {
        "questionnaire": 2,
        "seed": chance.randrange(2**31),
        "weighting": chance.choice(["organisation", "organisation", "respondent"]),
        "profile": {"resamples": 400},
        "respondents": people,
    }


def organisations_of(chance, n):
    """Return an organisation for each person: a large one with a lone person beside it, or of all sizes."""
    if chance.random() < 0.4:
        return ["Groot"] * (n - 1) + ["Alleen"]
    return [f"Organisatie {chance.randrange(chance.choice([2, 3, 5]))}" for _person in range(n - 2)] + ["Een", "Twee"]


def person(chance, place, organisation, level, spread):
    own = chance.gauss(0, spread / 2)
    answers = {code: min(max(round(level + own + chance.gauss(0, spread)), 1), 5) for code in CODES}
    for code in CODES:
        if chance.random() < 0.02:
            answers[code] = "weet_niet"
    answers["B0"] = chance.sample("abcdefghi", 2)
    return {
        "id": f"p{place:02}",
        "organisation": organisation,
        "role": chance.choice(ROLES[:3]),
        "answers": answers,
    }


def people_of(document):
    """Return what is known and what is not of everyone who took part: a person without any force did not."""
    found = [
        Person(
            one["organisation"],
            one["role"],
            {code: answer for code, answer in one["answers"].items() if isinstance(answer, int)},
        )
        for one in document["respondents"]
    ]
    forces = [SCALES[name] for name in ("intentie", "actie", "verbinding")]
    return [one for one in found if any(2 * sum(c in one.answers for c in codes) >= len(codes) for codes in forces)]
