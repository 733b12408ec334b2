"""What a report is made from: the disclosed result with everything it rests on, frozen at closing."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from assessments.catalogue.entries import ActionEntry, ChosenAction, Questionnaire, RoleActions
from assessments.disclosure.change import Change, Versions, changes
from assessments.disclosure.shown import Disclosed, ShownGroup, ShownScore, ShownStatement
from assessments.scoring.profile import ScoringProfile
from assessments.vocabulary.flags import VASTGELOPEN
from assessments.vocabulary.forces import Force
from assessments.vocabulary.outcomes import DIAGNOSES

from .documents import DocumentError, field_names, from_plain, to_plain

FORMAT = 3
"""The format of the document. Another shape gets another number; results of an older one are converted once.

A document changes in two ways only, and gets a new checksum then: an open answer that an owner strikes out becomes null
in its list, so that the others keep their places; and all of them go at the end of their retention.
"""
TAKEN_OVER = "taken_over"
"""The part of a document that only a result has which came with a file."""
FIRST_MODEL = "1"
"""Results of this version of the model were reduced to what may be shown of them now."""


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """What the report says about the round itself."""

    partnership: str
    theme: str
    title: str
    years_running: float | None
    opened_at: datetime | None
    closed_at: datetime
    """Aware, in the installation's time zone."""
    interests_named: bool
    organisations: tuple[str, ...]
    """Names of all organisations asked, in order."""
    n_invited: str | None
    """Band of persons invited; None when unknown, as with an open link."""
    contact: str
    """Name and address of the person to ask; may be empty."""
    retention_months: int


@dataclass(frozen=True, slots=True)
class EarlierRound:
    """What an earlier round of the partnership showed, as far as this one shows the same."""

    title: str
    closed_at: datetime
    questionnaire_version: str
    profile_version: int
    model_version: str
    diagnosis: str
    level: str | None
    certainty: str | None
    bar: float | None
    """Of actie and verbinding."""
    bar_intentie: float | None
    scores: Mapping[Force, ShownScore]
    processes: Mapping[str, ShownStatement]
    """By name."""
    split: str
    groups: Mapping[str, Mapping[Force, ShownGroup]]

    @property
    def versions(self) -> Versions:
        """The versions it was made with."""
        return Versions(self.questionnaire_version, self.profile_version, self.model_version)

    def bar_of(self, force: Force) -> float | None:
        """Return the bar of a force; None without one."""
        return self.bar_intentie if force == "intentie" else self.bar


@dataclass(frozen=True, slots=True)
class AgreedAction:
    """A planned action as it stood when the round closed; without persons, since results outlive them."""

    title: str
    organisation: str
    """Empty if none was named."""
    due_on: str | None
    """The day, as ISO 8601."""
    progress: str
    """planned, busy, done or dropped."""


@dataclass(frozen=True, slots=True)
class FrozenResult:
    """Everything a page, PDF or export may read."""

    disclosed: Disclosed
    facts: RoundFacts
    questionnaire: Questionnaire
    profile: ScoringProfile
    profile_version: int
    actions: tuple[RoleActions, ...]
    """Chosen at closing from the catalogue as it was then."""
    catalogue: tuple[ActionEntry, ...]
    """All entries that were active then."""
    versions: Mapping[str, str]
    """Versions of questionnaire, model and product."""
    earlier: tuple[EarlierRound, ...] = ()
    """The rounds before this one, the most recent last."""
    agreed: tuple[AgreedAction, ...] = ()
    """The actions planned after the round before this one."""
    taken_over: str = ""
    """The day, as ISO 8601, on which it came with a file that this site had not written; empty for one of our own."""

    @property
    def made_with(self) -> Versions:
        """The versions that decide with which results it can be compared."""
        return Versions(self.versions.get("questionnaire", ""), self.profile_version, self.versions.get("model", ""))

    @property
    def is_of_version_1(self) -> bool:
        """Whether it was computed by the first version of the model, of which it lacks what that did not compute."""
        return self.versions.get("model") == FIRST_MODEL

    @property
    def comparable(self) -> tuple[EarlierRound, ...]:
        """The rounds before this one that were measured in the same way, the most recent last."""
        return tuple(one for one in self.earlier if one.versions == self.made_with and one.scores)

    @property
    def processes(self) -> Mapping[str, ShownStatement]:
        """The statement about each process by the name of the process, as far as it is shown."""
        named = self.questionnaire.instrument.processes
        return {name: found for code, name in named.items() if (found := self.statement(code)) is not None}

    @property
    def is_stalled(self) -> bool:
        """Whether it is the same stagnation as the round before, without a rise of the force that is short."""
        return VASTGELOPEN in self.disclosed.flags

    @property
    def change(self) -> dict[Force, Change]:
        """The change of each force since the last comparable round; empty without one."""
        if not self.comparable:
            return {}
        last = self.comparable[-1]
        return changes((last.versions, last.scores), (self.made_with, self.disclosed.scores))

    @property
    def is_rising(self) -> bool:
        """Whether it is the same stagnation as the last comparable round, and the force that is short rose."""
        gap = DIAGNOSES[self.disclosed.diagnosis].gap if self.disclosed.diagnosis in DIAGNOSES else None
        if gap is None or not self.comparable or self.comparable[-1].diagnosis != self.disclosed.diagnosis:
            return False
        found = self.change.get(gap[1])
        return found is not None and found.is_more_than_noise and found.difference > 0

    def statement(self, code: str) -> ShownStatement | None:
        """Return the shown mean of a statement; None if it is not shown."""
        return self.disclosed.statements.get(code)

    def bar_of(self, force: Force) -> float | None:
        """Return the bar of a force; None without one."""
        return self.disclosed.bar_intentie if force == "intentie" else self.disclosed.bar


