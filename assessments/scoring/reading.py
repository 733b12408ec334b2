"""From an input document or a spreadsheet to a checked Survey; errors are refused with a message."""

import math
import reprlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assessments.vocabulary.roles import ROLES
from assessments.vocabulary.thresholds import THRESHOLDS

from .instrument import Answer, Instrument
from .profile import ScoringProfile
from .values import DEFAULT_QUESTIONNAIRE, Respondent, Survey

SPECIAL_ANSWERS = ("weet_niet", "nvt")
WEIGHTINGS = ("organisation", "respondent")
KEYS = {
    *("questionnaire", "seed", "weighting", "years_running", "invited", "n_invited", "n_organisations_invited"),
    *("profile", "respondents"),
}
RESPONDENT_KEYS = {"id", "organisation", "role", "answers"}
MAX_SHOWN = 60
"""Length from which on a message shortens a word or number of the document."""


class InputError(ValueError):
    """A document cannot be scored; the message names respondent and code where there are any."""


def read_survey(document: object, instruments: Mapping[int, Instrument]) -> Survey:
    """Return the survey in an input document.

    Parameters
    ----------
    document
        What the JSON said.
    instruments
        The scales and codes of each version of the questionnaire.

    Raises
    ------
    InputError
        For anything invalid: an unknown key, code or answer, a repeated id, a threshold out of range.
    """
    if not isinstance(document, dict):
        raise InputError("The document must be an object with the key 'respondents'.")
    _refuse_unknown(document, KEYS, "The document")
    version = _questionnaire(document, instruments)
    rows = document.get("respondents")
    if not isinstance(rows, list):
        raise InputError("The document must have a list of 'respondents'.")
    respondents = _respondents(rows, instruments[version])
    return Survey(
        respondents=respondents,
        questionnaire=version,
        seed=_seed(document.get("seed", 0)),
        weighting=_weighting(document.get("weighting", "organisation")),
        years_running=_optional_number(document, "years_running"),
        invited=_invited(document.get("invited"), respondents),
        n_invited=_optional_count(document, "n_invited"),
        n_organisations_invited=_optional_count(document, "n_organisations_invited"),
        profile=read_profile({} if document.get("profile") is None else document["profile"]),
    )


def _questionnaire(document: Mapping[str, object], instruments: Mapping[int, Instrument]) -> int:
    value = document.get("questionnaire")
    if value is None:
        return DEFAULT_QUESTIONNAIRE
    if not _is_whole(value) or value not in instruments:
        message = f"The questionnaire is {shown(value)}; it must be {' or '.join(map(str, instruments))}."
        raise InputError(message)
    return value  # type: ignore[return-value]


def _invited(value: object, respondents: Sequence[Respondent]) -> dict[str, int] | None:
    """Return the people asked per organisation; None where it says nobody. Raises InputError."""
    if value is None:
        return None
    if not isinstance(value, dict):
        message = f"invited is {shown(value)}; it must be an object of organisations with how many people were asked."
        raise InputError(message)
    for name, n in value.items():
        if not name.strip() or not _is_whole(n) or n < 0:
            message = f"invited has {shown(n)} for {shown(name)}; it must be a name with a whole number of 0 or more."
            raise InputError(message)
    for respondent in respondents if value else ():
        if respondent.organisation not in value:
            message = (
                f"Respondent {shown(respondent.id)} is of {shown(respondent.organisation)}, which invited leaves out."
            )
            raise InputError(message)
    return value or None


def read_profile(values: object) -> ScoringProfile:
    """Return the profile with these thresholds, defaults for the rest. Raises InputError."""
    if not isinstance(values, dict):
        raise InputError("The profile must be an object of thresholds.")
    _refuse_unknown(values, THRESHOLDS, "The profile")
    for name, value in values.items():
        _check_threshold(name, value)
    return ScoringProfile(**values | {name: int(values[name]) for name in values if THRESHOLDS[name].is_whole})


def _check_threshold(name: str, value: object) -> None:
    known = THRESHOLDS[name]
    if not (_is_whole(value) if known.is_whole else _is_number(value)) or not known.takes(value):  # type: ignore[arg-type]
        kind = "a whole number" if known.is_whole else "a number at a half" if known.is_at_a_half else "a number"
        limits = f"from {known.low:g} to {known.high:g}" if known.high < math.inf else f"of at least {known.low:g}"
        message = f"In the profile, {name} is {shown(value)}; it must be {kind} {limits}."
        raise InputError(message)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return _is_whole(value) or (isinstance(value, float) and math.isfinite(value))


def _short_repr() -> reprlib.Repr:
    short = reprlib.Repr()
    short.maxlevel = 2
    short.maxstring = short.maxother = MAX_SHOWN
    return short


def shown(value: object) -> str:
    """Return a value for a message: short, however long or deeply nested it is."""
    try:
        text = _short_repr().repr(value)
    except ValueError:  # Python refuses to write out a number with thousands of digits
        return "a number too long to show"
    return text if len(text) <= 2 * MAX_SHOWN else f"{text[: 2 * MAX_SHOWN]}…"


