import logging
import math
import shutil
from pathlib import Path

from django.conf import settings
from django.db import migrations

from assessments.reporting.documents import DocumentError
from assessments.results.first_model import is_of_old_format, reduce_result
from assessments.results.stored_results import checksum

log = logging.getLogger(__name__)

HAS_RESULT = ("closed", "published")
OLD_START_YEARS = 2.0
"""What a profile meant that said nothing of it."""
THRESHOLD, LOWEST, HIGHEST = 62.5, 1.5, 90.5
NOTE = "Versie 2 van het rekenmodel"


def reduce_results(apps, schema_editor):
    """Reduce every stored result to what may be shown of it now, one at a time, since each is large."""
    results = apps.get_model("assessments", "Result").objects.using(schema_editor.connection.alias)
    for pk in list(results.order_by("pk").values_list("pk", flat=True)):
        stored = results.get(pk=pk)
        if stored.document and not is_of_old_format(stored.document):
            continue
        _delete_files(stored.checksum)
        is_whole = checksum(stored.document) == stored.checksum
        stored.document = _reduced(stored)
        if is_whole and stored.document:
            stored.checksum = checksum(stored.document)
        stored.save(update_fields=["document", "checksum"])


def _reduced(stored):
    """Return the reduced document; an empty one for a result that cannot be read, which is and stays damaged."""
    try:
        return reduce_result(stored.document)
    except DocumentError:
        log.exception("The result of round %s is damaged: nothing of it is left.", stored.round_id)
        return {}


def _delete_files(checksum_then):
    """Delete the reports that were made from a result as it was: they hold what is no longer shown."""
    shutil.rmtree(Path(settings.PRIVATE_DIR) / "reports" / checksum_then, ignore_errors=True)


def renew_profile(apps, schema_editor):
    """Make a version of the newest thresholds for the second model, and score with it what has not closed yet."""
    alias = schema_editor.connection.alias
    versions = apps.get_model("assessments", "ScoringProfileVersion").objects.using(alias)
    newest = versions.order_by("-version").first()
    if newest is None:
        return
    made = versions.create(version=newest.version + 1, thresholds=_for_second_model(newest.thresholds), note=NOTE)
    for version in versions.exclude(pk=made.pk):
        version.thresholds = {"start_years": OLD_START_YEARS} | version.thresholds
        version.save(update_fields=["thresholds"])
    rounds = apps.get_model("assessments", "Round").objects.using(alias)
    rounds.exclude(state__in=HAS_RESULT).update(profile=made)


def _for_second_model(thresholds):
    """Return thresholds that the second model takes; those that are its own defaults are left out."""
    at_a_half = math.floor(thresholds.get("threshold", THRESHOLD)) + 0.5
    changed = thresholds | {"threshold": min(max(at_a_half, LOWEST), HIGHEST)}
    if changed["threshold"] == THRESHOLD:
        del changed["threshold"]
    if changed.get("start_years") == OLD_START_YEARS:
        del changed["start_years"]
    return changed


def forget_seeds(apps, schema_editor):
    """Delete the seed of every round that has closed."""
    rounds = apps.get_model("assessments", "Round").objects.using(schema_editor.connection.alias)
    rounds.filter(state__in=HAS_RESULT).update(seed=None)


class Migration(migrations.Migration):
    """Everything stored becomes what the second model shows; there is no way back."""

    dependencies = [
        ("assessments", "0008_erased_at_closing"),
    ]

    operations = [
        migrations.RunPython(reduce_results),
        migrations.RunPython(renew_profile),
        migrations.RunPython(forget_seeds),
    ]
