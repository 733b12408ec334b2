import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0039_forewords"),
    ]

    operations = [
        migrations.AlterField(
            model_name="auditentry",
            name="action",
            field=models.CharField(
                choices=[
                    ("made", "made the partnership"),
                    ("changed", "changed the partnership"),
                    ("programmes", "changed the programmes"),
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
                    ("foreword", "changed the foreword of the result"),
                    ("link_shared", "made a link to the result for others"),
                    ("link_revoked", "took back a link to the result for others"),
                    ("struck", "left out an open answer"),
                    ("people_erased", "erased names and addresses"),
                    ("planned", "changed the action plan"),
                    ("coordinators", "changed who coordinates"),
                    ("sign_in", "changed how a coordinator signs in, as an administrator"),
                    ("left", "left the partnership"),
                    ("archived", "archived the partnership"),
                    ("unarchived", "took the partnership out of the archive"),
                    ("exported", "downloaded the whole partnership"),
                    ("imported", "took the partnership over from a file"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "partnership",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="programmes",
                        to="assessments.partnership",
                    ),
                ),
            ],
            options={
                "verbose_name": "programme",
                "verbose_name_plural": "programmes",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        models.F("partnership"),
                        name="programme_once_per_partnership",
                    )
                ],
            },
        ),
    ]
