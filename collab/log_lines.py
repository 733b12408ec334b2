"""How a line of the log looks: text or JSON, in one time zone, the same for Django, the worker and gunicorn."""

import json
import logging
import traceback
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from pythonjsonlogger.json import JsonFormatter

FORMATS = ("text", "json")

OUTSPOKEN = (AttributeError, ImportError, NameError, RecursionError)
"""Errors whose words name our own code. Those of others can hold what people typed, so their words are left out."""


def logging_settings(*, form: str, level: str, time_zone: str, is_debugging: bool = False) -> dict[str, Any]:
    """Return the setting LOGGING: every line of every process to the standard error, in one form."""
    line = {"text": TextLine, "json": JsonLine}[form]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "no_links": {"()": "assessments.log.HideLinks"},
            "no_trace_of_refusals": {"()": "assessments.log.NoTraceOfRefusals"},
            "in_context": {"()": "assessments.log.InContext"},
        },
        "formatters": {"line": {"()": line, "time_zone": time_zone, "is_debugging": is_debugging}},
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "line",
                "filters": ["no_trace_of_refusals", "in_context", "no_links"],
            },
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            # What is refused is noted as an event, which has no path in it that a visitor made up.
            "django.request": {"level": "ERROR"},
            "django.security.csrf": {"level": "ERROR"},
            "gunicorn.error": {"handlers": [], "propagate": True},
            "weasyprint": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
        },
    }


class _Line:
    def __init__(self, time_zone: str, *, is_debugging: bool = False) -> None:
        super().__init__()
        self.time_zone = ZoneInfo(time_zone)
        self.is_debugging = is_debugging

    def time_of(self, record: logging.LogRecord) -> str:
        """Return when it was, with the distance to UTC."""
        return datetime.fromtimestamp(record.created, self.time_zone).isoformat(timespec="milliseconds")

    def told(self, record: logging.LogRecord) -> dict[str, object]:
        """Return what the line tells beside its message."""
        told = dict(getattr(record, "told", {}))
        if record.exc_info:
            told |= error_told(record.exc_info, is_debugging=self.is_debugging)
        return told


class TextLine(_Line, logging.Formatter):
    """Time, level, logger, message, and then names with values; always one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told = " ".join(f"{name}={_as_word(value)}" for name, value in self.told(record).items())
        line = f"{self.time_of(record)} {record.levelname} {record.name} {record.getMessage()} {told}".rstrip()
        return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in line)


class JsonLine(_Line, JsonFormatter):
    """The same as one JSON object."""

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        """Fill the object: with nothing else that a library hung on the record, since that can hold a path."""
        log_data |= {"time": self.time_of(record), "level": record.levelname, "logger": record.name}
        event = getattr(record, "event", None)
        log_data |= {"event": event} if event else {"message": record.getMessage()}
        log_data |= self.told(record)


def _as_word(value: object) -> str:
    text = str(value)
    return text if text and " " not in text and '"' not in text else json.dumps(text, ensure_ascii=False)


def error_told(error_info: Any, *, is_debugging: bool = False) -> dict[str, object]:
    """Return what went wrong and where; never the words of an error that may repeat what somebody typed.

    The innermost place comes last, and an error that was raised while handling another comes before it, after ``<``.
    """
    _kind, error, _trace = error_info
    if error is None:
        return {}
    told: list[tuple[str, str]] = []
    while error is not None and len(told) < 10:
        places = " > ".join(_place(frame) for frame in traceback.extract_tb(error.__traceback__))
        told.append((_name(error, is_debugging=is_debugging), places))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return {"error": " < ".join(name for name, _where in told), "where": " < ".join(where for _name, where in told)}


def _name(error: BaseException, *, is_debugging: bool) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if isinstance(error, OSError):
        return f"{name}: {error.strerror}" if error.strerror else name
    return f"{name}: {error}" if is_debugging or isinstance(error, OUTSPOKEN) else name


def _place(frame: traceback.FrameSummary) -> str:
    return f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno} {frame.name}"
