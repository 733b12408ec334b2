import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def know_what_was_shown(apps, schema_editor):
    """Take a link for shown where a coordinator may have seen it, and people for listed since their partnership is."""
    invitations = apps.get_model("assessments", "Invitation").objects
    rounds = apps.get_model("assessments", "Round").objects.filter(has_shown_links=True)
    invitations.filter(round__in=rounds).update(is_shown=True)
    participants = apps.get_model("assessments", "Participant").objects
    for partnership in apps.get_model("assessments", "Partnership").objects.only("created_at"):
        participants.filter(organisation__partnership=partnership).update(listed_at=partnership.created_at)


class Migration(migrations.Migration):
    """What it takes to keep links personal, to end names and addresses, and to erase until nothing is left."""

    dependencies = [
        ("assessments", "0013_weighting_up_to_a_limit"),
    ]

    operations = [
        migrations.CreateModel(
            name="PendingErasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=63)),
                ("asked_at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="invitation",
            name="is_reminded",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="invitation",
            name="is_shown",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="invitation",
            name="is_superseded",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="mail",
            name="address",
            field=models.EmailField(blank=True, max_length=254),
        ),
        migrations.AddField(
            model_name="mail",
            name="partnership",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.partnership"
            ),
        ),
        migrations.AddField(
            model_name="mail",
            name="response",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="participant",
            name="listed_at",
            field=models.DateTimeField(default=django.utils.timezone.now, editable=False),
        ),
        migrations.AddField(
            model_name="partnership",
            name="people_warned_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="response",
            name="is_aside",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="mail",
            name="kind",
            field=models.CharField(
                choices=[
                    ("invitation", "invitation"),
                    ("reminder", "reminder"),
                    ("link_again", "your link once more"),
                    ("unsent", "your answers have not been sent yet"),
                    ("extended", "the round has been extended"),
                    ("thanks", "thanks"),
                    ("address_changed", "your address has been changed"),
                    ("sent_again", "answers were sent once more"),
                    ("replaced", "your answers have been replaced"),
                    ("withdrawn", "your answers have been withdrawn"),
                    ("to_withdraw", "take back your answers"),
                    ("result", "the result is there"),
                    ("to_close", "the round closes tomorrow"),
                    ("extended_itself", "the round extended itself"),
                    ("closed", "the round has closed"),
                    ("retention", "open answers will be erased"),
                    ("people_retention", "names and addresses will be erased"),
                    ("coordinator", "invitation to coordinate"),
                    ("planned_action", "a planned action is due"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="mailing",
            name="kind",
            field=models.CharField(
                choices=[
                    ("invitation", "invitation"),
                    ("reminder", "reminder"),
                    ("link_again", "your link once more"),
                    ("unsent", "your answers have not been sent yet"),
                    ("extended", "the round has been extended"),
                    ("thanks", "thanks"),
                    ("address_changed", "your address has been changed"),
                    ("sent_again", "answers were sent once more"),
                    ("replaced", "your answers have been replaced"),
                    ("withdrawn", "your answers have been withdrawn"),
                    ("to_withdraw", "take back your answers"),
                    ("result", "the result is there"),
                    ("to_close", "the round closes tomorrow"),
                    ("extended_itself", "the round extended itself"),
                    ("closed", "the round has closed"),
                    ("retention", "open answers will be erased"),
                    ("people_retention", "names and addresses will be erased"),
                    ("coordinator", "invitation to coordinate"),
                    ("planned_action", "a planned action is due"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="mailtext",
            name="kind",
            field=models.CharField(
                choices=[
                    ("invitation", "invitation"),
                    ("reminder", "reminder"),
                    ("link_again", "your link once more"),
                    ("unsent", "your answers have not been sent yet"),
                    ("extended", "the round has been extended"),
                    ("thanks", "thanks"),
                    ("address_changed", "your address has been changed"),
                    ("sent_again", "answers were sent once more"),
                    ("replaced", "your answers have been replaced"),
                    ("withdrawn", "your answers have been withdrawn"),
                    ("to_withdraw", "take back your answers"),
                    ("result", "the result is there"),
                    ("to_close", "the round closes tomorrow"),
                    ("extended_itself", "the round extended itself"),
                    ("closed", "the round has closed"),
                    ("retention", "open answers will be erased"),
                    ("people_retention", "names and addresses will be erased"),
                    ("coordinator", "invitation to coordinate"),
                    ("planned_action", "a planned action is due"),
                ],
                max_length=20,
            ),
        ),
        migrations.RunPython(know_what_was_shown, migrations.RunPython.noop),
    ]