def _refuse_unknown(found: Mapping[Any, object], known: Iterable[str], where: str) -> None:
    for key in found:
        if key not in known:
            message = f"{where} has an unknown key {shown(key)}."
            raise InputError(message)


def _seed(value: object) -> int:
    if not _is_whole(value) or value < 0:  # type: ignore[operator]
        message = f"The seed is {shown(value)}; it must be a whole number of 0 or more."
        raise InputError(message)
    return value  # type: ignore[return-value]


def _weighting(value: object) -> Any:
    if value not in WEIGHTINGS:
        message = f"The weighting is {shown(value)}; it must be 'organisation' or 'respondent'."
        raise InputError(message)
    return value


def _optional_number(document: Mapping[str, object], key: str) -> float | None:
    value = document.get(key)
    if value is None:
        return None
    if not _is_number(value) or value < 0:  # type: ignore[operator]
        message = f"{key} is {shown(value)}; it must be a number of 0 or more."
        raise InputError(message)
    return value  # type: ignore[return-value]


def _optional_count(document: Mapping[str, object], key: str) -> int | None:
    value = document.get(key)
    if value is None:
        return None
    if not _is_whole(value) or value < 0:  # type: ignore[operator]
        message = f"{key} is {shown(value)}; it must be a whole number of 0 or more."
        raise InputError(message)
    return value  # type: ignore[return-value]


def _respondents(rows: Sequence[object], instrument: Instrument) -> tuple[Respondent, ...]:
    respondents = tuple(_respondent(row, place, instrument) for place, row in enumerate(rows, start=1))
    seen: set[str] = set()
    for respondent in respondents:
        if respondent.id in seen:
            message = f"Respondent {shown(respondent.id)} is there twice; every id must be different."
            raise InputError(message)
        seen.add(respondent.id)
    return respondents


def _respondent(row: object, place: int, instrument: Instrument) -> Respondent:
    where = f"Respondent number {place}"
    if not isinstance(row, dict):
        message = f"{where} must be an object with id, organisation, role and answers."
        raise InputError(message)
    identity = _word(row, "id", where)
    where = f"Respondent {shown(identity)}"
    _refuse_unknown(row, RESPONDENT_KEYS, where)
    organisation, role = _word(row, "organisation", where), _word(row, "role", where)
    if role not in ROLES:
        message = f"{where} has the role {shown(role)}; it must be one of {', '.join(ROLES)}."
        raise InputError(message)
    answers = row.get("answers")
    if not isinstance(answers, dict):
        message = f"{where} must have 'answers', an object of codes."
        raise InputError(message)
    return Respondent(identity, organisation, role, checked_answers(answers, where, instrument))


def _word(row: Mapping[str, object], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        message = f"{where} must have a text as '{key}', not {shown(value)}."
        raise InputError(message)
    return value


def checked_answers(answers: Mapping[Any, object], where: str, instrument: Instrument) -> dict[str, Answer]:
    """Return a person's answers by code. Raises InputError naming ``where`` and the code."""
    ratings = set(instrument.rating_codes)
    return {
        code: value  # as nearly all are, so that only the others take the time of a check in words
        if type(value) is int and 1 <= value <= 5 and code in ratings
        else _answer(code, value, where, instrument, ratings)
        for code, value in answers.items()
    }


def _answer(code: object, value: object, where: str, instrument: Instrument, ratings: set[str]) -> Answer:
    if code in ratings:
        return _rating(code, value, where)
    if code == instrument.reasons:
        return _reasons(value, where, instrument)
    if code in instrument.text_codes:
        return _free_text(code, value, where)
    message = f"{where} has an unknown code {shown(code)}."
    raise InputError(message)


def _rating(code: object, value: object, where: str) -> Answer:
    if value is None or (isinstance(value, str) and value in SPECIAL_ANSWERS):
        return value
    if _is_whole(value) and 1 <= value <= 5:  # type: ignore[operator]
        return value  # type: ignore[return-value]
    message = (
        f"{where}, code {code}: {shown(value)} is no answer; it must be 1, 2, 3, 4, 5, 'weet_niet', 'nvt' or null."
    )
    raise InputError(message)


def _reasons(value: object, where: str, instrument: Instrument) -> Answer:
    if value is None or (isinstance(value, str) and value in SPECIAL_ANSWERS):
        return value
    letters = f"{instrument.reason_options[0]}-{instrument.reason_options[-1]}"
    picked: list[Any] = value if isinstance(value, list) else [None]
    is_known = all(isinstance(one, str) and one in instrument.reason_options for one in picked)
    if not is_known or len(picked) > instrument.max_reasons or len(set(picked)) < len(picked):
        message = (
            f"{where}, code {instrument.reasons}: {shown(value)} is no answer; it must be a list of at most "
            f"{instrument.max_reasons} different reasons {letters}."
        )
        raise InputError(message)
    return tuple(picked)


def _free_text(code: object, value: object, where: str) -> Answer:
    if value is None or isinstance(value, str):
        return value
    message = f"{where}, code {code}: {shown(value)} is no answer; it must be text or null."
    raise InputError(message)
