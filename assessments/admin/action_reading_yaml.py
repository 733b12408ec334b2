"""YAML files with actions, in the shape of those that the product brings."""

from typing import Any

import yaml
from django.utils.translation import gettext as _

from assessments.catalogue.actions import TEXTS
from assessments.catalogue.subjects import KINDS
from assessments.vocabulary.languages import LANGUAGES

from .action_columns import COLUMNS
from .action_reading import FileError, Line, decoded, plain, refuse_long, some

DEPTH = 12
"""Deepest nesting in a YAML file; actions need six."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(data: bytes) -> list[Line]:
    """Return the actions of a YAML file in the shape of the shipped ones. Raises FileError."""
    text = decoded(data)
    try:
        _refuse_tricks(text)
        tree = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        if mark is None:
            raise FileError(_("This file cannot be read as YAML.")) from error
        sentence = _("This file cannot be read as YAML: something is wrong in line %(number)s.")
        raise FileError(sentence % {"number": mark.line + 1}) from error
    if not isinstance(tree, yaml.SequenceNode):
        raise FileError(_("A YAML file with actions is a list: each action begins with “- code: …”."))
    refuse_long(len(tree.value))
    return some([_of_document(node) for node in tree.value])


def _refuse_tricks(text: str) -> None:
    """Refuse references, with which a small file can grow without end, and deep nesting."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise FileError(_("References (“*name”) cannot be used in a file with actions."))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH:
            raise FileError(_("This file cannot be read as YAML."))


def _of_document(node: yaml.Node) -> Line:
    number = node.start_mark.line + 1
    document = _value(node)
    if not isinstance(document, dict):
        raise FileError(_("In line %(number)s no action begins: it should say “code: …”.") % {"number": number})
    cells = dict.fromkeys(COLUMNS, "") | {"active": "yes"}
    cells |= {column: plain(_as_text(document.pop(column, cells[column]))) for column in COLUMNS[:7]}
    cells["conditions"] = "; ".join(_condition(one) for one in _as_list(document.pop("when", [])))
    unknown = []
    for language in LANGUAGES:
        texts = document.pop(language, {})
        texts = texts if isinstance(texts, dict) else {str(texts): ""}
        cells |= {f"{name}_{language}": plain(_as_text(texts.pop(name, ""))) for name in TEXTS}
        unknown += [f"{language}: {name}" for name in texts]
    return Line(number, cells, ", ".join([*document, *unknown])[:200])


def _value(node: yaml.Node) -> Any:
    """Return a node as texts, lists and dictionaries: what a word such as “yes” means is for each column to say."""
    if isinstance(node, yaml.SequenceNode):
        return [_value(one) for one in node.value]
    if isinstance(node, yaml.MappingNode):
        pairs = [(_as_text(_value(key)), _value(value)) for key, value in node.value]
        if len({key for key, _value_ in pairs}) < len(pairs):
            sentence = _("In line %(number)s and after it something stands twice.")
            raise FileError(sentence % {"number": node.start_mark.line + 1})
        return dict(pairs)
    return "" if node.tag == "tag:yaml.org,2002:null" else node.value


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_as_text(one) for one in value)
    return str(value)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _condition(document: Any) -> str:
    """Return a condition as the tables write it; what is none as it is, to be refused with the others."""
    if not isinstance(document, dict) or not document:
        return _as_text(document)
    kind = next((kind for kind in KINDS if kind in document), "")
    rest = [f"{key} {_as_text(value)}" for key, value in document.items() if key != kind]
    return " ".join([f"{kind}: {_as_text(document.get(kind, ''))}", *rest])
