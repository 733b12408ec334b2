"""The languages of the product. Their names in each language are known to Django."""

LANGUAGES: tuple[str, ...] = ("nl", "en")
"""By their two letters of ISO 639-1."""
DEFAULT = LANGUAGES[0]
"""The language in which everything exists, and which stands in for the others."""
DUTCH_AND_ENGLISH = ("nl", "en")
"""Both, one below the other: in mails of a round that wants both, and to people whose language is unknown."""


def known_language(code: str) -> str:
    """Return the language of the product for a code such as "en-gb", or else the default language."""
    short = code[:2]
    return short if short in LANGUAGES else DEFAULT
