"""Which tests run on which database, and which of them render whole reports."""

from tests.repository import ROOT

NO_DATABASE = (
    "assessments/disclosure",
    "assessments/scoring",
    "assessments/vocabulary",
    "tests/adding",
    "tests/answering/test_drawn_page.py",
    "tests/answering/test_page_form.py",
    "tests/catalogue/test_choice.py",
    "tests/catalogue/test_comparison.py",
    "tests/catalogue/test_expectations.py",
    "tests/catalogue/test_questionnaire.py",
    "tests/catalogue/test_shipped.py",
    "tests/deploy",
    "tests/disclosure",
    "tests/house",
    "tests/importing",
    "tests/log/test_lines.py",
    "tests/operating/test_archive.py",
    "tests/operating/test_cut_off.py",
    "tests/operating/test_data_folder.py",
    "tests/operating/test_keys.py",
    "tests/operating/test_places.py",
    "tests/operating/test_restoring.py",
    "tests/operating/test_serving.py",
    "tests/reporting",
    "tests/scoring",
    "tests/tables",
    "tests/test_folding.py",
    "tests/test_ids.py",
    "tests/texts/test_cleaning.py",
    "tests/tools",
)
"""Where the tests are that touch no database or one of their own, or read from it what was just put there."""
WITHOUT_ROWS = {"tests/closing/test_frozen.py"}
"""Elsewhere, the ones that only turn values into documents and back."""
PAGES = (
    *(
        f"tests/{subject}/"
        for subject in (
            "accounts",
            "admin",
            "demo",
            "partnerships",
            "people",
            "plan",
            "results",
            "rounds",
            "site",
            "workshop",
        )
    ),
    "tests/promises/test_owners_as_attackers.py",
    "tests/promises/test_what_can_be_learned.py",
)
"""Where the tests are of pages behind a sign-in, and of the demo, which is for a laptop: on SQLite, and on PostgreSQL
too under SOAK."""
ON_EVERY_DATABASE = {"tests/partnerships/test_overview.py", "tests/partnerships/test_totals.py"}
"""Of those, the ones that search, sort and add up."""
EVERY_CASE = {
    "tests/closing/test_races.py",
    "tests/editing/test_sent_twice.py",
    "tests/editing/test_two_editors.py",
    "tests/partnerships/test_overview.py",
    "tests/person_erasure/test_columns.py",
}
"""Files of which PostgreSQL runs every case of a test too: each case asks something else of the database."""


def is_paper(path):
    """Whether a file renders whole reports."""
    return path.name.startswith("test_pdf")


def is_without_database(path):
    """Whether the tests in a file or folder touch no database."""
    return str(path.relative_to(ROOT)).startswith(NO_DATABASE)


def runs_always(item):
    """Whether a test is about what databases do differently: transactions and locks, searching, sorting and adding."""
    file = item.nodeid.split("::", maxsplit=1)[0]
    return file in EVERY_CASE | ON_EVERY_DATABASE or is_about_transactions(item)


def is_about_transactions(item):
    """Whether a test commits, as only those do that are about transactions and locks."""
    mark = item.get_closest_marker("django_db")
    return mark is not None and bool(mark.kwargs.get("transaction", False))


def runs_once(item, *, is_soak):
    """Whether a test runs on one database: the other makes no difference to it, or is left to ``make soak``."""
    path = str(item.path.relative_to(ROOT))
    if is_without_database(item.path) or "installation" in getattr(item, "fixturenames", ()):
        return True
    if path in WITHOUT_ROWS:
        return True
    return path.startswith(PAGES) and path not in ON_EVERY_DATABASE and not is_about_transactions(item) and not is_soak


def one_of_each(items):
    """Split tests into those of which one case is enough, and the other cases of the same.

    Of a parametrised test the first case in the order of the file is kept, unless its file is among ``EVERY_CASE``.
    """
    kept, others, met = [], [], set()
    for item in items:
        test = item.nodeid.split("[", maxsplit=1)[0]
        is_further = test in met and test.split("::", maxsplit=1)[0] not in EVERY_CASE
        (others if is_further else kept).append(item)
        met.add(test)
    return kept, others
