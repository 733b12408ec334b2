"""Frozen results of every outcome, made by hand, with what a part of the report says of them."""

from dataclasses import replace

from django.utils import translation

from . import disclosed
from .earlier import after
from .results import frozen_result
from .shown import scores_of

CLOSE = {"certainty": "nipt", "flags": ("nipt",)}


def made(name, **changes):
    """Return the frozen result of one of the made results, with these fields changed."""
    return frozen_result(replace(getattr(disclosed, name)(), **changes))


def schijn(**changes):
    """Return actie a little below a bar that nothing raised."""
    values = {"scores": scores_of(75, 55, 60), "bar": 62.5, "level": "dreigend", "flags": (), "perception": ()}
    return made("schijnsamenwerking", **values | changes)


def eiland(**changes):
    """Return verbinding a little below a bar that nothing raised."""
    values = {"scores": scores_of(75, 70, 55), "bar": 62.5, "level": "dreigend", "flags": (), "perception": ()}
    return made("eilandsamenwerking", **{"certainty": "duidelijk", "tendency": None} | values | changes)


def rising(result, then):
    """Return a result after a round with the same outcome and these scores."""
    return after(result, scores=then)


def said(words_of, result, language="nl"):
    with translation.override(language):
        return words_of(result)
