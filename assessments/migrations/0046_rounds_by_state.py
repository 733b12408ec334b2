from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0045_last_excerpts"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="round", name="round_by_state"),
        migrations.AddIndex(
            model_name="round",
            index=models.Index(fields=["partnership", "state", "closes_at", "opens_at"], name="round_by_state"),
        ),
    ]
