"""How many persons stand behind each number that is shown, counted again from the answers."""

from dataclasses import dataclass, fields

from assessments.scoring.diagnosis import diagnose
from assessments.scoring.disclosure import Terms, disclose
from assessments.scoring.reading import read_survey
from assessments.scoring.values import Disclosed

from .comparing import INSTRUMENT
from .reference import Reference
from .reference_arithmetic import FORCES, PROCESSES, rating

NO_NUMBERS_OF_PERSONS = {
    *("diagnosis", "level", "certainty", "tendency", "flags", "split", "perception", "weighting"),
    *("other_weighting_same", "withheld", "n_organisations", "n_respondents", "n_valid", "n"),
}
"""Words, bands, and what the coordinator said beforehand."""


def disclosed(document, *, split="role", named=False, open_answers=None):
    """Return what may be shown of an input document."""
    survey = read_survey(document, INSTRUMENT)
    return disclose(diagnose(survey, INSTRUMENT), survey, INSTRUMENT, Terms(split, named), open_answers or {})


@dataclass(frozen=True)
class Basis:
    """A number that is shown, the persons it rests on, and how many it needs."""

    what: str
    persons: frozenset[str]
    least: int


class Recount:
    """Lists every number of a disclosed result with the ids of the persons behind it."""

    def __init__(self, document, shown):
        self.model = Reference(document)
        self.shown = shown
        self.split = shown.split
        self.least = self.model.profile["min_group"]

    def bases(self):
        """Return all; a field that this class does not know is an error."""
        found = []
        for field in fields(Disclosed):
            if field.name not in NO_NUMBERS_OF_PERSONS:
                found += getattr(self, f"of_{field.name}")(getattr(self.shown, field.name))
        return found

    def basis(self, what, persons, least=None):
        return Basis(what, frozenset(p["id"] for p in persons), least or self.least)

    def who_answered(self, code):
        return [p for p in self.model.persons if rating(p, code) is not None]

    def who_picked(self):
        return [p for p in self.model.persons if p["answers"].get("B0")]

    def of_scores(self, scores):
        return [self.basis(f"score {scale}", self.model.with_score(scale)) for scale in scores]

    def of_bar(self, bar):
        scales = ("spanning", "regeling")
        is_braked = all(self.model.n[scale] for scale in scales)
        if bar is None or not is_braked:
            return []
        return [self.basis(f"bar by {scale}", self.model.with_score(scale)) for scale in scales]

    def of_stability(self, shares):
        return self.of_scores(("actie", "verbinding")) + self.of_bar(1) if shares else []

    def of_path(self, path):
        return self.of_scores([step.force for step in path]) + (self.of_bar(1) if path else [])

    def of_groups(self, groups):
        found = []
        for force in FORCES:
            names = [name for name in groups if force in groups[name]]
            persons = self.model.with_score(force)
            found += [self.basis(f"{name} {force}", [p for p in persons if p[self.split] == name]) for name in names]
            rest = [p for p in persons if p[self.split] not in names]
            found += [self.basis(f"all but the groups shown, {force}", rest)] if names and rest else []
        return found

    def of_agreement(self, agreement):
        found = []
        for force in agreement:
            counted = {code: self.who_answered(code) for code in FORCES[force]}
            found += [self.basis(f"agreement by {code}", who) for code, who in counted.items() if len(who) > 1]
        return found

    def of_dont_know(self, shares):
        return [self.basis(f"dont_know {force}", self.model.everyone) for force in shares]

    def of_items(self, items):
        return [self.basis(f"item {code}", self.who_answered(code)) for code in items]

    of_divided = of_items

    def of_distributions(self, distributions):
        return [self.basis(f"distribution {code}", self.who_answered(code), 10) for code in distributions]

    def of_processes(self, processes):
        return self.of_items([PROCESSES[name] for name in processes])

    def of_signals_fit(self, fit):
        codes = {"schijnsamenwerking": ["S1"], "eilandsamenwerking": ["S2"]}
        return [] if fit is None else self.of_items(codes.get(self.shown.diagnosis, ["S1", "S2"]))

    def of_blind_spot(self, value):
        return [] if value is None else self.of_items(["B6", "B7"])

    def of_divergence(self, value):
        return [] if value is None else [self.basis("divergence", self.who_picked())]

    def of_reasons(self, shares):
        return [self.basis("reasons", self.who_picked())] if shares else []

    def of_organisations(self, organisations):
        found = []
        for what, who in (
            ("importance", self.who_answered("B1")),
            ("served", self.who_answered("B2")),
            ("reasons", self.who_picked()),
        ):
            names = [name for name, own in organisations.items() if getattr(own, what) is not None]
            found += [self.basis(f"{what} {name}", [p for p in who if p["organisation"] == name]) for name in names]
            rest = [p for p in who if p["organisation"] not in names]
            found += [self.basis(f"all but those shown, {what}", rest)] if names and rest else []
        return found

    def of_open_answers(self, texts):
        assert all(len(given) >= 10 for given in texts.values())
        return []
