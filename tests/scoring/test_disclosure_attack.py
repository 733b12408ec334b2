"""Nobody with a calculator gets from what is shown to what is hidden: attacks by linear programming.

The attacker knows every person's organisation and role, how persons are weighed and every shown number exactly (pages
round them). Each attack is first made where a rule is missing, to show that it works.
"""

import random

import numpy as np
import pytest

from assessments.scoring.suppression import shown_groups
from tests.some import some

from .attack import Attacker
from .comparing import scored
from .recounting import disclosed
from .reference import Reference
from .reference_arithmetic import ITEMS, ROLES

FORCE = "actie"
SENSIBLE = 10.0
"""A range this wide (0-100) tells little of two to four persons; on the pages rounding makes it wider."""
SENSIBLE_FOR_ONE = 25.0
"""One answer step on every question."""


def document_of(cells, *, seed=0, weighting="organisation", cap=3):
    """Return a document with so many persons per (organisation, role); their answers lie around the middle."""
    chance = random.Random(seed)
    persons = [
        {"organisation": organisation, "role": role, "answers": {code: chance.choice([2, 3, 4]) for code in ITEMS}}
        for (organisation, role), n in cells.items()
        for _ in range(n)
    ]
    numbered = [{"id": f"p{place:03}", **person} for place, person in enumerate(persons)]
    return {"weighting": weighting, "profile": {"resamples": 200, "cap": cap}, "respondents": numbered}


class Room:
    """The persons with a score on one force, their cells, and what an attacker makes of shown numbers."""

    def __init__(self, document):
        self.model = Reference(document)
        self.document = document
        self.persons = self.model.with_score(FORCE)
        self.scores = np.array(self.model.scores_of(self.persons, FORCE))

    def members(self, **labels):
        return [place for place, p in enumerate(self.persons) if all(p[key] == value for key, value in labels.items())]

    def weights(self):
        if self.model.weighting == "respondent":
            return np.ones(len(self.persons))
        sizes = {name: len(self.members(organisation=name)) for name in self.model.organisations}
        cap = self.model.profile["cap"]
        return np.array([min(sizes[p["organisation"]], cap) / sizes[p["organisation"]] for p in self.persons])

    def attacker(self, split, names):
        """Return one who knows the partnership's score and the means of these groups."""
        attacker = Attacker(len(self.persons))
        attacker.learns_weighted(self.weights(), scored(self.document)["scores"][FORCE])
        for name in names:
            members = self.members(**{split: name})
            attacker.learns_mean(members, float(self.scores[members].mean()))
        return attacker

    def attacker_of_shown(self, split):
        """Return one who knows all that is shown."""
        shown = disclosed(self.document, split=split)
        assert FORCE in shown.scores
        names = [name for name, forces in shown.groups.items() if FORCE in forces]
        attacker = self.attacker(split, names)
        for view in shown.perception:
            if view.force == FORCE:
                self._learn_perception(attacker, view)
        return attacker

    def _learn_perception(self, attacker, view):
        own = self.members(role=view.role)
        others = [place for place in range(len(self.persons)) if place not in own]
        row = np.zeros(len(self.persons))
        row[own], row[others] = 1 / len(own), -1 / len(others)
        sign = 1 if view.sees == "lower" else -1
        attacker.learns_at_most(sign * row, -self.model.profile["perception"])

    def small_cells(self):
        """Return each person, and each organisation, role and role within an organisation of up to four."""
        organisations, roles = self.model.organisations, ROLES
        cells = [self.members(organisation=o) for o in organisations] + [self.members(role=r) for r in roles]
        cells += [self.members(organisation=o, role=r) for o in organisations for r in roles]
        small = {tuple(cell) for cell in cells if 1 < len(cell) < self.model.profile["min_group"]}
        return [[place] for place in range(len(self.persons))] + [list(cell) for cell in sorted(small)]


def by_role(sizes, organisations=5):
    roles = [role for role, n in sizes.items() for _ in range(n)]
    cells: dict[tuple[str, str], int] = {}
    for place, role in enumerate(roles):
        key = (f"org-{place % organisations}", role)
        cells[key] = cells.get(key, 0) + 1
    return cells


def test_the_attack_finds_what_is_there_to_find():
    room = Room(document_of(by_role({"professional": 9, "manager": 5, "bestuurder": 3}), weighting="respondent"))
    directors = room.members(role="bestuurder")
    low, high = room.attacker("role", ["professional", "manager"]).range_of_mean(directors)
    assert low == pytest.approx(room.scores[directors].mean(), abs=1e-6)
    assert high == pytest.approx(room.scores[directors].mean(), abs=1e-6)


