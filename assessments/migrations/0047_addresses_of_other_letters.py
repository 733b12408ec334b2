from contextlib import suppress

from django.db import IntegrityError, migrations, transaction

from assessments.cleaning import address

COLUMNS = (
    ("assessments", "Participant", "email"),
    ("assessments", "CoordinatorInvitation", "email"),
    ("assessments", "User", "email"),
    ("assessments", "Round", "contact_email"),
    ("assessments", "PlannedAction", "email"),
    ("assessments", "Mail", "address"),
    ("account", "EmailAddress", "email"),
)


def convert(apps, schema_editor):
    """Store addresses with a domain of other letters as they are looked for, and written to a mail, since then.

    They are read and written around the columns, which clean whatever they are given. One that somebody else has
    already in that form stays as it is, where the database refuses a second.
    """
    connection = schema_editor.connection
    quote = connection.ops.quote_name
    for app, name, column in COLUMNS:
        table = quote(apps.get_model(app, name)._meta.db_table)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id, {quote(column)} FROM {table} WHERE {quote(column)} LIKE '%%@%%'")
            stored = [(number, text) for number, text in cursor.fetchall() if not text.isascii()]
            for number, text in stored:
                if (new := address(text)) != text:
                    with suppress(IntegrityError), transaction.atomic(using=connection.alias):
                        cursor.execute(f"UPDATE {table} SET {quote(column)} = %s WHERE id = %s", [new, number])


class Migration(migrations.Migration):
    dependencies = [
        ("account", "0009_emailaddress_unique_primary_email"),
        ("assessments", "0046_rounds_by_state"),
    ]

    operations = [
        migrations.RunPython(convert, migrations.RunPython.noop),
    ]
