"""The parts of a frozen result that are read without reading it whole."""

from typing import Any

from django.db import models

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
"""Paths of what the overview needs: the whole document is a hundred times as large."""


class Excerpt(models.Func):
    """The parts of a document that EXCERPT names, as one list.

    Written per database, because Django's own JSON paths would make one expression per part, each reading the whole
    document anew.
    """

    output_field = models.JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Extract all parts in one call, which parses the document once."""
        paths = ", ".join(f"'$.{path}'" for path in EXCERPT)
        return self.as_sql(compiler, connection, template=f"JSON_EXTRACT(%(expressions)s, {paths})", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Extract ``disclosed``, in which most parts lie, once.

        Unpacking the whole document is what takes time. OFFSET 0 keeps the planner from merging the subqueries, which
        would unpack it again for every part.
        """
        parts = ", ".join(
            f"taken -> '{path.removeprefix('disclosed.')}'" if path.startswith("disclosed.") else f"whole -> '{path}'"
            for path in EXCERPT
        )
        document = "(SELECT %(expressions)s AS whole OFFSET 0) AS document"
        opened = f"(SELECT whole, whole -> 'disclosed' AS taken FROM {document} OFFSET 0) AS opened"  # noqa: S608 – ours
        template = f"(SELECT jsonb_build_array({parts}) FROM {opened} WHERE whole IS NOT NULL)"  # noqa: S608 – ours
        return self.as_sql(compiler, connection, template=template, **context)
