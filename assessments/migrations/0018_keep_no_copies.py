from django.db import migrations

PERSONAL = {
    "assessments_response": ("id", "answers", "resume_code"),
    "assessments_result": ("document",),
    "assessments_participant": ("name", "email"),
    "assessments_round": ("contact_name", "contact_email", "sender_name"),
    "assessments_mail": ("address", "response", "last_error"),
    "assessments_mailtext": ("subject", "body"),
    "assessments_plannedaction": ("title", "person", "email", "note"),
    "assessments_progressnote": ("who", "note"),
    "assessments_coordinatorinvitation": ("email",),
    "assessments_auditentry": ("who",),
}


def begin_with_questionnaire(apps, schema_editor):
    """Put what is about nobody first in results: SQLite keeps copies of the first 4,061 bytes of a row."""
    connection = schema_editor.connection
    results = apps.get_model("assessments", "Result").objects.using(connection.alias)
    if connection.vendor != "sqlite":
        return
    for number in results.values_list("pk", flat=True):
        stored = results.get(pk=number)
        stored.document = dict(sorted(stored.document.items(), key=lambda part: part[0] != "questionnaire"))
        stored.save(update_fields=["document"])


def keep_no_statistics(apps, schema_editor):
    """Keep PostgreSQL from noting examples of what is personal for its planner; what it noted goes.

    Giving a column its own type again is what makes it forget.
    """
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    tables = {model._meta.db_table: model for model in apps.get_app_config("assessments").get_models()}
    for table, columns in PERSONAL.items():
        for column in columns:
            kind = tables[table]._meta.get_field(column).db_type(connection)
            schema_editor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" TYPE {kind}')
            schema_editor.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{column}" SET STATISTICS 0')


def erase(apps, schema_editor):
    """Overwrite what the database files still hold of how rows were."""
    connection = schema_editor.connection
    if not apps.get_model("assessments", "Round").objects.using(connection.alias).exists():
        return
    if connection.vendor == "sqlite":
        schema_editor.execute("VACUUM")
        schema_editor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    else:
        schema_editor.execute("VACUUM FULL pg_statistic")  # a role that may not is told so, and goes on


class Migration(migrations.Migration):
    """No database vacuums inside a transaction."""

    atomic = False

    dependencies = [
        ("assessments", "0017_ends_of_names"),
    ]

    operations = [
        migrations.RunPython(begin_with_questionnaire, migrations.RunPython.noop),
        migrations.RunPython(keep_no_statistics, migrations.RunPython.noop),
        migrations.RunPython(erase, migrations.RunPython.noop, elidable=True),
    ]
