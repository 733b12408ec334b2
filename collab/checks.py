"""System checks that read the database; Django runs them with ``check --database default`` and before it migrates."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register

from assessments.services.installation.fingerprints import cost_of, other_keys


@register(Tags.database)
def keys_are_those_of_the_database(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Check that the database was made with the keys that this process has."""
    if not databases:
        return []
    return [
        Error(
            cost_of(name),
            hint=f"Put the key back with which it was made. Only if it is lost for good: manage.py accept_keys {name}",
            id="driekracht.E004",
        )
        for name in other_keys()
    ]
