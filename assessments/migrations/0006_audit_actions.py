from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0005_choices_from_the_vocabulary")]

    operations = [
        migrations.RenameField("auditentry", "deed", "action"),
        migrations.AlterModelOptions(
            name="auditentry", options={"ordering": ["-at", "-pk"], "verbose_name_plural": "audit entries"}
        ),
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
