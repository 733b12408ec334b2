"""How sure the diagnosis is: the chance of each diagnosis."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.disclosure.shown import LOWEST_SCORE
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import chance_words
from assessments.vocabulary.outcomes import DIAGNOSES

from .axis import Axis, Scale, Track, draw_filled, draw_possible
from .canvas import Canvas
from .style import EDGE, SHEETS, Sheet
from .values import Chart, Layout, Medium, Table


@dataclass(frozen=True, slots=True)
class _Chance:
    """The chance of one diagnosis."""

    diagnosis: str
    percent: int
    """A five, 5 to 95; 5 is at most about 5."""
    words: str
    is_found: bool


def chance_bars(result: FrozenResult, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the chance of each of the three diagnoses; None without a diagnosis, or where chances are not shown."""
    chances = _chances(result)
    if not chances:
        return None
    canvas = _draw(chances, SHEETS[layout])
    words = {chance.diagnosis: chance.words for chance in chances}
    alt = _(
        "The chance that the partnership is gezond is %(gezond)s. The chance of schijnsamenwerking is "
        "%(schijnsamenwerking)s, and of eilandsamenwerking %(eilandsamenwerking)s."
    )
    table = Table(_("How sure the outcome is"), (_("Outcome"), _("Chance")), tuple(words.items()))
    return Chart("stability", canvas.svg(medium), alt % words, table, canvas, areas=canvas.areas)


def _chances(result: FrozenResult) -> tuple[_Chance, ...]:
    shown = result.disclosed
    if not shown.shares:
        return ()
    return tuple(
        _Chance(
            diagnosis,
            shown.shares.get(diagnosis, LOWEST_SCORE),
            chance_words(shown, diagnosis, certain=result.profile.certain),
            diagnosis == shown.diagnosis,
        )
        for diagnosis in DIAGNOSES
    )


def _draw(chances: tuple[_Chance, ...], sheet: Sheet) -> Canvas:
    """Draw a row per outcome; on a phone its name stands above its bar."""
    pitch, first = (32.0, 18.0) if sheet.is_wide else (58.0, 39.0)
    scale = Scale(164, 384) if sheet.is_wide else Scale(14, 124)
    tracks = [Track(scale, first + pitch * index, 16) for index in range(len(chances))]
    spans = [(track.y - 14, track.y + 14) for track in tracks]
    none, half, whole = _percents()
    axis = Axis(scale, sheet, marks=(none, half if sheet.is_wide else "", whole))
    canvas = Canvas(sheet.width, spans[-1][1] + axis.height)
    axis.draw(canvas, ((spans[0][0], spans[-1][1]),) if sheet.is_wide else spans)
    for row, (chance, track) in enumerate(zip(chances, tracks, strict=True)):
        top = track.y - (pitch / 2 if sheet.is_wide else first)
        canvas.area((0, canvas.width), top, top + pitch, row)
        weight = 600 if chance.is_found else 400
        canvas.words(0, track.y + (5 if sheet.is_wide else -22), chance.diagnosis, size=sheet.strong, weight=weight)
        _bar(canvas, chance, track)
        canvas.words(scale.right + 20, track.y + 5, chance.words, size=sheet.strong, weight=weight)
    return canvas


def _percents() -> tuple[str, str, str]:
    none, half, whole = (_("%(percent)s%%") % {"percent": percent} for percent in (0, 50, 100))
    return none, half, whole


def _bar(canvas: Canvas, chance: _Chance, track: Track) -> None:
    """Draw a chance: dark for the diagnosis that was found, dashed where it is at most that."""
    colour = "ink" if chance.is_found else "plain"
    if chance.percent <= LOWEST_SCORE:
        draw_possible(canvas, track, (0, chance.percent), colour)
    else:
        draw_filled(canvas, track, (0, chance.percent), colour, solid=chance.is_found)
    canvas.line(track.scale.left, track.y - 11, track.scale.left, track.y + 11, stroke="ink", width=EDGE)
