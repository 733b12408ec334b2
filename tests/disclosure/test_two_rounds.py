"""Two rounds of the same people, the second with a newcomer: whose answers do both rounds together tell?

An integer program holds both: of everybody who took part twice the answers to either round, of the newcomer those to
the second. What links them is how far people may have changed an answer in between.
"""

import random
from collections import Counter

from tests.soaking import IS_SOAK

from .attack import ENOUGH, VALUES, Attack, Knowledge, Person
from .partnerships import random_partnership
from .test_attack import again, document_of
from .viewing import ALONE, SCALES, Seen, numbers_of_document, tell_statements

SEEDS = range(60) if IS_SOAK else range(4)
BEFORE = " before"
CODES = [code for codes in SCALES.values() for code in codes] + list(ALONE)
MOST_WHEN_NOBODY_CHANGES = 0.1
"""Share of a newcomer's answers that may be found by one who knows that nobody changed any: 0.067 was seen."""


def tell_changes(known, code, steps):
    """Take in that nobody who answered twice changed an answer by more than so many steps.

    That can be iff at every step no more people were at or below it before than are at or below it with those steps
    added now, and the other way round.
    """
    for key, places in known.classes.items():
        if {code, code + BEFORE} <= set(key[3]):
            for value in range(1, 5):
                was = Counter({(key, code + BEFORE, one): 1.0 for one in range(1, value + 1)})
                for way in (-1, 1):
                    now = Counter({(key, code, one): 1.0 for one in range(1, min(value + way * steps, 5) + 1)})
                    now.subtract(was)
                    low, high = (-len(places), 0) if way < 0 else (0, len(places))
                    known.tell(dict(now), low, high)


def both_rounds(seed, change):
    """Return what was shown of two rounds, and the people with their answers to both; the last one is new."""
    chance = random.Random(seed)
    after = random_partnership(seed, most=12)
    *others, newcomer = after["respondents"]
    earlier = [again(one, chance) if change else one for one in others]
    before = {**after, "respondents": earlier}
    first, second = (numbers_of_document(document_of(one)) for one in (before, after))
    people = [
        Person("", "", given(now["answers"]) | given(then["answers"], BEFORE))
        for now, then in zip(others, earlier, strict=True)
    ]
    return first, second, [*people, Person("", "", given(newcomer["answers"]))]


def given(answers, mark=""):
    return {code + mark: answer for code, answer in answers.items() if isinstance(answer, int)}


def found_of_newcomers(change, steps):
    """Return how many answers of newcomers were looked for, and how many were found."""
    n, found = 0, []
    for seed in SEEDS:
        first, second, people = both_rounds(seed, change)
        for code in CODES:
            if code in first.statements and code in second.statements and code in people[-1].answers:
                n += 1
                possible = possible_of_newcomer(first, second, people, code, steps)
                found += [(seed, code)] if len(possible) == 1 else []
    return n, found


def possible_of_newcomer(first, second, people, code, steps):
    """Return the answers that the newcomer may have given."""
    known = Knowledge(people, (code, code + BEFORE))
    tell_statements(known, both_shown(first, second, code))
    tell_changes(known, code, steps)
    attack = Attack(known)
    (newcomer,) = (target for target in attack.possible if target[0][3] == (code,))
    attack.possible |= {target: set(VALUES) for target in attack.possible if target != newcomer}  # not asked for
    return attack.run()[newcomer]


def both_shown(first, second, code):
    """Return what is shown of a statement in both rounds, but whether it is divided: that follows from the rest."""
    shown = Seen({code: second.statements[code], code + BEFORE: first.statements[code]})
    for mark, seen in (("", second), (BEFORE, first)):
        if code in seen.quarters:
            shown.quarters[code + mark] = seen.quarters[code]
    return shown


def test_a_newcomer_is_not_found_by_two_rounds_when_others_may_have_changed_a_step():
    n, found = found_of_newcomers(change=True, steps=1)
    assert n > 60
    assert found == []


def test_even_if_nobody_changed_anything_few_newcomers_are_found():
    n, found = found_of_newcomers(change=False, steps=0)
    assert n > 60
    assert len(found) <= MOST_WHEN_NOBODY_CHANGES * n


def test_the_attack_finds_a_newcomer_where_two_rounds_tell():
    """Five people at 70, six at 80 or higher: if nobody changed an answer, the sixth can only have said 5."""
    people = [Person("", "", {"P1": one, f"P1{BEFORE}": one}) for one in (4, 4, 4, 4, 3)]
    people.append(Person("", "", {"P1": 5}))
    first, second = (Seen({"P1": (value, 10)}) for value in (70, 80))
    assert possible_of_newcomer(first, second, people, "P1", 0) == {5}
    assert len(possible_of_newcomer(first, second, people, "P1", 1)) >= ENOUGH
