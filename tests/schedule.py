"""In which order workers get tests: those that take longest first, so that all end at about the same time."""

from xdist.scheduler import LoadScopeScheduling

LONGEST = (
    "tests/e2e/test_journey.py",
    "tests/e2e/answering/test_every_state.py",
    "tests/e2e/test_every_page.py",
    "tests/reporting/test_pdf_reports.py",
    "tests/closing/test_worker.py",
    "tests/adding/test_recipes.py",
    "tests/tools/test_setup.py",
)
"""Files that take long for the few tests they have; then come all others with a browser, and those that make PDFs."""
APART = {"tests/e2e/test_every_page.py", "tests/reporting/test_pdf_hides.py"}
"""Long files whose tests share nothing, so that each test may go to another worker."""


class LongestFirst(LoadScopeScheduling):  # type: ignore[misc]
    """Gives a worker whole files, because tests of one file often share what is dear to make."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", maxsplit=1)[0]
        return nodeid if file in APART else file

    def _assign_work_unit(self, node) -> None:
        first = min(self.workqueue, key=place)
        self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)


def place(scope: str) -> int:
    """Return how early a file, or a test of it, is begun; of equals the one with most tests goes first."""
    file = scope.split("::", maxsplit=1)[0]
    if file in LONGEST:
        return LONGEST.index(file)
    if file.startswith("tests/e2e/"):
        return len(LONGEST)
    return len(LONGEST) + (1 if "/test_pdf" in file else 2)
