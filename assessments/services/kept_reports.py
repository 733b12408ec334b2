"""Private storage for files made from results: each once per edition, until the result or the edition is gone."""

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings

from assessments.models import Result
from assessments.results.example import example_checksums

INGREDIENTS = (
    "assessments/reporting/**/*.py",
    "assessments/vocabulary/**/*.py",
    "assessments/catalogue/*.py",
    "assessments/disclosure/*.py",
    "assessments/scoring/*.py",
    "assessments/tables/**/*.py",
    "assessments/languages.py",
    "assessments/moments.py",
    "assessments/services/reports.py",
    "assessments/views/results/download_list.py",
    "templates/report/**/*.html",
    "templates/results/_downloads.html",
    "templates/results/_files.html",
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

UNUSED = timedelta(days=1)
"""An edition that nobody used for this long is served by no process. During an upgrade, two editions are served."""
LONGEST_MAKING = timedelta(hours=1)
"""Nothing takes this long to make; what is still unfinished by then was left by a killed process."""
_UNFINISHED = "unfinished-"
_OUTDATED = "outdated-"

log = logging.getLogger(__name__)


def get_or_make(result: Result, what: str, make: Callable[[Path], None]) -> Path:
    """Return the folder with one thing made from a result; ``make`` fills the folder when it does not exist yet.

    ``make`` reads the result that was given. If that changed after it was fetched, it is fetched anew first, so that
    nothing is made, or left, of what the result does not say any more.
    """
    edition = _all_reports() / result.checksum / _own_edition()
    with suppress(OSError):  # it does not exist yet, or belongs to another user
        os.utime(edition)
    folder = edition / _digest(what)
    while not folder.is_dir():
        _bring_up_to_date(result)
        folder = _all_reports() / result.checksum / _own_edition() / _digest(what)
        _make_unless_outdated(result, folder, make)
    return folder


def _make_unless_outdated(result: Result, folder: Path, make: Callable[[Path], None]) -> None:
    """Fill the folder, unless the result changes meanwhile: then nothing of it stays."""
    try:
        _fill(folder, make)
    except OSError:  # perhaps it was deleted while it was being made, because the result changed
        if _checksum_now(result) == result.checksum:
            raise
    if _checksum_now(result) != result.checksum:
        delete_reports_of(result.checksum)


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


def delete_reports_of(checksum: str) -> None:
    """Delete all files that were made of a result with this checksum, before it changed.

    They are moved away first, so that from one moment on none of them is served. Another process may be making one,
    which it deletes itself when it sees that the result changed.
    """
    outdated = _all_reports() / checksum
    if not outdated.is_dir():
        return
    try:
        away = Path(mkdtemp(prefix=_OUTDATED, dir=_all_reports()))
        with suppress(FileNotFoundError):  # another process deletes them too
            os.replace(outdated, away)  # noqa: PTH105 – Path.replace is the same
        shutil.rmtree(away)
    except OSError as error:
        log.warning("Files of a result that changed could not be deleted yet; the worker tries again: %s", error)


def delete_unused_reports(*, now: datetime) -> int:
    """Delete the files of deleted results, of editions that nobody uses, and of killed processes.

    Return the number of folders. What another process may be filling or serving at this moment stays.
    """
    n_deleted = 0
    known = example_checksums() | set(Result.objects.values_list("checksum", flat=True))
    for of_result in _folders(_all_reports()):
        is_orphan = of_result.name not in known
        for folder in _folders(of_result):
            if _is_unused(folder, now, is_orphan=is_orphan):
                n_deleted += _delete(folder)
        if is_orphan:
            with suppress(OSError):  # it is not empty, or another process deleted it first
                of_result.rmdir()
    return n_deleted


def ingredients_digest(base: Path) -> str:
    """Return a digest of all words, drawings and styles of the product in this folder."""
    files = sorted({file for pattern in INGREDIENTS for file in base.glob(pattern)})
    parts = [f"{file.relative_to(base)} {sha256(file.read_bytes()).hexdigest()}" for file in files]
    return _digest(*parts, *(version(library) for library in LIBRARIES))


_ingredients_digest = lru_cache(maxsize=1)(ingredients_digest)


def _own_edition() -> str:
    """Return the name of the edition that this process makes and serves."""
    return _digest(settings.TIME_ZONE, _ingredients_digest(Path(settings.BASE_DIR)))


def _all_reports() -> Path:
    return Path(settings.PRIVATE_DIR) / "reports"


def _folders(folder: Path) -> Iterator[Path]:
    with suppress(FileNotFoundError):
        yield from folder.iterdir()


def _is_unused(folder: Path, now: datetime, *, is_orphan: bool) -> bool:
    try:
        age = now - datetime.fromtimestamp(folder.stat().st_mtime, UTC)
    except FileNotFoundError:
        return False
    if folder.name.startswith(_UNFINISHED):
        return age > LONGEST_MAKING
    return is_orphan or (folder.name != _own_edition() and age > UNUSED)


def _delete(path: Path) -> bool:
    """Delete a folder, or a file in its place; return whether it existed."""
    with suppress(FileNotFoundError):  # another process is deleting it too
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
        return True
    return False


def _fill(folder: Path, make: Callable[[Path], None]) -> None:
    """Fill a folder elsewhere and then move it into place in one step: readers see all of it or nothing."""
    edition = folder.parent
    edition.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(mkdtemp(prefix=_UNFINISHED, dir=edition.parent))
    try:
        make(unfinished)
        edition.mkdir(exist_ok=True)
        os.replace(unfinished, folder)  # noqa: PTH105 – Path.replace is the same
    except OSError:
        if not folder.is_dir():  # if it is there, another process made the same first
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()
