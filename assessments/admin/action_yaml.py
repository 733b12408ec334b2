"""YAML files with actions, in the shape of the shipped ones: written, and read with limits."""

from collections.abc import Iterable
from typing import Any

import yaml
from django.utils.translation import gettext as _

from assessments.catalogue.actions import TEXTS
from assessments.catalogue.subjects import KINDS
from assessments.cleaning import with_plain_breaks
from assessments.models import Action
from assessments.tables.limits import MOST_ROWS, TableError, refuse_large
from assessments.tables.texts import decode
from assessments.vocabulary.languages import LANGUAGES

from .action_columns import COLUMNS, Line, condition_documents, to_cells

DEPTH = 12
"""Deepest nesting in a YAML file; actions need six."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(data: bytes) -> list[Line]:
    """Return the actions of a YAML file in the shape of the shipped ones. Raises TableError."""
    refuse_large(data)
    text = decode(data)
    try:
        _refuse_tricks(text)
        tree = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if mark is None:
            raise TableError(_("This file cannot be read as YAML.")) from error
        sentence = _("This file cannot be read as YAML: something is wrong in line %(number)s.")
        raise TableError(sentence, number=mark.line + 1) from error
    if not isinstance(tree, yaml.SequenceNode):
        raise TableError(_("A YAML file with actions is a list: each action begins with “- code: …”."))
    if len(tree.value) > MOST_ROWS:
        raise TableError(_("This file has more than %(most)s lines."), most=MOST_ROWS)
    if not tree.value:
        raise TableError(_("There are no actions in this file."))
    return [_of_document(node) for node in tree.value]


def _refuse_tricks(text: str) -> None:
    """Refuse references, with which a small file can expand without end, and deep nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise TableError(_("References (“*name”) cannot be used in a file with actions."))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH:
            raise TableError(_("This file cannot be read as YAML."))


def _of_document(node: yaml.Node) -> Line:
    number = node.start_mark.line + 1
    document = _value(node)
    if not isinstance(document, dict):
        raise TableError(_("In line %(number)s no action begins: it should say “code: …”."), number=number)
    cells = dict.fromkeys(COLUMNS, "") | {"active": "yes"}
    cells |= {column: _plain(document.pop(column, cells[column])) for column in COLUMNS[:7]}
    cells["conditions"] = "; ".join(_condition(one) for one in _as_list(document.pop("when", [])))
    unknown = []
    for language in LANGUAGES:
        texts = document.pop(language, {})
        texts = texts if isinstance(texts, dict) else {str(texts): ""}
        cells |= {f"{name}_{language}": _plain(texts.pop(name, "")) for name in TEXTS}
        unknown += [f"{language}: {name}" for name in texts]
    return Line(number, cells, ", ".join([*document, *unknown])[:200])


def _value(node: yaml.Node) -> Any:
    """Return a node as texts, lists and dictionaries; what a word such as “yes” means depends on the column."""
    if isinstance(node, yaml.SequenceNode):
        return [_value(one) for one in node.value]
    if isinstance(node, yaml.MappingNode):
        pairs = [(_as_text(_value(key)), _value(value)) for key, value in node.value]
        if len({key for key, _value_ in pairs}) < len(pairs):
            sentence = _("From line %(number)s on, something appears twice in the same action.")
            raise TableError(sentence, number=node.start_mark.line + 1)
        return dict(pairs)
    return "" if node.tag == "tag:yaml.org,2002:null" else node.value


def _plain(value: Any) -> str:
    """Return a value as forms would have stored it."""
    return with_plain_breaks(_as_text(value)).strip()


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_as_text(one) for one in value)
    return str(value)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _condition(document: Any) -> str:
    """Return a condition as in the tables; anything else unchanged, to be refused later."""
    if not isinstance(document, dict) or not document:
        return _as_text(document)
    kind = next((kind for kind in KINDS if kind in document), "")
    rest = [f"{key} {_as_text(value)}" for key, value in document.items() if key != kind]
    return " ".join([f"{kind}: {_as_text(document.get(kind, ''))}", *rest])


def write_yaml(actions: Iterable[Action]) -> bytes:
    """Return actions in the shape of the product's own files."""
    documents = [_document(to_cells(action)) for action in actions]
    told: str = yaml.dump(documents, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    return told.encode()


def _document(cells: dict[str, str]) -> dict[str, Any]:
    return {
        "code": cells["code"],
        **({} if cells["active"] == "yes" else {"active": False}),
        "order": int(cells["order"]),
        "diagnosis": cells["diagnosis"] or None,
        "level": cells["level"],
        "roles": cells["roles"].split(", "),
        "when": condition_documents(cells["conditions"]),
        "source": cells["source"],
        **{language: {name: cells[f"{name}_{language}"] for name in TEXTS} for language in LANGUAGES},
    }


class _Dumper(yaml.SafeDumper):
    """Writes multi-line texts as block scalars, as people do."""


def _several_lines(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _several_lines)
