"""Plausible answers: around the level of a round, varying by role and organisation, and the same every time."""

import random
from collections.abc import Mapping

from assessments.catalogue.entries import Question, Questionnaire
from assessments.scoring.instrument import Answer

from .story import Person, Story, Wave

PERSON_SPREAD = 9.0
ANSWER_SPREAD = 13.0
"""Standard deviations on the scale of 0-100."""
_UNKNOWN_TO = {
    ("professional", "intentie"): 0.10,
    ("professional", "belangen"): 0.08,
    ("bestuurder", "actie"): 0.08,
    ("overheid", "actie"): 0.08,
}
"""How often a role answers "don't know", per section; 0.02 otherwise."""
_HARDER = {"A2": -7, "A3": -5, "A5": 8, "A6": -4, "V1": 8, "V3": -4, "V5": -8, "V6": -6, "I1": 6, "I5": 4, "I6": -8}
"""How far single questions deviate from the level of their force."""


def answers_of(person: Person, story: Story, wave: Wave, asked: Questionnaire) -> dict[str, Answer]:
    """Return this person's answers in this round, without the open questions."""
    chance = random.Random(f"{story.name}/{wave.title}/{person.name}")  # noqa: S311 - a story, not a secret
    leaning = chance.gauss(0, PERSON_SPREAD)
    answers: dict[str, Answer] = {}
    for question in asked.questions():
        if question.kind == "reasons":
            answers[question.code] = _reasons(person, chance)
        elif question.kind == "rating" and not _is_pointless(question, answers):
            answers[question.code] = _rating(question, person, wave, leaning, chance)
    return answers


def _is_pointless(question: Question, answers: Mapping[str, Answer]) -> bool:
    if question.only_if is None:
        return False
    earlier, least = question.only_if
    value = answers.get(earlier)
    return isinstance(value, int) and value < least


def _reasons(person: Person, chance: random.Random) -> tuple[str, ...]:
    usual = [
        letter for letter, odds in zip(person.member.reasons, (0.9, 0.7, 0.45), strict=True) if chance.random() < odds
    ]
    if len(usual) < 3 and chance.random() < 0.4:
        usual.append(chance.choice([letter for letter in "abcdefgh" if letter not in usual]))
    return tuple(sorted(usual or [person.member.reasons[0]]))


def _rating(question: Question, person: Person, wave: Wave, leaning: float, chance: random.Random) -> Answer:
    noise, unknown = chance.gauss(0, ANSWER_SPREAD), chance.random()
    if unknown < _UNKNOWN_TO.get((person.role, question.section), 0.02):
        return "weet_niet"
    target = _level(question, person, wave) + _lean(question, leaning) + noise
    return min(max(round(1 + target / 25), 1), 5)


def _lean(question: Question, leaning: float) -> float:
    """Return a person's general mood, which does not affect questions about quantities."""
    return leaning if question.section in {"intentie", "actie", "verbinding", "processen"} else 0.0


def _level(question: Question, person: Person, wave: Wave) -> float:
    if question.code == "B1":
        return person.member.importance
    if question.code == "B2":
        return person.member.served
    tilts = [wave.tilts.get(name, {}) for name in (person.role, person.member.name)]
    level = wave.levels.get(question.code, wave.levels.get(question.section, 50))
    return level + _HARDER.get(question.code, 0) + sum(tilt.get(question.section, 0) for tilt in tilts)


def open_answers_of(story: Story, wave: Wave, people: list[Person]) -> dict[str, dict[str, str]]:
    """Return the open answers per name: each text belongs to one person, and some wrote nothing."""
    written: dict[str, dict[str, str]] = {person.name: {} for person in people}
    for code, texts in (("O1", wave.good), ("O2", wave.better)):
        chance = random.Random(f"{story.name}/{wave.title}/{code}")  # noqa: S311 - a story, not a secret
        for person, text in zip(chance.sample(people, k=min(len(texts), len(people))), texts, strict=False):
            written[person.name][code] = text
    return written
