"""Results of version 1 of the model, reduced once to what may be shown of them now: plain JSON in, plain JSON out.

It knows the shape that results had then (format 1 and 2) and the one they get (format 3) by heart, so that an upgrade
gives the same whatever the classes of a later version look like. Where version 1 did not keep how many people stand
behind a number, the fewest that it can be are taken, so that the coarser of two rules holds.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from assessments.reporting.documents import DocumentError
from assessments.scoring.grid import nearest
from assessments.scoring.profile import ScoringProfile
from assessments.scoring.suppression import band
from assessments.vocabulary.flags import OPBOUWFASE, VASTGELOPEN
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.levels import UITGESPROKEN
from assessments.vocabulary.limits import reaches
from assessments.vocabulary.places import DRAGER, KNELPUNT

from .first_model_numbers import (
    HALF,
    reduce_bar,
    reduce_distribution,
    reduce_group,
    reduce_reasons,
    reduce_score,
    reduce_share,
    reduce_statement,
    tell_too_much,
)

Plain = dict[str, Any]
Pairs = list[list[Any]]

OLD_FORMATS = (1, 2)
NEW_NAMES = {VASTGELOPEN: UITGESPROKEN, "startfase": OPBOUWFASE}
"""A level and a flag that have another name now; the first is the name of a flag now."""
PLACES = {75: DRAGER, 100: DRAGER, 0: KNELPUNT, 25: KNELPUNT}
"""Where an organisation lies that is served as shown; one in the middle lies nowhere for certain."""
KEPT_WITHHELD = ("item:", "group:", "open:", "distribution:")
KEPT_WHOLE = {"groups", "perception", "organisations", "reasons", "divergence", "blind_spot"}
SPREAD = 12.5
"""A threshold that profiles had not yet; it changes nothing in a result that is there."""
PIONEERS = "C1"
"""What questionnaires did not yet say: the question about a fixed group of pioneers."""


def is_of_old_format(document: object) -> bool:
    """Whether a document is a result of version 1 as that wrote it."""
    return isinstance(document, dict) and document.get("format") in OLD_FORMATS


def reduce_result(document: Plain) -> Plain:
    """Return the result in format 3, with nothing in it that is more exact than what is shown now.

    Parameters
    ----------
    document
        Of format 1 or 2; it is not changed.

    Raises
    ------
    DocumentError
        For a document without the shape of such a result.

    Notes
    -----
    Words stay as version 1 chose them. What it did not compute is None or empty: how sure the foundation is, whether
    others could have changed the outcome, the response, a standard error for change, how many a group has.
    """
    if not is_of_old_format(document):
        message = "This is no result of format 1 or 2."
        raise DocumentError(message)
    try:
        return _reduced(document)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, ArithmeticError) as error:
        message = "The result has not the shape of a result of format 1 or 2."
        raise DocumentError(message) from error


def _reduced(document: Plain) -> Plain:
    reduction = _Reduction(document)
    disclosed = reduction.disclosed()
    entries = [_entry(entry) for entry in document["entries"]]
    asked = document["questionnaire"]
    return document | {
        "format": 3,
        "disclosed": disclosed,
        "questionnaire": asked | {"instrument": {"pioneers": PIONEERS} | asked["instrument"]},
        "profile": document["profile"] | {"spread": SPREAD},
        "entries": entries,
        "actions": _actions(document, disclosed),
        "versions": _pairs({**dict(document["versions"]), "model": "1"}),
        "earlier": [_earlier(one, reduction.limits) for one in document.get("earlier", ())],
        "agreed": document.get("agreed", []),
    }


def _pairs(mapping: Mapping[Any, Any]) -> Pairs:
    return [[key, value] for key, value in mapping.items()]


def _name(name: str | None) -> str | None:
    return name if name is None else NEW_NAMES.get(name, name)


class _Reduction:
    """One disclosed result on its way to what may be shown now."""

    def __init__(self, document: Plain) -> None:
        self.old: Plain = document["disclosed"]
        self.limits = ScoringProfile(**document["profile"])
        self.instrument: Plain = document["questionnaire"]["instrument"]
        self.is_named: bool = document["facts"]["interests_named"]
        self.bar = reduce_bar(self.old["bar"], self.limits.threshold, self.old["scores"])
        self.scores = self._scores()
        self.withheld = _withheld(self.old["withheld"])
        self.groups = self._groups()
        self.statements = self._statements()
        self.of_ten = [code for code, _steps in self.old["distributions"] if code in self.statements]

    def disclosed(self) -> Plain:
        """Return everything that may be shown."""
        old = self.old
        kept = ("diagnosis", "certainty", "tendency", "other_weighting_same", "signals_fit", "split", "weighting")
        return {name: old[name] for name in kept} | {
            "level": _name(old["level"]),
            "capped_by": [],
            "foundation": None,
            "decided": None,
            "flags": [_name(flag) for flag in old["flags"]],
            "bar": self.bar,
            "bar_intentie": self.bar,
            "scores": _pairs(self.scores),
            "shares": [[name, reduce_share(share)] for name, share in old["stability"]],
            "path": self._path(),
            "n_respondents": old["n_respondents"],
            "n_valid": old["n_valid"],
            "n": [[force, band] for force, band in old["n"] if force in FORCES],
            "n_organisations": band(old["n_organisations"]),
            "response": None,
            "groups": self.groups,
            "perception": [one for one in old["perception"] if one["role"] in dict(self.groups)],
            "dont_know": [[force, reduce_share(share)] for force, share in old["dont_know"]],
            "statements": _pairs(self.statements),
            "divided": self._divided(),
            "distributions": [
                [code, reduce_distribution(steps)] for code, steps in old["distributions"] if code in self.statements
            ],
            "blind_spot": self._blind_spot(),
            "divergence": self._divergence(),
            "divergence_by_chance": None,
            "reasons_differ": None,
            **self._reasons(),
            "organisations": self._organisations(),
            "open_answers": old["open_answers"],
            "withheld": self.withheld,
        }

    def _withhold(self, what: str, why: str) -> None:
        if all(one["what"] != what for one in self.withheld):
            self.withheld.append({"what": what, "why": why})

    def _scores(self) -> dict[str, Plain]:
        n = dict(self.old["n"])
        return {
            force: reduce_score(score, n.get(force), self.limits)
            for force, score in self.old["scores"]
            if force in FORCES
        }

    def _path(self) -> list[Plain]:
        if self.bar is None:
            return []
        return [
            {"force": force, "start": self.scores[force]["value"], "goal": self.bar}
            for force in FORCES
            if force in self.scores and self.scores[force]["value"] < self.bar
        ]

    def _statements(self) -> dict[str, Plain]:
        """Return the statements on their grid, without those of a force whose numbers together tell too much."""
        hidden = {self.instrument["importance"], self.instrument["served"]}
        of_ten = {code for code, _steps in self.old["distributions"]}
        found = {
            code: reduce_statement(value, is_of_ten=code in of_ten)
            for code, value in self.old["items"]
            if code not in hidden
        }
        for force, codes in self.instrument["forces"]:
            shown = [found.get(code) for code in codes]
            if force in self.scores and tell_too_much(self.scores[force], shown, self.limits):
                self._withhold(f"statements:{force}", "last_check")
                found = {code: statement for code, statement in found.items() if code not in codes}
        return found

    def _divided(self) -> Pairs:
        deviations = dict(self.old["divided"])
        limit = self.limits.disagreement
        return [[code, reaches(deviations[code], limit)] for code in self.of_ten if code in deviations]

    def _blind_spot(self) -> int | None:
        codes = (self.instrument["others_hold_back"], self.instrument["own_hold_back"])
        if self.old["blind_spot"] is None or any(code not in self.of_ten for code in codes):
            return None
        others, own = (self.statements[code]["value"] for code in codes)
        return int(others - own)

    def _divergence(self) -> int | None:
        value = self.old["divergence"]
        return None if value is None or not self.is_named else nearest(value, 5, 0, 100)

    def _reasons(self) -> Plain:
        shares, unit = reduce_reasons(dict(self.old["reasons"]))
        return {"reasons": _pairs(shares), "reasons_in": unit}

    def _groups(self) -> Pairs:
        """Return the groups; one that is everybody is no comparison."""
        found = _reduce_groups(self.old["groups"])
        if len(found) == 1 and not any(one["what"].startswith("group:") for one in self.withheld):
            self._withhold("groups", "everybody")
            return []
        return found

    def _organisations(self) -> Pairs:
        if not self.is_named:
            self._withhold("organisations", "switched_off")
            return []
        return [[name, _organisation(found)] for name, found in self.old["organisations"]]


def _organisation(found: Plain) -> Plain:
    """Return an organisation's interests; of its reasons those of which it is certain that half of its people gave it.

    Version 1 kept shares of all picks, and nobody has more picks than one per reason: half the picks are at least as
    many as half the people.
    """
    importance, served = _answer(found["importance"]), _answer(found["served"])
    place = None if served is None else PLACES.get(served)
    return {
        "importance": importance,
        "served": served,
        "place": place if place == found["quadrant"] else None,
        "reasons": [reason for reason, share in found["reasons"] or () if reaches(share, HALF)],
    }


def _answer(value: float | None) -> int | None:
    return None if value is None else nearest(value, 25, 0, 100)


def _reduce_groups(old: Pairs) -> Pairs:
    return [[name, [[force, reduce_group(one["mean"])] for force, one in forces]] for name, forces in old]


def _withheld(old: Iterable[Plain]) -> list[Plain]:
    kept = [one for entry in old if (one := _withheld_now(entry)) is not None]
    return [*kept, {"what": "response", "why": "version_1"}]


def _withheld_now(entry: Plain) -> Plain | None:
    what, why = entry["what"], entry["why"]
    if what in FORCES:
        what = f"force:{what}"
    elif what not in KEPT_WHOLE and not what.startswith(KEPT_WITHHELD):
        return None
    return {"what": what, "why": "too_few" if why == "no_split_shown" else why}


def _entry(entry: Plain) -> Plain:
    return entry | {"conditions": [_condition(condition) for condition in entry["conditions"]]}


def _condition(condition: Plain) -> Plain:
    if condition["kind"] not in {"level", "flag"}:
        return condition
    return condition | {"subject": _name(condition["subject"])}


def _actions(document: Plain, disclosed: Plain) -> list[Plain]:
    """Return the advice that was given then, with its shortages counted from shown numbers."""
    codes = {name: code for code, name in document["questionnaire"]["instrument"]["processes"]}
    statements = {code: one["value"] for code, one in disclosed["statements"]}
    scores = {force: one["value"] for force, one in disclosed["scores"]}

    def shortage(condition: Plain) -> float:
        subject = condition["subject"]
        value = scores.get(subject) if condition["kind"] == "force" else statements.get(codes.get(subject, subject))
        limit = disclosed["bar"] if condition["limit"] == "bar" else condition["limit"]
        if condition["comparison"] != "below" or value is None or limit is None:
            return 0.0
        return float(max(limit - value, 0.0))

    return [_advice(role, shortage) for role in document["actions"]]


def _advice(role: Plain, shortage: Callable[[Plain], float]) -> Plain:
    return role | {kind: [_chosen(one, shortage) for one in role[kind]] for kind in ("main", "tendency")}


def _chosen(chosen: Plain, shortage: Callable[[Plain], float]) -> Plain:
    called_by = [_condition(condition) for condition in chosen["called_by"]]
    return chosen | {"called_by": called_by, "shortage": max(map(shortage, called_by), default=0.0)}


def _earlier(old: Plain, limits: ScoringProfile) -> Plain:
    """Return what an earlier round showed: how many stood behind it was not kept, so as few as can be."""
    bar = reduce_bar(old["bar"], limits.threshold, old["scores"])
    return old | {
        "model_version": "1",
        "level": _name(old["level"]),
        "bar": bar,
        "bar_intentie": bar,
        "scores": [[force, reduce_score(score, None, limits)] for force, score in old["scores"] if force in FORCES],
        "processes": [[name, reduce_statement(value, is_of_ten=False)] for name, value in old["processes"]],
        "groups": _reduce_groups(old["groups"]),
    }
