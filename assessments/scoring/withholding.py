"""What disclosure keeps: the input of its rules, and the list of all that they hold back."""

from dataclasses import dataclass, field

from assessments.vocabulary.roles import ROLES

from .scores import Ints, Persons
from .values import Counts, Diagnosis, Instrument, Survey, Withheld


@dataclass(frozen=True, slots=True)
class Terms:
    """What was agreed for a round before it opened, on which people answered."""

    split: str
    """role or organisation: the one split shown."""
    interests_named: bool
    """Whether B0-B2 are shown by the name of the organisation."""


@dataclass(frozen=True, slots=True)
class Matter:
    """All that the rules of disclosure look at, and what they hold back so far."""

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

    def hold(self, what: str, why: str = "too_few") -> bool:
        """Write down that something is held back, once; return False, so that a check can end with it."""
        entry = Withheld(what, why)  # type: ignore[arg-type]
        if entry not in self.withheld:
            self.withheld.append(entry)
        return False

    def has(self, code: str, least: int | None = None) -> bool:
        """Whether enough persons answered an item."""
        return self.counts is not None and self.counts.items[code] >= (least or self.min_group)

    def groups(self) -> tuple[Ints, tuple[str, ...]]:
        """Return each person's group of the split shown, as an index, and the groups in order."""
        if self.terms.split == "role":
            return self.persons.role_of, tuple(ROLES)
        return self.persons.organisation_of, self.persons.organisations
