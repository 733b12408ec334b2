"""Renders the reports of the demo to build/: every PDF, and its pages as pictures."""

import os
import shutil
import sys
from pathlib import Path

from assessments.vocabulary.languages import LANGUAGES
from assessments.vocabulary.roles import ADVISED

from .run import prepare, say

BUILD = Path(__file__).resolve().parent.parent / "build"
DOTS_PER_INCH = 100


def main() -> int:
    """Create the demo in a folder of its own, and render the last result of each of its partnerships."""
    os.environ["DATA_DIR"] = str(BUILD / "data")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collab.settings")
    prepare()
    reports = BUILD / "reports"
    shutil.rmtree(reports, ignore_errors=True)
    reports.mkdir(parents=True)
    for name, round_id in last_rounds().items():
        for language in LANGUAGES:
            for role in ("", *ADVISED):
                say(str(render(reports, name, round_id, role, language).relative_to(BUILD.parent)))
    return 0


def last_rounds() -> dict[str, int]:
    """Return the round with the latest result of each partnership in the demo."""
    import django

    django.setup()
    from django.utils.text import slugify

    from assessments.models import Result

    latest = Result.objects.select_related("round__partnership").order_by("round__closed_at")
    return {slugify(result.round.partnership.name): result.round_id for result in latest}


def render(folder: Path, name: str, round_id: int, role: str, language: str) -> Path:
    """Write one report with the pictures of its pages, and return the report."""
    from django.core.management import call_command

    path = folder / f"{name}-{role or 'geheel'}-{language}.pdf"
    options = {"role": role} if role else {}
    call_command("render_report", str(round_id), language=language, output=str(path), **options)
    write_pages(path)
    return path


def write_pages(path: Path) -> None:
    """Write each page of a PDF as a picture beside it."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, start=1):
            picture = page.render(scale=DOTS_PER_INCH / 72).to_pil()
            picture.save(path.with_name(f"{path.stem}-{number:02d}.png"))


if __name__ == "__main__":
    sys.exit(main())
