"""The parts of a frozen result that are read without reading it whole."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models

from assessments.vocabulary.forces import FORCES

from .partnerships import Partnership

EXCERPT = (
    "disclosed.diagnosis",
    "disclosed.level",
    "disclosed.certainty",
    "disclosed.foundation",
    "disclosed.flags",
    "disclosed.bar",
    "disclosed.bar_intentie",
    "disclosed.scores",
    "disclosed.shares",
    "versions",
    "profile",
    "profile_version",
)
"""Paths of what lists say of a result: the whole document is a hundred times as large."""
_HIGHEST = 100
"""Of a score."""
_LONGEST = 40
"""Letters of a diagnosis or level; a document that was altered may have anything in its place."""


class Excerpt(models.Model):
    """What lists say of a result, and what retention looks for in it: written with its document, and never without.

    It has a table of its own because SQLite keeps a new column behind the others of its row: behind the document, whose
    pages it would read to get there.
    """

    result = models.OneToOneField("Result", models.CASCADE, primary_key=True, related_name="excerpt")
    last_of = models.OneToOneField(Partnership, models.CASCADE, null=True, related_name="last_excerpt")
    """The partnership of which it is the last result, so that lists look nothing up; None of an earlier one."""
    ended_at = models.DateTimeField()
    """When its round closed."""
    diagnosis = models.CharField(max_length=_LONGEST, blank=True)
    level = models.CharField(max_length=_LONGEST, blank=True)
    """Both as in the document, to sort and to filter by; empty where there is none."""
    intentie = models.PositiveSmallIntegerField(null=True)
    actie = models.PositiveSmallIntegerField(null=True)
    verbinding = models.PositiveSmallIntegerField(null=True)
    """The scores of the forces as they are shown, to count by; None where there is none."""
    parts = models.JSONField()
    """Per path of EXCERPT what stands there, or None: shown numbers only, as everything in a document."""
    has_own_words = models.BooleanField()
    """Whether the document holds open answers."""
    has_contact = models.BooleanField()
    """Whether the document says whom people could ask."""

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["result"], name="excerpt_own_words", condition=models.Q(has_own_words=True)),
            models.Index(fields=["result"], name="excerpt_contact", condition=models.Q(has_contact=True)),
        ]

    def __str__(self) -> str:
        return self.diagnosis


def mark_last(partnership_id: int) -> None:
    """Write down which result of a partnership is the last: of those that closed together, that of the later round.

    Whoever adds a result has locked the partnership, or made it just now; nobody deletes one without its partnership.
    """
    own = Excerpt.objects.filter(result__round__partnership=partnership_id)
    last = own.order_by("-ended_at", "-result__round_id").values_list("pk", flat=True).first()
    Excerpt.objects.filter(last_of=partnership_id).exclude(pk=last).update(last_of=None)
    Excerpt.objects.filter(pk=last, last_of=None).update(last_of=partnership_id)


def excerpt_of(document: object) -> dict[str, Any]:
    """Return the columns of the excerpt of a document, whatever became of that document."""
    parts = {path: _part(document, path) for path in EXCERPT}
    return {
        "diagnosis": _word(parts["disclosed.diagnosis"]),
        "level": _word(parts["disclosed.level"]),
        **{force: _score(parts["disclosed.scores"], force) for force in FORCES},
        "parts": parts,
        "has_own_words": bool(_part(document, "disclosed.open_answers")),
        "has_contact": bool(_part(document, "facts.contact")),
    }


def _part(document: object, path: str) -> Any:
    found: Any = document
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _word(part: object) -> str:
    return part if isinstance(part, str) and len(part) <= _LONGEST else ""


def _score(scores: object, force: str) -> int | None:
    """Return the shown score of a force in the pairs of a document; None where there is none."""
    pairs = scores if isinstance(scores, list | tuple) else ()
    found = [pair[1] for pair in pairs if isinstance(pair, list | tuple) and len(pair) == 2 and pair[0] == force]
    value = found[0].get("value") if found and isinstance(found[0], Mapping) else None
    return value if isinstance(value, int) and 0 <= value <= _HIGHEST else None
