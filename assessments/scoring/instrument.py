"""What scoring must know about a questionnaire, and what an answer to it can be."""

from collections.abc import Mapping
from dataclasses import dataclass

Answer = int | str | tuple[str, ...] | None
"""1-5, ``"weet_niet"``, ``"nvt"``, the chosen reasons, or text for the codes answered in words."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """What scoring must know about a questionnaire: scales, codes and processes, never a question's words."""

    version: str
    forces: Mapping[str, tuple[str, ...]]
    """Item codes per force, in the order intentie, actie, verbinding."""
    tension: tuple[str, ...]
    arranged: tuple[str, ...]
    rating_codes: tuple[str, ...]
    """Every code answered by 1-5, in questionnaire order."""
    processes: Mapping[str, str]
    """Process name per item code."""
    importance: str
    served: str
    others_hold_back: str
    own_hold_back: str
    pioneers: str
    """The code that asks whether there is a fixed group of pioneers."""
    reasons: str
    """The code answered by a list of reasons."""
    reason_options: tuple[str, ...]
    signals: Mapping[str, str]
    """The diagnosis each signal item points at, per item code."""
    text_codes: tuple[str, ...]
    """Codes answered in words; scoring never reads them."""
    max_reasons: int = 3

    @property
    def single_items(self) -> tuple[str, ...]:
        """The rating codes that are part of no force, scale, process or signal: each of them speaks for itself."""
        scales = (*self.forces.values(), self.tension, self.arranged, self.processes, self.signals)
        alone = (self.importance, self.served, self.others_hold_back, self.own_hold_back)
        spoken_for = {code for codes in scales for code in codes} | {*alone}
        return tuple(code for code in self.rating_codes if code not in spoken_for)