@pytest.mark.parametrize(
    "sizes", [{"professional": 9, "manager": 5, "bestuurder": 3}, {"professional": 6, "manager": 4}]
)
def test_hiding_only_small_groups_gives_them_away_and_hiding_the_remainder_does_not(sizes):
    room = Room(document_of(by_role(sizes), weighting="respondent"))
    smallest = room.members(role=list(sizes)[-1])
    naive = [role for role, n in sizes.items() if n >= 5]
    assert room.attacker("role", naive).width(smallest) < 1e-6
    assert room.attacker_of_shown("role").width(smallest) > SENSIBLE_FOR_ONE


def test_roles_against_a_score_weighed_by_organisation_give_no_small_organisation_away():
    cells = {("small", "professional"): 3, ("small", "manager"): 1}
    cells |= {(f"org-{place}", role): n for place in range(5) for role, n in (("professional", 2), ("manager", 1))}
    room = Room(document_of(cells))
    small = room.members(organisation="small")
    by_the_remainder_rule = shown_groups({"professional": 13, "manager": 6}, 5)
    assert room.attacker("role", by_the_remainder_rule).width(small) < 1e-6
    assert room.attacker_of_shown("role").width(small) > SENSIBLE_FOR_ONE


def test_nothing_is_said_of_how_a_role_sees_things_that_is_hidden_for_that_reason():
    cells = {("small", "professional"): 3, ("small", "manager"): 1}
    cells |= {(f"org-{place}", role): n for place in range(5) for role, n in (("professional", 2), ("manager", 1))}
    document = document_of(cells)
    for person in document["respondents"]:
        if person["role"] == "manager":
            person["answers"] |= {code: 1 for code in ITEMS if code.startswith("A")}
    gaps = [(gap["role"], gap["force"]) for gap in scored(document)["perception"]]
    assert gaps == [("professional", FORCE), ("manager", FORCE)]
    assert [view.role for view in disclosed(document).perception] == ["professional"]


def test_roles_against_a_score_weighed_by_organisation_give_no_lone_person_away():
    cells = {("large", "professional"): 26, ("large", "manager"): 4, ("lone", "manager"): 1}
    room = Room(document_of(cells))
    lone = room.members(organisation="lone")
    assert room.attacker("role", ["professional", "manager"]).width(lone) < 1e-6
    assert room.attacker_of_shown("role").width(lone) > SENSIBLE_FOR_ONE


def test_a_number_for_perception_would_give_a_role_away():
    cells = {("a", "professional"): 9, ("b", "manager"): 5, ("c", "bestuurder"): 3}
    document = document_of(cells)
    for person in document["respondents"][:9]:
        person["answers"] |= {code: answer - 1 for code, answer in person["answers"].items() if code.startswith("A")}
    room = Room(document)
    directors = room.members(role="bestuurder")
    assert [view.role for view in disclosed(document).perception] == ["professional"]
    assert room.attacker_of_shown("role").width(directors) > SENSIBLE_FOR_ONE
    with_number = room.attacker_of_shown("role")
    others = [place for place in range(len(room.persons)) if place not in room.members(role="professional")]
    with_number.learns_mean(others, float(room.scores[others].mean()))
    assert with_number.width(directors) < 1e-6


@pytest.mark.parametrize("split", ["role", "organisation"])
@pytest.mark.parametrize("weighting", ["organisation", "respondent"])
@pytest.mark.parametrize("seed", range(8))
def test_no_random_partnership_gives_a_few_persons_away(split, weighting, seed):
    chance = random.Random(f"{split} {weighting} {seed}")
    organisations = [f"org-{place}" for place in range(chance.choice([2, 3, 5]))]
    roles = chance.sample(ROLES, chance.choice([2, 3]))
    uneven = [chance.choice([1, 2, 6]) for _ in organisations]
    cells: dict[tuple[str, str], int] = dict.fromkeys([(name, roles[0]) for name in organisations], 1)
    for _ in range(chance.choice([8, 12, 16])):
        key = (chance.choices(organisations, uneven)[0], chance.choices(roles, [4, 2, 1][: len(roles)])[0])
        cells[key] = cells.get(key, 0) + 1
    room = Room(document_of(cells, seed=seed, weighting=weighting, cap=chance.choice([1, 3, 3, 100])))
    attacker = room.attacker_of_shown(split)
    for cell in some(room.small_cells()):
        assert attacker.width(cell) > (SENSIBLE_FOR_ONE if len(cell) == 1 else SENSIBLE), cell


def test_other_items_would_give_the_agreement_on_a_thin_item_away():
    document = document_of(by_role({"professional": 9, "manager": 5}))
    for person in document["respondents"][3:]:
        del person["answers"]["A3"]
    shown, everything = disclosed(document), scored(document)
    others = sum(shown.divided[code] for code in ("A1", "A2", "A4", "A5", "A6"))
    hidden = [person["answers"]["A3"] for person in document["respondents"][:3]]
    deviation = np.abs(np.array(hidden) - np.mean(hidden)).mean()
    assert 6 * everything["agreement"]["actie"]["ad"] - others == pytest.approx(deviation)
    assert FORCE not in shown.agreement
