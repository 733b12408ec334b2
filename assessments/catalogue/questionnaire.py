"""The questionnaires, read from their YAML into typed data."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assessments.scoring.instrument import Instrument
from assessments.vocabulary.forces import FORCES
from assessments.vocabulary.languages import LANGUAGES

from .entries import Question, Questionnaire, Section, Text, Translated

FILES: dict[str, Path] = {
    "1": Path(__file__).with_name("questionnaire_1.yaml"),
    "2": Path(__file__).with_name("questionnaire_2.yaml"),
}
"""Every version, oldest first; new rounds use the last. A version that was ever asked stays here."""

_MEASURED = ("tension", "arranged", "importance", "served", "others_hold_back", "own_hold_back", "pioneers")
"""What items can measure beside the forces, which sections measure: the sides of the interests, and the pioneers."""
_CONDITION = re.compile(r"(\w+) >= (\d)")


def current_version() -> str:
    """Return the version that new rounds use."""
    return next(reversed(FILES))


def questionnaire(version: str) -> Questionnaire:
    """Return one version of the questionnaire. Raises KeyError with a message for an unknown version."""
    if version not in FILES:
        message = f"There is no questionnaire version {version!r}; known are {', '.join(FILES)}."
        raise KeyError(message)
    return _read(FILES[version])


def codes_asked_otherwise(version: str) -> frozenset[str]:
    """Return the codes of this version that a later one asks as another question.

    Advice looks at the newest question with a code, so it says nothing about answers to the one before.
    """
    versions = list(FILES)
    later = versions[versions.index(version) + 1 :]
    return frozenset(code for one in later for code, since in _begun(FILES[one]).items() if since in later)


@cache
def _begun(file: Path) -> Mapping[str, str]:
    """Return the version in which a code came to stand for another question, where it did."""
    return {
        item["code"]: item["since"]
        for section in _document(file)["sections"]
        for item in section["items"]
        if "since" in item
    }


@cache
def _read(file: Path) -> Questionnaire:
    return _questionnaire(_document(file))


@cache
def _document(file: Path) -> Mapping[str, Any]:
    document: Mapping[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return document


def _questionnaire(data: Mapping[str, Any]) -> Questionnaire:
    sections = tuple(_section(section, data) for section in data["sections"])
    return Questionnaire(
        version=data["version"],
        intro=_text(data["intro"]),
        sections=sections,
        dont_know=_text(data["apart"]["weet_niet"]),
        not_applicable=_text(data["apart"]["nvt"]),
        open_hint=_text(data["open_hint"]),
        roles={role: _text(text) for role, text in data["roles"].items()},
        instrument=_instrument(data["version"], sections, data),
    )


def _text(value: Mapping[str, str]) -> Text:
    return Translated({language: value[language] for language in LANGUAGES})


def _optional_text(value: Mapping[str, str] | None) -> Text | None:
    return _text(value) if value else None


def _section(data: Mapping[str, Any], whole: Mapping[str, Any]) -> Section:
    return Section(
        code=data["code"],
        page=data["page"],
        title=_text(data["title"]),
        questions=tuple(_question(item, data, whole) for item in data["items"]),
        intro=_optional_text(data.get("intro")),
        on_behalf=_optional_text(data.get("on_behalf")),
    )


def _question(item: Mapping[str, Any], section: Mapping[str, Any], whole: Mapping[str, Any]) -> Question:
    kind = {"choose_up_to_3": "reasons", "text": "text"}.get(item.get("kind", ""), "rating")
    options, codes = _options(item, section, whole)
    condition = _CONDITION.fullmatch(item.get("only_if", ""))
    return Question(
        code=item["code"],
        kind=kind,  # type: ignore[arg-type]
        text=_text(item),
        section=section["code"],
        options=options,
        option_codes=codes,
        hint=_optional_text(item.get("hint")),
        stem=_optional_text(section.get("stem")),
        allows_not_applicable=item.get("nvt", False),
        on_behalf_of_organisation=item.get("on_behalf_of_organisation", False),
        only_if=(condition[1], int(condition[2])) if condition else None,
        process=item.get("process"),
        leads=tuple(item.get("lead", ())),
        seed=item.get("seed", ""),
    )


def _options(
    item: Mapping[str, Any], section: Mapping[str, Any], whole: Mapping[str, Any]
) -> tuple[tuple[Text, ...], tuple[str, ...]]:
    if item.get("kind") == "text":
        return (), ()
    if item.get("kind") == "choose_up_to_3":
        return tuple(_text(text) for text in item["options"].values()), tuple(item["options"])
    labels = item.get("options") or whole["scales"][item.get("scale") or section["scale"]]
    by_language = zip(*(labels[language] for language in LANGUAGES), strict=True)
    texts = tuple(Translated(dict(zip(LANGUAGES, label, strict=True))) for label in by_language)
    return texts, ("1", "2", "3", "4", "5")


def _instrument(version: str, sections: Sequence[Section], data: Mapping[str, Any]) -> Instrument:
    questions = [question for section in sections for question in section.questions]
    items = {item["code"]: item for section in data["sections"] for item in section["items"]}
    reasons = next(question for question in questions if question.kind == "reasons")
    texts = [question.code for question in questions if question.kind == "text"]
    measuring = {what: _codes_measuring(what, items) for what in _MEASURED}
    return Instrument(
        version=version,
        forces={force: tuple(q.code for q in questions if q.section == force) for force in FORCES},
        tension=measuring["tension"],
        arranged=measuring["arranged"],
        rating_codes=tuple(q.code for q in questions if q.kind == "rating"),
        processes={q.code: q.process for q in questions if q.process},
        importance=_only(measuring["importance"]),
        served=_only(measuring["served"]),
        others_hold_back=_only(measuring["others_hold_back"]),
        own_hold_back=_only(measuring["own_hold_back"]),
        pioneers=_only(measuring["pioneers"]),
        reasons=reasons.code,
        reason_options=reasons.option_codes,
        signals={code: item["signals"] for code, item in items.items() if "signals" in item},
        text_codes=(*texts, f"{reasons.code}_other"),
    )


def _codes_measuring(what: str, items: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the codes of the items that measure one side of the interests. Raises ValueError if there are none."""
    found = tuple(code for code, item in items.items() if what in _listed(item.get("measures", ())))
    if not found:
        message = f"No item measures {what}."
        raise ValueError(message)
    return found


def _listed(value: str | Sequence[str]) -> Sequence[str]:
    return [value] if isinstance(value, str) else value


def _only(codes: tuple[str, ...]) -> str:
    (code,) = codes
    return code
