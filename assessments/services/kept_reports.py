"""Private storage for files made from results and plans: each once per edition, until that or the edition is gone."""

import logging
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.files.storage import Storage, storages

from assessments.models import Result
from assessments.results.example import example_checksums

from .shelves.folder import Folder
from .shelves.values import Files, Shelf

INGREDIENTS = (
    "assessments/reporting/**/*.py",
    "assessments/vocabulary/**/*.py",
    "assessments/catalogue/*.py",
    "assessments/disclosure/*.py",
    "assessments/scoring/*.py",
    "assessments/tables/**/*.py",
    "assessments/cleaning.py",
    "assessments/languages.py",
    "assessments/moments.py",
    "assessments/services/plan_paper.py",
    "assessments/services/reports.py",
    "templates/report/**/*.html",
    "static/css/report.css",
    "static/img/mark.svg",
    "static/vendor/**/*.ttf",
    "locale/**/*.mo",
)
"""Our own files that go into a report, beside the frozen result, which holds questions and actions."""
LIBRARIES = (
    *("django", "matplotlib", "pillow", "fonttools", "weasyprint", "pydyf", "pyphen", "openpyxl", "odfpy"),
    *("python-docx", "python-pptx", "lxml"),
)
"""The libraries that draw, print and write them."""

IN_BUCKET = "reports"
"""The name of the storage in which files are kept, where the settings have one; else they are in a folder."""
_PLAN = "plan-"

log = logging.getLogger(__name__)


def find(subject: str, what: str) -> Files | None:
    """Return a thing that was made of this subject by this edition of the product; None if it was not made yet."""
    return _shelf().find(own_edition(), subject, _digest(what))


def is_made(subject: str, what: str) -> bool:
    """Return whether ``find`` would find it, without reading it."""
    return _shelf().has(own_edition(), subject, _digest(what))


def get_or_make(result: Result, what: str, make: Callable[[Path], None]) -> Files:
    """Return one thing made from a result; ``make`` fills a folder with its files when it does not exist yet.

    ``make`` reads the result that was given. If that changed after it was fetched, it is fetched anew first, so that
    nothing is made, or left, of what the result does not say any more.
    """
    found = find(result.checksum, what)
    while found is None:
        _bring_up_to_date(result)
        found = find(result.checksum, what) or _make_unless_outdated(result, what, make)
    return found


def _make_unless_outdated(result: Result, what: str, make: Callable[[Path], None]) -> Files | None:
    """Make it, unless the result changes meanwhile: then nothing of it stays."""
    try:
        keep(result.checksum, what, make)
    except OSError:  # perhaps it was deleted while it was being made, because the result changed
        if _checksum_now(result) == result.checksum:
            raise
    if _checksum_now(result) != result.checksum:
        delete_reports_of(result.checksum)
    return find(result.checksum, what)


def keep(subject: str, what: str, make: Callable[[Path], None]) -> None:
    """Let ``make`` fill a folder, and put it in its place, whole or not at all. Raises OSError without room."""
    shelf = _shelf()
    workplace = shelf.workplace(subject)
    try:
        make(workplace)
        shelf.put(own_edition(), subject, _digest(what), workplace)
    finally:
        shutil.rmtree(workplace, ignore_errors=True)


def plan_subject(partnership_id: int) -> str:
    """Return under which name the plan of a partnership is kept."""
    return f"{_PLAN}{partnership_id}"


def _bring_up_to_date(result: Result) -> None:
    """Fetch the document and its checksum together, if it was not fetched yet or changed since."""
    if "document" not in result.get_deferred_fields() and _checksum_now(result) == result.checksum:
        return
    found = Result.objects.filter(pk=result.pk).values("document", "checksum").first()
    if found is not None:
        result.document, result.checksum = found["document"], found["checksum"]


def _checksum_now(result: Result) -> str:
    """Return the checksum that the database has; of a deleted result, whose files are deleted later, the one it had."""
    found = Result.objects.filter(pk=result.pk).values_list("checksum", flat=True).first()
    return result.checksum if found is None else found


def delete_reports_of(subject: str) -> None:
    """Delete all files that were made of a result with this checksum, or of a plan, before it changed.

    From one moment on none of them is served. Another process may be making one, which it deletes itself when it sees
    that the result changed.
    """
    with _now_or_later():
        _shelf().delete_of(subject)


def delete_reports_of_deleted(*, now: datetime) -> None:
    """Delete all files that were made of results and plans that have just been deleted."""
    with _now_or_later():
        delete_unused_reports(now=now)


@contextmanager
def _now_or_later() -> Iterator[None]:
    """Go on where files cannot be reached at this moment: the worker deletes what nobody needs every hour."""
    try:
        yield
    except OSError as error:
        log.warning("Files of what changed or is gone could not be deleted yet; the worker tries again: %s", error)


def delete_unused_reports(*, now: datetime) -> int:
    """Delete the files of deleted results, of editions that nobody uses, of killed processes, and of all plans.

    Return the number of folders. What another process may be filling or serving at this moment stays. A plan that is
    on paper names persons and changes often: whoever wants it again within the hour may have to wait for it once more.
    """
    known = example_checksums().union(Result.objects.values_list("checksum", flat=True))
    return _shelf().delete_unused(known, own_edition(), now=now)


def ingredients_digest(base: Path) -> str:
    """Return a digest of all words, drawings and styles of the product in this folder."""
    files = sorted({file for pattern in INGREDIENTS for file in base.glob(pattern)})
    parts = [f"{file.relative_to(base)} {sha256(file.read_bytes()).hexdigest()}" for file in files]
    return _digest(*parts, *(version(library) for library in LIBRARIES))


_ingredients_digest = lru_cache(maxsize=1)(ingredients_digest)


def own_edition() -> str:
    """Return the name of the edition that this process makes and serves."""
    return _digest(settings.TIME_ZONE, _ingredients_digest(Path(settings.BASE_DIR)))


def own_place() -> str:
    """Return a name of where this process finds what is made, in its edition; another machine may find it elsewhere."""
    return _digest(own_edition(), _shelf().place())


def _shelf() -> Shelf:
    folder = Folder(Path(settings.PRIVATE_DIR) / "reports")
    return _bucket(storages[IN_BUCKET], folder) if IN_BUCKET in settings.STORAGES else folder


@lru_cache(maxsize=1)
def _bucket(storage: Storage, folder: Folder) -> Shelf:
    from .shelves.bucket import Bucket  # it loads the client of S3, which most installations do not need

    return Bucket(storage, folder)


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()
