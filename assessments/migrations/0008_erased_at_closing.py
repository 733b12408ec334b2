import django.core.validators
from django.db import migrations, models

import assessments.models.rounds


class Migration(migrations.Migration):
    """Answers, the seed and whether an invitation was used are gone when a round has closed."""

    dependencies = [
        ("assessments", "0007_texts_per_language"),
    ]

    operations = [
        migrations.DeleteModel(name="ClosedResponse"),
        migrations.RemoveField(model_name="invitation", name="is_used"),
        migrations.AlterField(
            model_name="round",
            name="seed",
            field=models.PositiveIntegerField(blank=True, default=assessments.models.rounds.new_seed, null=True),
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
                    ("result", "the result is there"),
                    ("to_close", "the round closes tomorrow"),
                    ("extended_itself", "the round extended itself"),
                    ("closed", "the round has closed"),
                    ("retention", "open answers will be erased"),
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
                    ("result", "the result is there"),
                    ("to_close", "the round closes tomorrow"),
                    ("extended_itself", "the round extended itself"),
                    ("closed", "the round has closed"),
                    ("retention", "open answers will be erased"),
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
                    ("result", "the result is there"),
                    ("to_close", "the round closes tomorrow"),
                    ("extended_itself", "the round extended itself"),
                    ("closed", "the round has closed"),
                    ("retention", "open answers will be erased"),
                    ("coordinator", "invitation to coordinate"),
                    ("planned_action", "a planned action is due"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="partnership",
            name="retention_months",
            field=models.PositiveSmallIntegerField(
                default=24,
                validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)],
                verbose_name="months that open answers are kept",
            ),
        ),
    ]
