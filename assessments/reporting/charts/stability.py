"""How sure the diagnosis is: the shares of the diagnoses over the resamples."""

from itertools import accumulate

from django.utils.translation import gettext as _

from assessments.reporting.numbers import share_words
from assessments.scoring.values import Disclosed
from assessments.vocabulary.outcomes import DIAGNOSES, EILANDSAMENWERKING, GEZOND

from .canvas import Canvas
from .fonts import text_width
from .shapes import hatching, polygon
from .values import Chart, Layout, Medium, Table

HEIGHT = 30.0
Corners = tuple[tuple[float, float], ...]


def stability_strip(disclosed: Disclosed, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the shares of the three diagnoses as one strip; None without a diagnosis."""
    if not any(disclosed.stability.values()):
        return None
    canvas = _draw_strip(disclosed, 720 if layout == "wide" else 296, layout)
    return Chart("stability", canvas.svg(medium), _alt(disclosed), _table(disclosed), canvas.png)


def _share(disclosed: Disclosed, diagnosis: str) -> float:
    return disclosed.stability.get(diagnosis, 0.0)


def _draw_strip(disclosed: Disclosed, width: float, layout: Layout) -> Canvas:
    canvas = Canvas(width, HEIGHT + (34 if layout == "wide" else 76))
    ends = list(accumulate(((width - 2) * _share(disclosed, diagnosis) for diagnosis in DIAGNOSES), initial=1.0))
    for diagnosis, x1, x2 in zip(DIAGNOSES, ends, ends[1:], strict=False):
        if x2 - x1 > 0.3:
            _fill(
                canvas, diagnosis, ((x1, 1), (x2, 1), (x2, HEIGHT), (x1, HEIGHT)), found=_is_found(disclosed, diagnosis)
            )
    x, y = 0.0, HEIGHT + 25
    for diagnosis in DIAGNOSES:
        found = _is_found(disclosed, diagnosis)
        _fill(canvas, diagnosis, ((x, y - 12), (x + 16, y - 12), (x + 16, y + 1), (x, y + 1)), found=found)
        weight = 600 if found else 400
        words = f"{diagnosis} {share_words(_share(disclosed, diagnosis))}"
        canvas.words(x + 23, y, words, size=15 if layout == "wide" else 14, weight=weight)
        if layout == "wide":
            x += 23 + text_width(words, 15, weight) + 30
        else:
            y += 21
    return canvas


def _is_found(disclosed: Disclosed, diagnosis: str) -> bool:
    return disclosed.diagnosis == diagnosis


def _fill(canvas: Canvas, diagnosis: str, corners: Corners, *, found: bool) -> None:
    """Fill the found diagnosis solid; of the others gezond is hatched closely, schijn widely and eiland not."""
    canvas.shape(polygon(corners), fill="ink" if found else "plain-soft")
    if not found and diagnosis != EILANDSAMENWERKING:
        canvas.shape(hatching(corners, 6 if diagnosis == GEZOND else 9), stroke="plain", width=1.2)
    canvas.shape(polygon(corners), stroke="paper", width=3)
    canvas.shape(polygon(corners), stroke="ink", width=1.2)


def _alt(disclosed: Disclosed) -> str:
    shares = {diagnosis: share_words(_share(disclosed, diagnosis)) for diagnosis in DIAGNOSES}
    return (
        _(
            "With a group of people that is slightly different by chance, the outcome would be gezond in %(gezond)s, "
            "schijnsamenwerking in %(schijnsamenwerking)s and eilandsamenwerking in %(eilandsamenwerking)s of cases."
        )
        % shares
    )


def _table(disclosed: Disclosed) -> Table:
    rows = tuple((diagnosis, share_words(_share(disclosed, diagnosis))) for diagnosis in DIAGNOSES)
    return Table(_("How sure the outcome is"), (_("Outcome"), _("Share of the draws")), rows)
