"""Say of the weighting by organisation that it goes up to a limit, which the second model may raise above three."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("assessments", "0012_counts_of_open_rounds")]

    operations = [
        migrations.AlterField(
            "round",
            "weighting",
            models.CharField(
                choices=[
                    ("organisation", "each organisation by its persons, up to a limit"),
                    ("respondent", "each person equally"),
                ],
                default="organisation",
                max_length=12,
                verbose_name="weighting",
            ),
        ),
    ]
