from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0033_submission_landing"),
    ]

    operations = [
        migrations.AddField(
            model_name="auditentry",
            name="addresses",
            field=models.CharField(blank=True, default="", max_length=520),
        ),
    ]
