"""The five processes that keep a partnership moving."""

from dataclasses import dataclass

from .registry import message as _
from .registry import registry


@dataclass(frozen=True, slots=True)
class Process:
    """A process, which one question of the questionnaire asks about."""

    code: str
    name: str


PROCESSES = registry(
    Process("doelen_bepalen", _("Setting goals")),
    Process("praktisch_samenwerken", _("Working together in practice")),
    Process("structureren", _("Making fixed agreements")),
    Process("verbreden_en_verdiepen", _("Broadening and deepening")),
    Process("lering_trekken", _("Learning from it")),
)
