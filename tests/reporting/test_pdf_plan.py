"""The action plan on paper: PDF/UA-1, the same bytes twice, and hostile words only words."""

from datetime import datetime
from zoneinfo import ZoneInfo

from assessments.reporting.pdf import html_to_pdf
from assessments.reporting.plan import PlanLine, render_plan_for_print
from tests import pdf_checker

from .results import HOSTILE
from .test_pdf_reports import without_alt

__all__ = ["without_alt"]

AT = datetime(2026, 11, 25, 12, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
LINES = [
    PlanLine("Eén plan per gezin", "School, Carla", "1 maart 2027", "gepland", False, "Begin\nklein.", ()),
    PlanLine(HOSTILE, HOSTILE, "nog geen datum", "gedaan", True, HOSTILE, (HOSTILE, "1 mei, Anna: gedaan.")),
]


def test_the_plan_passes_every_rule_and_is_the_same_twice(tmp_path, without_alt):
    files = []
    for language, lines in (("nl", LINES), ("en", LINES), ("nl", [])):
        html = render_plan_for_print(HOSTILE, lines, changed_at=AT, language=language)
        assert "<script>" not in html
        file = tmp_path / f"{language}{len(lines)}.pdf"
        file.write_bytes(html_to_pdf(html))
        assert html_to_pdf(html) == file.read_bytes()
        files.append(file)
    verdicts = pdf_checker.checked([*files, without_alt])
    assert not verdicts.pop(without_alt).passes
    assert {file.name: verdict.complaints for file, verdict in verdicts.items() if not verdict.passes} == {}
