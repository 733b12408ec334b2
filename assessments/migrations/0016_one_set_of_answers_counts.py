from django.db import migrations, models


def set_aside_all_but_the_last(apps, schema_editor):
    """Let the last sent answers of each personal link count, as they did, so that the constraint holds."""
    responses = apps.get_model("assessments", "Response").objects
    sent = responses.filter(sent_at__isnull=False, invitation__isnull=False).order_by("sent_at", "changed_at")
    last = {}
    for invitation, pk in sent.values_list("invitation", "pk"):
        if invitation in last:
            responses.filter(pk=last[invitation]).update(is_aside=True)
        last[invitation] = pk


class Migration(migrations.Migration):
    """Of what is sent through one personal link, one set of answers counts at most."""

    dependencies = [
        ("assessments", "0015_open_answers_struck"),
    ]

    operations = [
        migrations.RunPython(set_aside_all_but_the_last, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="response",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_aside", False), ("sent_at__isnull", False)),
                fields=("invitation",),
                name="response_counts_once_per_link",
            ),
        ),
    ]
