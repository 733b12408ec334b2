from django.db import migrations


def erase(apps, schema_editor):
    """Overwrite what the database files still hold of answers and of results as they were."""
    connection = schema_editor.connection
    if not apps.get_model("assessments", "Round").objects.using(connection.alias).exists():
        return
    if connection.vendor == "sqlite":
        schema_editor.execute("VACUUM")
        schema_editor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        schema_editor.execute("VACUUM FULL assessments_result, assessments_round, assessments_invitation")


class Migration(migrations.Migration):
    """No database vacuums inside a transaction."""

    atomic = False

    dependencies = [
        ("assessments", "0009_second_model"),
    ]

    operations = [
        migrations.RunPython(erase, elidable=True),
    ]
