"""That an open answer was left out can stand in the trail."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0014_kept_promises"),
    ]

    operations = [
        migrations.AlterField(
            model_name="auditentry",
            name="action",
            field=models.CharField(
                choices=[
                    ("made", "made the partnership"),
                    ("changed", "changed the partnership"),
                    ("organisations", "changed the organisations"),
                    ("participants", "changed the participants"),
                    ("opened", "opened the round"),
                    ("invited", "invited more people"),
                    ("links", "looked at the personal links"),
                    ("renewed", "made a new link for someone"),
                    ("closed", "closed the round"),
                    ("round_changed", "changed the round"),
                    ("extended", "extended the round"),
                    ("called_off", "called off the round before it opened"),
                    ("replaced", "replaced a participant"),
                    ("mail_texts", "changed the mails of the round"),
                    ("bounced", "noted that a mail came back"),
                    ("published", "shared the result with the participants"),
                    ("withdrawn", "took the result back from the participants"),
                    ("struck", "left out an open answer"),
                    ("planned", "changed the action plan"),
                    ("coordinators", "changed who coordinates"),
                    ("left", "left the partnership"),
                    ("archived", "archived the partnership"),
                    ("unarchived", "took the partnership out of the archive"),
                    ("exported", "downloaded the whole partnership"),
                    ("imported", "took the partnership over from a file"),
                ],
                max_length=20,
            ),
        ),
    ]
