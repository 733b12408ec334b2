"""The action plan in print: plain lines in, a whole HTML page for the PDF out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.timezone import localtime
from django.utils.translation import override

from .legible import legible, with_legible_text


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One planned action in words."""

    title: str
    who: str
    """Organisation and person; may be empty."""
    due: str
    """The day in words, or a text that there is none."""
    progress: str
    is_late: bool
    note: str
    said: tuple[str, ...]
    """Notes on its progress, oldest first."""


def render_plan_for_print(partnership: str, lines: Sequence[PlanLine], *, changed_at: datetime, language: str) -> str:
    """Return the plan as a whole HTML page for the PDF; the same plan gives the same page.

    Parameters
    ----------
    partnership
        Its name.
    lines
        In order, with texts in this language.
    changed_at
        When the plan changed the last time; it is the date of the document.
    language
        One of ``LANGUAGES``.
    """
    with override(language):
        page = {
            "language": language,
            "partnership": legible(partnership),
            "lines": [with_legible_text(line) for line in lines],
            "changed_at": localtime(changed_at).isoformat(timespec="seconds"),
        }
        return render_to_string("report/plan.html", page)
