"""Which bar is meant by a condition, and which limits decide nothing."""

import pytest

from assessments.catalogue.actions import shipped_actions
from assessments.catalogue.comparison import bar_of, foregone
from assessments.catalogue.questionnaire import FILES
from assessments.catalogue.subjects import known_subjects, subjects
from tests.some import some

from .actions import above, at_least, below, flag


def test_every_statement_has_the_bar_of_its_force_or_the_threshold_or_none():
    of = {"A": "bar", "V": "bar", "I": "bar_intentie", "B": None, "S": None}
    for version in some(FILES):
        for code in some(subjects("item", version)):
            assert bar_of("item", code) == of.get(code[0], "bar_intentie"), code


def test_forces_have_their_own_and_processes_the_threshold():
    assert {force: bar_of("force", force) for force in known_subjects("force")} == {
        "intentie": "bar_intentie",
        "actie": "bar",
        "verbinding": "bar",
    }
    assert {bar_of("process", process) for process in known_subjects("process")} == {"bar_intentie"}


@pytest.mark.parametrize(
    ("condition", "from_ten", "below_ten"),
    [
        (below("item", "C1", 10.0), "never", "never"),
        (below("item", "C1", 15.0), None, "never"),
        (below("item", "C1", 20.0), None, "never"),
        (below("item", "C1", 25.0), None, None),
        (below("item", "C1", 80.0), None, None),
        (below("item", "C1", 85.0), None, "always"),
        (below("item", "C1", 90.0), None, "always"),
        (below("item", "C1", 95.0), "always", "always"),
        (at_least("item", "C1", 10.0), "always", "always"),
        (at_least("item", "C1", 80.0), None, None),
        (at_least("item", "C1", 85.0), None, "never"),
        (at_least("process", "structureren", 91.0), "never", "never"),
        (above("item", "C1", 90.0), "never", "never"),
        (above("item", "C1", 80.0), None, "never"),
        (above("item", "C1", 9.0), "always", "always"),
        (below("force", "actie", 5.0), "never", "never"),
        (below("force", "actie", 6.0), None, None),
        (at_least("force", "actie", 95.0), None, None),
        (above("force", "actie", 95.0), "never", "never"),
        (below("item", "C1"), None, None),
        (flag("nipt"), None, None),
    ],
)
def test_a_limit_at_or_beyond_what_is_shown_decides_nothing(condition, from_ten, below_ten):
    assert (foregone(condition), foregone(condition, step=10)) == (from_ten, below_ten)


def test_every_shipped_condition_decides_something_however_few_answered():
    for entry in some(shipped_actions()):
        assert {foregone(condition, step) for condition in entry.conditions for step in (5, 10)} <= {None}, entry.code
