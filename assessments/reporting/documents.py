"""Frozen dataclasses as plain JSON documents and back, exactly; anything else is refused."""

import re
import types
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal, NoReturn, TypeVar, Union, get_args, get_origin, get_type_hints

from assessments.catalogue.entries import Translated
from assessments.vocabulary.languages import DEFAULT

Frozen = TypeVar("Frozen")
_LANGUAGE = re.compile("[a-z]{2}")


class DocumentError(ValueError):
    """A document does not have the expected shape; the text says where."""


def to_plain(value: object) -> Any:
    """Return a value as JSON has it: objects by field, lists, and mappings as lists of pairs.

    What is translated is an object by language. Pairs keep the order of a mapping in every database; the keys of a
    JSON object lose it in some. Floats stay exact, and −0.0 becomes 0.0, which some databases do not tell apart.
    Raises TypeError for a value that no JSON can hold.
    """
    kind = type(value)
    if kind in _AS_IS:
        return value
    if isinstance(value, float | str | int):
        return value + 0.0 if isinstance(value, float) else value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return [[to_plain(key), to_plain(item)] for key, item in value.items()]
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return {name: to_plain(part) for name, part in _parts_of(value)}


_AS_IS = {str, int, bool, type(None)}


@cache
def field_names(kind: type[Any]) -> tuple[str, ...]:
    """Return the names of the fields of a dataclass."""
    return tuple(field.name for field in fields(kind))


def _parts_of(value: object) -> Iterable[tuple[str, object]]:
    if isinstance(value, Translated):
        return value.by_language.items()
    if not is_dataclass(value) or isinstance(value, type):
        message = f"A document cannot hold {type(value).__name__}."
        raise TypeError(message)
    return [(name, getattr(value, name)) for name in field_names(type(value))]


def from_plain(kind: type[Frozen], plain: object, where: str = "document") -> Frozen:
    """Return the dataclass that ``to_plain`` made this of. Raises DocumentError naming the place that is wrong."""
    hints = _hints(kind)  # type: ignore[arg-type] # a class is hashable
    if not isinstance(plain, dict) or set(plain) != set(hints):
        _refuse(where, f"an object with the fields {', '.join(hints)}", plain)
    return kind(**{name: _read(hint, plain[name], f"{where}.{name}") for name, hint in hints.items()})


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _refuse(where: str, wanted: str, found: object) -> NoReturn:
    shown = repr(found)
    message = f"{where} must be {wanted}, not {shown if len(shown) <= 80 else shown[:77] + '...'}."
    raise DocumentError(message)


def _read(hint: Any, plain: object, where: str) -> Any:
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return _read_one_of(get_args(hint), plain, where)
    if origin is tuple:
        return _read_tuple(get_args(hint), plain, where)
    if origin is Translated:
        return _read_translated(get_args(hint)[0], plain, where)
    if origin is not None and origin is not Literal and issubclass(origin, Mapping):
        return _read_mapping(get_args(hint), plain, where)
    if isinstance(hint, type) and is_dataclass(hint):
        return from_plain(hint, plain, where)
    return _read_single(hint, plain, where)


def _read_one_of(hints: tuple[Any, ...], plain: object, where: str) -> Any:
    for hint in hints:
        try:
            return _read(hint, plain, where)
        except DocumentError as error:
            refusal = error
    raise refusal


def _read_tuple(hints: tuple[Any, ...], plain: object, where: str) -> tuple[Any, ...]:
    if not isinstance(plain, list):
        _refuse(where, "a list", plain)
    if hints[-1] is Ellipsis:
        hints = (hints[0],) * len(plain)
    if len(plain) != len(hints):
        _refuse(where, f"a list of {len(hints)}", plain)
    return tuple(
        _read(hint, item, f"{where}[{place}]") for place, (hint, item) in enumerate(zip(hints, plain, strict=True))
    )


def _read_translated(hint: Any, plain: object, where: str) -> Translated[Any]:
    """Return a text in the languages in which it was frozen: others may have been added since, or on another site."""
    if not isinstance(plain, dict) or DEFAULT not in plain or not all(map(_LANGUAGE.fullmatch, plain)):
        _refuse(where, f"an object by language with {DEFAULT!r} in it", plain)
    return Translated({language: _read(hint, content, f"{where}.{language}") for language, content in plain.items()})


def _read_mapping(hints: tuple[Any, ...], plain: object, where: str) -> dict[Any, Any]:
    key_hint, value_hint = hints
    if not isinstance(plain, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in plain):
        _refuse(where, "a list of pairs", plain)
    found = {_read(key_hint, key, where): _read(value_hint, value, f"{where}.{key}") for key, value in plain}
    if len(found) != len(plain):
        _refuse(where, "pairs with different keys", plain)
    return found


def _read_single(hint: Any, plain: object, where: str) -> Any:
    if get_origin(hint) is Literal:
        if plain not in get_args(hint):
            _refuse(where, f"one of {get_args(hint)}", plain)
        return plain
    if hint is datetime:
        return _read_moment(plain, where)
    if hint is float and isinstance(plain, int) and not isinstance(plain, bool):
        return plain
    if type(plain) is not hint:
        _refuse(where, f"of type {getattr(hint, '__name__', hint)}", plain)
    return plain


def _read_moment(plain: object, where: str) -> datetime:
    try:
        moment = datetime.fromisoformat(str(plain))
    except ValueError:
        moment = datetime.min  # noqa: DTZ901 - without a zone, so refused below
    if moment.tzinfo is None:
        _refuse(where, "a moment with its zone", plain)
    return moment
