"""Random input documents: sizes, roles, gaps in the answers, ties and profiles of every kind, from a seed."""

import random

from .reference_arithmetic import ITEMS, OLD_ITEMS, ROLES

KINDS = "IAVBPCSTR"
"""The first letters of the items."""
ORGANISATIONS = ["gemeente", "Zorg", "école", "Ångström", "politie", "10", "9", "ggz", "GGZ", "a\x00", "a", " a"]


def random_document(seed):
    """Return one input document; the same seed gives the same one."""
    chance = random.Random(seed)
    shape = chance.choice([_mixed, _mixed, _sloping, _even, _tied, _core, _firm, _lopsided])
    respondents = _respondents(chance, chance.choice([0, 4, 5, 5, 6, 7, 9, 10, 12, 15, 20, 26]))
    shape(chance, respondents)
    _leave_out(chance, respondents)
    for person in respondents:
        _add_reasons_and_words(chance, person)
    settings = _settings(chance, respondents)
    if settings.get("questionnaire") == 1:
        for person in respondents:
            person["answers"] = {
                code: a for code, a in person["answers"].items() if code not in {*ITEMS} - {*OLD_ITEMS}
            }
    return {**settings, "profile": _profile(chance), "respondents": respondents}


def _respondents(chance, n):
    organisations = chance.sample(ORGANISATIONS, chance.choice([1, 2, 2, 3, 4, 7, 12]))
    uneven = [chance.random() ** 2 + 0.02 for _ in organisations]
    roles = chance.sample(ROLES, chance.randint(1, 5))
    ids = chance.sample([*(str(i) for i in range(80)), "é", "Z", "z", "a b", "ß", "10a"], n)
    return [
        {
            "id": identity,
            "organisation": chance.choices(organisations, uneven)[0],
            "role": chance.choice(roles),
            "answers": {},
        }
        for identity in ids
    ]


def _mixed(chance, respondents):
    for person in respondents:
        person["answers"] = {code: chance.randint(1, 5) for code in ITEMS}


def _sloping(chance, respondents):
    """Scores around the bar, different per force, organisation and role, so that all classes come about."""
    level = {letter: chance.uniform(2.4, 4.8) for letter in KINDS}
    shift = {group: chance.gauss(0, 0.7) for group in [*ORGANISATIONS, *ROLES]}
    for person in respondents:
        own = shift[person["organisation"]] + shift[person["role"]] + chance.gauss(0, 0.4)
        person["answers"] = {code: min(max(round(level[code[0]] + own + chance.gauss(0, 0.6)), 1), 5) for code in ITEMS}


def _even(chance, respondents):
    """Everyone says the same: no spread at all, often exactly at a limit."""
    same = {code: chance.choice([1, 3, 4, 5]) for code in KINDS}
    for person in respondents:
        person["answers"] = {code: same[code[0]] for code in ITEMS}


def _tied(chance, respondents):
    """Halves of 3 and 4 on all items, so that scores are exactly 62.5 and shares are often equal."""
    for place, person in enumerate(respondents):
        person["answers"] = {code: 3 + (place + ITEMS.index(code)) % 2 for code in ITEMS}
        person["answers"] |= {code: chance.choice([1, 5]) for code in ("B3", "B4", "B5", "B6") if chance.random() < 0.1}


def _core(chance, respondents):
    """Some organisations act and the others do not."""
    acts = {name: chance.random() < 0.4 for name in ORGANISATIONS}
    for person in respondents:
        middle = {"A": 4.8 if acts[person["organisation"]] else 1.6}
        person["answers"] = {
            code: min(max(round(middle.get(code[0], 4) + chance.gauss(0, 0.6)), 1), 5) for code in ITEMS
        }


def _firm(chance, respondents):
    """All goes well, and both the work and the leadership speak."""
    turned = {"B3", "B6", "S1", "S2"}
    for place, person in enumerate(respondents):
        person["role"] = ["professional", "manager"][place % 2]
        person["answers"] = {code: chance.choice([1, 1, 2] if code in turned else [4, 5, 5]) for code in ITEMS}


def _lopsided(chance, respondents):
    """One organisation has most of the people, and acts unlike the others."""
    for place, person in enumerate(respondents):
        is_large = place % 4 != 0
        person["organisation"] = "gemeente" if is_large else ["Zorg", "politie"][place % 8 // 4]
        level = chance.choice([4, 4, 5]) if is_large else chance.choice([2, 2, 3])
        person["answers"] = {code: level if code[0] == "A" else chance.choice([3, 4, 5]) for code in ITEMS}


def _leave_out(chance, respondents):
    rate = chance.choice([0, 0, 0.05, 0.3, 0.6])
    unasked = chance.sample(ITEMS, chance.choice([0, 0, 1, 8])) + chance.choice([[], [], ["B3", "B6"], ["B4", "B5"]])
    for person in respondents:
        answers = person["answers"]
        for code in ITEMS:
            if code in unasked or chance.random() < rate:
                answers[code] = chance.choice(["weet_niet", "nvt", None])
                if chance.random() < 0.3:
                    del answers[code]


def _add_reasons_and_words(chance, person):
    if chance.random() < 0.8:
        person["answers"]["B0"] = chance.sample("abcdefghi", chance.randint(0, 3))
    if chance.random() < 0.2:
        person["answers"]["O1"] = "Het gaat goed."


def _settings(chance, respondents):
    n = len(respondents)
    settings = {
        "questionnaire": chance.choice([None, 1, 2, 2]),
        "seed": chance.choice([0, 1, 42, 2**31, 2**70]),
        "weighting": chance.choice(["organisation", "respondent"]),
        "years_running": chance.choice([None, 0, 0.5, 4.999, 5, 7]),
        "invited": chance.choice([None, {}, *[_invited(chance, respondents)] * 4]),
        "n_invited": chance.choice([None, None, 0, n, 2 * n, 2 * n + 1, 3 * n]),
        "n_organisations_invited": chance.choice([None, None, 0, 2, 3, 6, 9]),
    }
    return {key: value for key, value in settings.items() if chance.random() < 0.8}


def _invited(chance, respondents):
    """Everyone answered, or some did not, or more answered than were asked; some organisations were silent."""
    own = [person["organisation"] for person in respondents]
    more = chance.choice([[0], [0, 0, 0, 1], [0, 1, 3], [-1, 0, 20]])
    invited = {name: max(own.count(name) + chance.choice(more), 0) for name in sorted({*own})}
    silent = [name for name in ORGANISATIONS if name not in invited]
    return {**invited, **{name: chance.choice([0, 1, 4]) for name in chance.sample(silent, chance.choice([0, 0, 1]))}}


def _profile(chance):
    choices = {
        "threshold": [1.5, 50.5, 62.5, 75.5, 90.5],
        "brake": [0, 5, 40],
        "level": [0, 5, 100],
        "margin": [0, 12.5, 40],
        "gap": [0, 6.25, 100],
        "disagreement": [0, 0.5, 2],
        "certain": [0.5, 0.99, 1],
        "likely": [0.5, 0.9, 1],
        "perception": [0, 5, 100],
        "core_gap": [0, 10, 100],
        "spread": [12.5, 20, 40],
        "cap": [1, 2, 100],
        "min_group": [6, 8],
        "min_respondents": [6, 9],
        "min_organisations": [3, 4],
        "start_years": [0, 0.5, 20],
    }
    rate = chance.choice([0, 0.1, 0.4])
    changed = {name: chance.choice(values) for name, values in choices.items() if chance.random() < rate}
    return {"resamples": chance.choice([200, 200, 200, 301]), **changed}
