import django.db.models.deletion
from django.db import migrations, models

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
AT_ONCE = 50
"""Documents in memory: each takes some hundreds of kilobytes there."""


def fill(apps, schema_editor):
    """Write the excerpt of every result there is."""
    alias = schema_editor.connection.alias
    results = apps.get_model("assessments", "Result").objects.using(alias)
    excerpts = apps.get_model("assessments", "Excerpt").objects.using(alias)
    numbers = list(results.order_by("pk").values_list("pk", flat=True))
    for place in range(0, len(numbers), AT_ONCE):
        found = results.filter(pk__in=numbers[place : place + AT_ONCE]).values_list("pk", "document")
        excerpts.bulk_create(
            [excerpts.model(result_id=number, **excerpt_of(document)) for number, document in found]
        )


def excerpt_of(document):
    """Return the columns of the excerpt of a document."""
    parts = {path: part(document, path) for path in EXCERPT}
    return {
        "diagnosis": word(parts["disclosed.diagnosis"]),
        "level": word(parts["disclosed.level"]),
        "parts": parts,
        "has_own_words": bool(part(document, "disclosed.open_answers")),
        "has_contact": bool(part(document, "facts.contact")),
    }


def part(document, path):
    """Return what stands at a path of a document; None without it."""
    for name in path.split("."):
        document = document.get(name) if isinstance(document, dict) else None
    return document


def word(found):
    """Return a code that fits its column, and nothing for anything else."""
    return found if isinstance(found, str) and len(found) <= 40 else ""


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0021_report_requests"),
    ]

    operations = [
        migrations.CreateModel(
            name="Excerpt",
            fields=[
                (
                    "result",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="excerpt",
                        serialize=False,
                        to="assessments.result",
                    ),
                ),
                ("diagnosis", models.CharField(blank=True, max_length=40)),
                ("level", models.CharField(blank=True, max_length=40)),
                ("parts", models.JSONField()),
                ("has_own_words", models.BooleanField()),
                ("has_contact", models.BooleanField()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("has_own_words", True)), fields=["result"], name="excerpt_own_words"
                    ),
                    models.Index(condition=models.Q(("has_contact", True)), fields=["result"], name="excerpt_contact"),
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
