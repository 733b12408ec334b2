"""In which order workers get tests: those that take longest first, so that all end at about the same time."""

from xdist.scheduler import LoadScopeScheduling

LONGEST = (
    "tests/e2e/test_journey.py",
    "tests/e2e/answering/test_every_state.py",
    "tests/e2e/test_every_page.py",
    "tests/reporting/test_pdf_reports.py",
    "tests/operating/test_restoring.py",
    "tests/operating/test_serving.py",
    "tests/closing/test_worker.py",
    "tests/adding/test_recipes.py",
    "tests/tools/test_setup.py",
)
"""Files that take long for the few tests they have; then come all others with a browser, and those that make PDFs."""
TOGETHER = ("tests/reporting/test_charts", "tests/reporting/test_words")
"""How the names of files begin that go to one worker, because they look at the same pictures, or at the same results:
each worker would draw the five hundred pictures anew."""
APART = {"tests/e2e/test_every_page.py", "tests/reporting/test_pdf_hides.py"}
"""Long files whose tests share nothing, so that each test may go to another worker."""


class LongestFirst(LoadScopeScheduling):  # type: ignore[misc]
    """Gives a worker whole files, because tests of one file often share what is dear to make."""

    def _split_scope(self, nodeid: str) -> str:
        return scope_of(nodeid)

    def _assign_work_unit(self, node) -> None:
        first = min(self.workqueue, key=place)
        self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)


def scope_of(nodeid: str) -> str:
    """Return with what a test goes to a worker: by itself, with its file, or with several files."""
    file = nodeid.split("::", maxsplit=1)[0]
    if file in APART:
        return nodeid
    return next(filter(file.startswith, TOGETHER), file)


def place(scope: str) -> int:
    """Return how early files, or a test of one, are begun; of equals the one with most tests goes first."""
    file = scope.split("::", maxsplit=1)[0]
    if file in LONGEST:
        return LONGEST.index(file)
    if file.startswith("tests/e2e/"):
        return len(LONGEST)
    return len(LONGEST) + (1 if "/test_pdf" in file or scope in TOGETHER else 2)
