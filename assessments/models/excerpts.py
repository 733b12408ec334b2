"""What is read of a frozen result where it is not read whole."""

from typing import Any

from django.db import models

EXCERPT = (
    "disclosed.diagnosis",
    "disclosed.level",
    "disclosed.certainty",
    "disclosed.flags",
    "disclosed.bar",
    "disclosed.scores",
    "disclosed.stability",
    "profile",
    "profile_version",
)
"""What is read of a result where it is not read whole: the document is a hundred times as large."""


class Excerpt(models.Func):
    """The parts of a document that EXCERPT names, as one list."""

    output_field = models.JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Read the document once for all parts."""
        paths = ", ".join(f"'$.{path}'" for path in EXCERPT)
        return self.as_sql(compiler, connection, template=f"JSON_EXTRACT(%(expressions)s, {paths})", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """Take what many parts lie in apart first: taking it from the whole is what costs time."""
        parts = ", ".join(
            f"taken -> '{path.removeprefix('disclosed.')}'" if path.startswith("disclosed.") else f"whole -> '{path}'"
            for path in EXCERPT
        )
        document = "(SELECT %(expressions)s AS whole OFFSET 0) AS document"
        opened = f"(SELECT whole, whole -> 'disclosed' AS taken FROM {document} OFFSET 0) AS opened"  # noqa: S608 – ours
        template = f"(SELECT jsonb_build_array({parts}) FROM {opened} WHERE whole IS NOT NULL)"  # noqa: S608 – ours
        return self.as_sql(compiler, connection, template=template, **context)
