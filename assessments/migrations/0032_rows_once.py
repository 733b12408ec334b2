import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery


def fill_in_partnerships(apps, schema_editor):
    """Give every participant the partnership of its organisation."""
    participants = apps.get_model("assessments", "Participant").objects
    organisations = apps.get_model("assessments", "Organisation").objects.filter(pk=OuterRef("organisation"))
    participants.update(partnership=Subquery(organisations.values("partnership")[:1]))


def keep_who_shares_an_address(apps, schema_editor):
    """Mark all but the first of the people of a partnership with one address: they stay as they are.

    Nobody is removed or joined: each may have an invitation and answers of their own, and only people can tell whether
    they are one person. Whoever is given another address later is no longer marked.
    """
    participants = apps.get_model("assessments", "Participant").objects
    seen, sharing = set(), []
    rows = participants.exclude(email="").order_by("pk").values_list("pk", "partnership", "email")
    for pk, partnership, email in rows.iterator():
        key = partnership, email.casefold()
        if key in seen:
            sharing.append(pk)
        seen.add(key)
    for start in range(0, len(sharing), 500):
        participants.filter(pk__in=sharing[start : start + 500]).update(shares_address=True)


def check_references_now(apps, schema_editor):
    """Let PostgreSQL check the new references at once: it alters no table in which some wait to be checked."""
    if schema_editor.connection.vendor == "postgresql":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


class Migration(migrations.Migration):

    dependencies = [
        ("assessments", "0031_bounded_texts"),
    ]

    operations = [
        migrations.CreateModel(
            name="Submission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64, unique=True)),
                ("landing", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="auditentry",
            name="about",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="auditentry",
            name="is_from_file",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="participant",
            name="shares_address",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="participant",
            name="partnership",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="assessments.partnership",
            ),
        ),
        migrations.RunPython(fill_in_partnerships, migrations.RunPython.noop),
        migrations.RunPython(keep_who_shares_an_address, migrations.RunPython.noop),
        migrations.RunPython(check_references_now, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="participant",
            name="partnership",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="assessments.partnership",
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                F("partnership"),
                condition=models.Q(models.Q(("email", ""), _negated=True), ("shares_address", False)),
                name="participant_address_once",
                violation_error_message="Someone else in the list has this address already.",
            ),
        ),
    ]
