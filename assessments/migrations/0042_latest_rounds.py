from django.db import migrations, models
from django.db.models.functions import Coalesce


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0041_logos"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="round",
            index=models.Index(
                "partnership",
                Coalesce("closed_at", "closes_at").desc(),
                models.F("id").desc(),
                "state",
                name="round_latest",
            ),
        ),
        migrations.AddIndex(
            model_name="round",
            index=models.Index(fields=["partnership", "state", "closes_at"], name="round_by_state"),
        ),
    ]
