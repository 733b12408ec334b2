"""Searching partnerships by words of their name, theme and organisations, whatever their capitals and accents."""

import unicodedata
from collections import defaultdict
from typing import Any

from django.db.models import QuerySet

from assessments.models import Organisation


def found_by_words(partnerships: QuerySet[Any], words: str) -> list[int]:
    """Return the ids of the partnerships in which each of these words occurs.

    Compared here and not in the database: SQLite knows no other capitals than those of English.
    """
    texts: dict[int, list[str]] = defaultdict(list)
    for number, *said in partnerships.order_by().values_list("pk", "name", "theme"):
        texts[number] += said
    organisations = Organisation.objects.filter(partnership__in=partnerships.order_by().values("pk")).order_by()
    for number, name in organisations.values_list("partnership", "name"):
        texts[number].append(name)
    wanted = _plain(words).split()
    return [number for number, said in texts.items() if _has_all(_plain("\n".join(said)), wanted)]


def _has_all(text: str, wanted: list[str]) -> bool:
    return all(word in text for word in wanted)


def _plain(text: str) -> str:
    """Return a text without capitals and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
