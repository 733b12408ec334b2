from django.db import migrations, models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce


def note_ends(apps, schema_editor):
    """Write beside every excerpt when its round closed."""
    excerpts = apps.get_model("assessments", "Excerpt").objects.using(schema_editor.connection.alias)
    rounds = apps.get_model("assessments", "Round").objects.filter(result=OuterRef("pk"))
    excerpts.update(ended_at=Subquery(rounds.values(end=Coalesce("closed_at", "closes_at"))))


def note_last(apps, schema_editor):
    """Write at the last excerpt of each partnership that it is the last."""
    excerpts = apps.get_model("assessments", "Excerpt").objects.using(schema_editor.connection.alias)
    in_order = excerpts.order_by("result__round__partnership", "-ended_at", "-result__round_id")
    last = {}
    for number, partnership in in_order.values_list("pk", "result__round__partnership").iterator():
        last.setdefault(partnership, number)
    for partnership, number in last.items():
        excerpts.filter(pk=number).update(last_of=partnership)


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0044_change_of_links"),
    ]

    operations = [
        migrations.AddField(
            model_name="excerpt",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(note_ends, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="excerpt",
            name="ended_at",
            field=models.DateTimeField(),
        ),
        migrations.AddField(
            model_name="excerpt",
            name="last_of",
            field=models.OneToOneField(
                null=True,
                on_delete=models.CASCADE,
                related_name="last_excerpt",
                to="assessments.partnership",
            ),
        ),
        migrations.RunPython(note_last, migrations.RunPython.noop),
    ]