_FIELDS = {field.name for field in fields(FrozenResult)} | {"format", "entries"}


def to_document(result: FrozenResult) -> dict[str, Any]:
    """Return a result as a complete document for JSON: nothing in it is looked up elsewhere later.

    Each action occurs once; advice refers to it by code. Raises ValueError if two different actions share a code.

    """
    chosen = [found for role in result.actions for found in (*role.main, *role.tendency)]
    entries = {entry.code: entry for entry in (*result.catalogue, *(found.entry for found in chosen))}
    for entry in (*result.catalogue, *(found.entry for found in chosen)):
        if entries[entry.code] != entry:
            message = f"Two different actions have the code {entry.code!r}."
            raise ValueError(message)
    return {
        "format": FORMAT,
        "disclosed": to_plain(result.disclosed),
        "facts": to_plain(result.facts),
        "questionnaire": to_plain(result.questionnaire),
        "profile": to_plain(result.profile),
        "profile_version": result.profile_version,
        "entries": [_entry_document(entry) for entry in entries.values()],
        "catalogue": [entry.code for entry in result.catalogue],
        "actions": [_role_document(role) for role in result.actions],
        "versions": to_plain(result.versions),
        "earlier": to_plain(result.earlier),
        "agreed": to_plain(result.agreed),
        **({TAKEN_OVER: result.taken_over} if result.taken_over else {}),
    }


def _entry_document(entry: ActionEntry) -> dict[str, Any]:
    """Return an action with its texts by language, as in the shipped files."""
    plain = to_plain(entry)
    texts: dict[str, Any] = plain.pop("texts")
    return plain | texts  # type: ignore[no-any-return]


def _entry_plain(document: dict[str, Any]) -> dict[str, Any]:
    own = {field.name for field in fields(ActionEntry)} - {"texts"}
    texts = {name: document[name] for name in document if name not in own}
    return {name: document[name] for name in document if name in own} | {"texts": texts}


def _role_document(role: RoleActions) -> dict[str, Any]:
    return {
        "role": role.role,
        "main": [_choice_document(chosen) for chosen in role.main],
        "tendency": [_choice_document(chosen) for chosen in role.tendency],
    }


def _choice_document(chosen: ChosenAction) -> dict[str, Any]:
    """Return a choice with the code of its action in the place of the action."""
    own = {name: to_plain(getattr(chosen, name)) for name in field_names(ChosenAction) if name != "entry"}
    return {"entry": chosen.entry.code} | own


def from_document(document: object) -> FrozenResult:
    """Return the result from which ``to_document`` made this. Raises DocumentError for any other document."""
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        message = f"This is no result of format {FORMAT}."
        raise DocumentError(message)
    try:
        return _result(document)
    except KeyError as error:
        message = f"The result lacks {error}."
        raise DocumentError(message) from error
    except (TypeError, AttributeError) as error:
        message = "The result has not the shape of a result."
        raise DocumentError(message) from error


def _result(document: dict[str, Any]) -> FrozenResult:
    document = {TAKEN_OVER: "", **document}
    if set(document) != _FIELDS:
        message = f"The result must have the fields {sorted(_FIELDS)}."
        raise DocumentError(message)
    read = [from_plain(ActionEntry, _entry_plain(plain), "entries") for plain in document["entries"]]
    entries = {entry.code: entry for entry in read}
    plain = {
        **document,
        "catalogue": [to_plain(entries[code]) for code in document["catalogue"]],
        "actions": [_role_plain(role, entries) for role in document["actions"]],
    }
    return from_plain(FrozenResult, {name: plain[name] for name in plain if name not in {"format", "entries"}})


def _role_plain(role: dict[str, Any], entries: Mapping[str, ActionEntry]) -> dict[str, Any]:
    return role | {
        kind: [chosen | {"entry": to_plain(entries[chosen["entry"]])} for chosen in role[kind]]
        for kind in ("main", "tendency")
    }
