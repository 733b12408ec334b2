from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("assessments", "0027_excerpts"),
    ]

    operations = [
        migrations.CreateModel(
            name="DutyRun",
            fields=[
                ("name", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("begun_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
    ]
