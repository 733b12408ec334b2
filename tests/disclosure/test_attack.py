"""Nobody finds an answer in what is shown: every statement of many partnerships, as outsider and as colleague.

The attack gets all numbers that a viewer reads: statements, their spread, scores with interval and error, the bar,
groups, perception and chances. An organisation's own interests are shown by name, as the form says: no secret.
"""

import json
import os
import random

from assessments.catalogue.questionnaire import questionnaire
from assessments.disclosure.disclose import Terms, disclose
from assessments.reporting.documents import to_plain
from assessments.scoring.diagnosis import diagnose
from assessments.scoring.reading import read_survey

from .attack import Attack, Found, Knowledge, Person
from .first_version import found_in_first_version
from .partnerships import people_of, random_partnership
from .viewing import found_by, numbers_of_document

INSTRUMENT = questionnaire("2").instrument
IS_SOAKING = bool(os.environ.get("SOAK"))
SEEDS = range(300) if IS_SOAKING else (1, 2, 3, 4, 12, 21)
N_COLLEAGUES = 3 if IS_SOAKING else 1
MOST_TWO = 0.01
"""Share of statements of which somebody's two possible answers may be found, as the promise says: never which one."""


def document_of(partnership, split="role"):
    """Return what is stored of a result, as JSON has it."""
    survey = read_survey(partnership, {2: INSTRUMENT})
    shown = disclose(diagnose(survey, INSTRUMENT), survey, INSTRUMENT, Terms(split, True), {})
    return json.loads(json.dumps(to_plain(shown)))


def viewers_of(people, seed):
    """Return an outsider, and colleagues by their places."""
    return [None, *random.Random(seed).sample(range(len(people)), N_COLLEAGUES)]


def attack(seeds):
    """Return what all viewers of these partnerships find."""
    found = Found()
    for seed in seeds:
        partnership = random_partnership(seed)
        document = document_of(partnership, "role" if seed % 2 else "organisation")
        people = people_of(partnership)
        if document["scores"]:
            for me in viewers_of(people, seed):
                found.join(found_by(numbers_of_document(document), people, partnership["weighting"], me))
    return found


def test_no_answer_is_found_in_what_is_shown():
    found = attack(SEEDS)
    assert found.n_statements > 300
    assert found.exact == []
    assert len(found.two) <= MOST_TWO * found.n_statements


def test_the_same_attack_finds_answers_in_what_version_0_1_showed():
    found = Found()
    for seed in (2, 3, 7):
        partnership = random_partnership(seed)
        found.join(found_in_first_version(people_of(partnership), partnership["weighting"]))
    assert len(found.exact) > found.n_statements / 4


def alike(answers, n):
    return [Person("Een", "manager", dict(answers)) for _person in range(n)]


def test_the_attack_knows_everybody_when_a_mean_at_the_end_is_exact():
    known = Knowledge(alike({"P1": 5}, 5), ("P1",))
    known.tell_sum("P1", 25, 25)
    assert list(Attack(known).run().values()) == [{5}]


def test_the_attack_gains_by_its_own_answer():
    people = [*alike({"P1": 5}, 4), Person("Een", "manager", {"P1": 1})]
    for me, expected in ((None, {1, 5}), (4, {5})):
        known = Knowledge(people, ("P1",), me)
        known.tell_sum("P1", 21, 21)
        known.deviations["P1"] = (1.28, 1.28)
        assert list(Attack(known).run().values()) == [expected]


def test_unanimity_is_never_told():
    """Everybody at 5 on every statement: what is shown fits others just as well."""
    partnership = random_partnership(1)
    for place, person in enumerate(partnership["respondents"]):
        person["organisation"] = "Een" if place else "Alleen"
        person["answers"] = {code: 5 for code, answer in person["answers"].items() if isinstance(answer, int)}
    people = people_of(partnership)
    seen = numbers_of_document(document_of(partnership))
    assert {value for value, _step in seen.statements.values()} <= {80, 90}
    for me in (None, 0, 1):
        found = found_by(seen, people, partnership["weighting"], me)
        assert (found.exact, found.two) == ([], [])


def test_a_newcomer_is_not_found_by_subtracting_two_rounds():
    """People answer a little otherwise every time: the mean of all is as good a guess as what subtracting gives."""
    right, right_by_mean, n_guesses = 0, 0, 0
    for seed in range(40):
        chance = random.Random(seed)
        after = random_partnership(seed, most=12)
        *others, newcomer = after["respondents"]
        before = {**after, "respondents": [again(one, chance) for one in others]}
        first, second = (numbers_of_document(document_of(one)).statements for one in (before, after))
        for code in set(first) & set(second):
            mean, answer = second[code][0], newcomer["answers"][code]
            right += nearest_answer(mean * (len(others) + 1) - first[code][0] * len(others)) == answer
            right_by_mean += nearest_answer(mean) == answer
            n_guesses += 1
    assert n_guesses > 600
    assert right < right_by_mean


def again(person, chance):
    """Return a person who answers every fourth statement a step otherwise, as people do two months later."""
    answers = {
        code: min(max(answer + chance.choice([-1, 1]), 1), 5)
        if isinstance(answer, int) and chance.random() < 0.25
        else answer
        for code, answer in person["answers"].items()
    }
    return {**person, "answers": answers}


def nearest_answer(value):
    return min(max(round(value / 25) + 1, 1), 5)
