"""The lines that the site writes meanwhile, in both forms."""

import json
import logging

import pytest

from assessments.log import HideLinks, InContext
from collab.log_lines import JsonLine, TextLine


class Lines(logging.Handler):
    """Keeps every line as it would stand in the log, in text and in JSON."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.texts, self.objects = [], []
        self.addFilter(InContext())
        self.addFilter(HideLinks())
        self.forms = (TextLine("Europe/Amsterdam"), JsonLine("Europe/Amsterdam"))

    def emit(self, record):
        text, json_line = (form.format(record) for form in self.forms)
        self.texts.append(text)
        self.objects.append(json.loads(json_line))

    def events(self, name):
        """Return what is told of each event of this name."""
        beside = {"time", "level", "logger", "request", "event"}
        return [
            {key: value for key, value in one.items() if key not in beside}
            for one in self.objects
            if one.get("event") == name
        ]

    @property
    def whole(self):
        return "\n".join(self.texts) + json.dumps(self.objects, ensure_ascii=False)


@pytest.fixture
def lines():
    """Return what is written from now on, with the level that is usual where the site is served."""
    kept, root = Lines(), logging.getLogger()
    before = root.level
    root.addHandler(kept)
    root.setLevel(logging.INFO)
    yield kept
    root.removeHandler(kept)
    root.setLevel(before)
