"""The languages in which everything is there. What they are called in each other Django knows."""

LANGUAGES: tuple[str, ...] = ("nl", "en")
"""By their two letters of ISO 639-1."""
DEFAULT = LANGUAGES[0]
"""What is not there in another language, is there in this one."""
DUTCH_AND_ENGLISH = ("nl", "en")
"""One under the other, in mails of a round that asks for both and to people whose language nobody knows."""


def known_language(code: str) -> str:
    """Return the language of the product for a code such as "en-gb"; the default for one that it does not have."""
    short = code[:2]
    return short if short in LANGUAGES else DEFAULT
