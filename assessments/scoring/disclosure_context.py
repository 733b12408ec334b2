"""What the rules of disclosure share: their input, and the list of everything they withhold."""

from dataclasses import dataclass, field

from assessments.vocabulary.roles import ROLES

from .instrument import Instrument
from .scores import Ints, Persons
from .values import Counts, Diagnosis, Survey, Withheld


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed for a round before it opened, and what people knew when they answered."""

    split: str
    """role or organisation: the one split shown."""
    interests_named: bool
    """Whether B0-B2 are shown by the name of the organisation."""


@dataclass(frozen=True, slots=True)
class DisclosureContext:
    """Everything that the rules of disclosure look at, and what they have withheld so far."""

    diagnosis: Diagnosis
    survey: Survey
    instrument: Instrument
    terms: Terms
    persons: Persons
    withheld: list[Withheld] = field(default_factory=list)

    @property
    def min_group(self) -> int:
        """Smallest number of persons of which anything is shown."""
        return self.survey.profile.min_group

    @property
    def counts(self) -> Counts | None:
        """Persons per number; None with onvoldoende_gegevens."""
        return self.diagnosis.counts

    def withhold(self, what: str, why: str = "too_few") -> None:
        """Record, once, that something is not shown."""
        entry = Withheld(what, why)  # type: ignore[arg-type]
        if entry not in self.withheld:
            self.withheld.append(entry)

    def has(self, code: str, least: int | None = None) -> bool:
        """Whether enough persons answered an item."""
        return self.counts is not None and self.counts.items[code] >= (least or self.min_group)

    def groups(self) -> tuple[Ints, tuple[str, ...]]:
        """Return each person's group of the split shown, as an index, and the groups in order."""
        if self.terms.split == "role":
            return self.persons.role_of, tuple(ROLES)
        return self.persons.organisation_of, self.persons.organisations
