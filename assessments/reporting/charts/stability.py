"""How sure the diagnosis is: the chance of each diagnosis."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.disclosure.shown import LOWEST_SCORE
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import chance_words
from assessments.vocabulary.outcomes import DIAGNOSES

from .axis import Scale, Track, draw_filled, draw_grid, draw_possible
from .canvas import Canvas
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
    canvas = _wide(chances) if layout == "wide" else _narrow(chances)
    words = {chance.diagnosis: chance.words for chance in chances}
    alt = _(
        "The chance that the partnership is gezond is %(gezond)s. The chance of schijnsamenwerking is "
        "%(schijnsamenwerking)s, and of eilandsamenwerking %(eilandsamenwerking)s."
    )
    table = Table(_("How sure the outcome is"), (_("Outcome"), _("Chance")), tuple(words.items()))
    return Chart("stability", canvas.svg(medium), alt % words, table, canvas.png)


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


def _wide(chances: tuple[_Chance, ...]) -> Canvas:
    canvas, scale, pitch = Canvas(720, 118), Scale(164, 384), 32.0
    draw_grid(canvas, scale, ((2, 3 * pitch + 2),), labels=_percents())
    for index, chance in enumerate(chances):
        y, weight = 2 + pitch * (index + 0.5), 600 if chance.is_found else 400
        canvas.words(0, y + 5, chance.diagnosis, size=15, weight=weight)
        _bar(canvas, chance, Track(scale, y, 16))
        canvas.words(scale.right + 20, y + 5, chance.words, size=15, weight=weight)
    return canvas


def _narrow(chances: tuple[_Chance, ...]) -> Canvas:
    canvas, scale, pitch = Canvas(296, 166), Scale(14, 266), 48.0
    tracks = [Track(scale, pitch * index + 34, 16) for index in range(len(chances))]
    draw_grid(canvas, scale, [(track.y - 11, track.y + 11) for track in tracks], labels=_percents())
    for track, chance in zip(tracks, chances, strict=True):
        weight = 600 if chance.is_found else 400
        canvas.words(0, track.y - 17, chance.diagnosis, size=14, weight=weight)
        canvas.words(296, track.y - 17, chance.words, size=14, weight=weight, anchor="end")
        _bar(canvas, chance, track)
    return canvas


def _percents() -> tuple[str, ...]:
    return tuple(_("%(percent)s%%") % {"percent": percent} for percent in (0, 50, 100))


def _bar(canvas: Canvas, chance: _Chance, track: Track) -> None:
    """Draw a chance: dark for the diagnosis that was found, dashed where it is at most that."""
    colour = "ink" if chance.is_found else "plain"
    if chance.percent <= LOWEST_SCORE:
        draw_possible(canvas, track, (0, chance.percent), colour)
    else:
        draw_filled(canvas, track, (0, chance.percent), colour, solid=chance.is_found)
    canvas.line(track.scale.left, track.y - 11, track.scale.left, track.y + 11, stroke="ink", width=1.4)
