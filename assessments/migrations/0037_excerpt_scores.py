from django.db import migrations, models

FORCES = ("intentie", "actie", "verbinding")
AT_ONCE = 500


def fill(apps, schema_editor):
    """Write the shown scores of every excerpt there is into their columns."""
    excerpts = apps.get_model("assessments", "Excerpt").objects.using(schema_editor.connection.alias)
    numbers = list(excerpts.order_by("pk").values_list("pk", flat=True))
    for place in range(0, len(numbers), AT_ONCE):
        found = list(excerpts.filter(pk__in=numbers[place : place + AT_ONCE]))
        for excerpt in found:
            for force in FORCES:
                setattr(excerpt, force, score((excerpt.parts or {}).get("disclosed.scores"), force))
        excerpts.bulk_update(found, FORCES)


def score(scores, force):
    """Return the shown score of a force in the pairs of a document; None where there is none."""
    for pair in scores if isinstance(scores, list) else ():
        if isinstance(pair, list) and len(pair) == 2 and pair[0] == force and isinstance(pair[1], dict):
            value = pair[1].get("value")
            return value if isinstance(value, int) and 0 <= value <= 100 else None
    return None


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0036_share_links"),
    ]

    operations = [
        *(
            migrations.AddField(
                model_name="excerpt",
                name=force,
                field=models.PositiveSmallIntegerField(null=True),
            )
            for force in FORCES
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
