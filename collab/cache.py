"""The cache in the database, of which nothing that somebody else wrote there can be run."""

import base64
import io
import pickle
from typing import Any

from django.core.cache.backends.db import DatabaseCache
from django.db import connections, router
from django.utils import timezone


class PlainCache(DatabaseCache):
    """Django's cache in the database, which takes out numbers, texts and lists of them, and no objects.

    Django stores pickles. Whoever may write to the table could put one there that runs what they like when it is read.
    """

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        """Return what is there and has not expired; a value that is no plain one is not there."""
        names = {self.make_and_validate_key(key, version=version): key for key in keys}
        if not names:
            return {}
        connection = connections[router.db_for_read(self.cache_model_class)]
        table = connection.ops.quote_name(self._table)  # type: ignore[attr-defined]
        places = ", ".join(["%s"] * len(names))
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT cache_key, value FROM {table} WHERE cache_key IN ({places}) AND expires >= %s",  # noqa: S608 (no value is in it)
                [*names, now],
            )
            rows = cursor.fetchall()
        found = {names[key]: _plain(value) for key, value in rows}
        return {key: value for key, value in found.items() if value is not None}


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Refuse every class and function: without one a pickle is nothing but data."""
        raise pickle.UnpicklingError(f"{module}.{name}")


def _plain(stored: str) -> Any:
    """Return a stored value; None for one that is not plain, or cannot be read."""
    try:
        return _PlainUnpickler(io.BytesIO(base64.b64decode(stored))).load()
    except Exception:  # anything may stand there
        return None
