"""Conditions of stored actions in the words of the second version of the model.

The flag ``startfase`` became ``opbouwfase`` and the level ``vastgelopen`` became ``uitgesproken``; interests and signals
have no bar any more, so there the word becomes the number that it stood for. An action that nobody edited goes on
counting as such: its digest follows.
"""

import hashlib
import json

from django.db import migrations

RENAMED = {("flag", "startfase"): "opbouwfase", ("level", "vastgelopen"): "uitgesproken"}
WITHOUT_BAR = {"B1", "B2", "B3", "B4", "B5", "B6", "B7", "S1", "S2"}
THRESHOLD = 62.5
NOT_SHIPPED = {"id", "is_active", "loaded_digest"}


def rename(apps, editor):
    fields = [field.name for field in apps.get_model("assessments", "Action")._meta.fields]
    shipped = [name for name in fields if name not in NOT_SHIPPED]
    for model in ("Action", "HistoricalAction"):
        for row in apps.get_model("assessments", model).objects.iterator():
            _rename_in(row, shipped)


def _rename_in(row, shipped):
    renamed = [_renamed(condition) for condition in row.conditions]
    if renamed == row.conditions:
        return
    is_as_loaded = row.loaded_digest and row.loaded_digest == _digest(row, shipped)
    row.conditions = renamed
    if is_as_loaded:
        row.loaded_digest = _digest(row, shipped)
    row.save(update_fields=["conditions", "loaded_digest"])


def _renamed(condition):
    if not isinstance(condition, dict):
        return condition
    if condition.get("item") in WITHOUT_BAR:
        return {key: THRESHOLD if value == "bar" else value for key, value in condition.items()}
    return {key: RENAMED.get((key, value), value) if isinstance(value, str) else value for key, value in condition.items()}


def _digest(row, shipped):
    filled = {name: getattr(row, name) for name in shipped if getattr(row, name) not in ("", None)}
    return hashlib.sha256(json.dumps(filled, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class Migration(migrations.Migration):
    dependencies = [("assessments", "0010_erase_what_was_exact")]

    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
