"""The statements of one force, lowest score first."""

from dataclasses import dataclass
from itertools import accumulate

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.disclosure.shown import ShownStatement
from assessments.languages import active_language
from assessments.reporting.frozen import FrozenResult
from assessments.reporting.numbers import quarter_in_percents, statement_words
from assessments.vocabulary.forces import Force

from .axis import MARKS, Axis, Scale
from .canvas import Canvas
from .ends import draw_open_end, end_of, end_words, number_of
from .fonts import wrapped
from .shares import Shares, classes_in_words, draw_divided, draw_headings, draw_key, headings_height
from .style import EDGE, SHEETS, Sheet
from .values import Chart, Layout, Medium, Table


@dataclass(frozen=True, slots=True)
class _Item:
    """One statement with what may be shown of it."""

    text: str
    shown: ShownStatement
    is_divided: bool | None
    """None below ten answers."""
    quarters: tuple[int, int, int] | None
    """Shares of low, middle and high answers, each 0 to 3; None below ten answers."""


def item_dots(result: FrozenResult, force: Force, *, medium: Medium, layout: Layout = "wide") -> Chart | None:
    """Draw the statements of one force, lowest score first; None when none is shown.

    From ten answers boxes of a quarter show how many answered low, high and in the middle.
    """
    items = _items(result, force)
    if not items:
        return None
    first = result.questionnaire.question(result.questionnaire.instrument.forces[force][0])
    answers = [option.in_language(active_language()) for option in first.options]
    canvas = _Plan(SHEETS[layout], force, answers, any(item.quarters for item in items)).draw(items)
    words = _alt(force, items), _table(force, items, answers)
    return Chart(f"items-{force}", canvas.svg(medium), *words, canvas, areas=canvas.areas)


def _items(result: FrozenResult, force: Force) -> list[_Item]:
    """Return the shown statements, lowest score first; equal ones in the order of the questionnaire."""
    shown = result.disclosed
    codes = [code for code in result.questionnaire.instrument.forces[force] if code in shown.statements]
    codes.sort(key=lambda code: shown.statements[code].value)
    return [
        _Item(
            text=result.questionnaire.question(code).text.in_language(active_language()),
            shown=shown.statements[code],
            is_divided=shown.divided.get(code),
            quarters=shown.distributions.get(code),
        )
        for code in codes
    ]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything of the statements is."""

    sheet: Sheet
    force: Force
    answers: list[str]
    has_quarters: bool

    @property
    def axis(self) -> Axis:
        wide = Scale(288, 136 if self.has_quarters else 348)
        scale = wide if self.sheet.is_wide else Scale(8, 256)
        return Axis(scale, self.sheet, (self.answers[0], self.answers[-1]))

    @property
    def shares(self) -> Shares:
        return Shares(490, 16, 14) if self.sheet.is_wide else Shares(0, 23, 18)

    def lines(self, item: _Item) -> tuple[str, ...]:
        return wrapped(item.text, 264 if self.sheet.is_wide else self.sheet.width, self.sheet.text)

    def height(self, item: _Item) -> float:
        """Return the height of a row, with the lines under its score."""
        words, leading = self.sheet.leading * len(self.lines(item)), self.sheet.leading
        if self.sheet.is_wide:
            return max(28.0, words + 5, 44.0 if item.is_divided or end_of(item.shown) else 0.0)
        return words + 44 + (32 if item.quarters else 0) + (leading + 2 if item.is_divided else 0)

    def draw(self, items: list[_Item]) -> Canvas:
        notes = wrapped(_legend(has_quarters=self.has_quarters), self.sheet.width, self.sheet.small)
        head = self._head()
        tops = list(accumulate(map(self.height, items), initial=head))
        canvas = Canvas(self.sheet.width, tops[-1] + 8 + self.sheet.leading * len(notes))
        self._draw_head(canvas, head)
        places = list(zip(items, tops, strict=False))
        for item, top in places:
            self._draw_grid(canvas, item, top)
        for row, (item, top) in enumerate(places):
            canvas.area((0, canvas.width), top, top + self.height(item), row)
            (self._draw_wide if self.sheet.is_wide else self._draw_narrow)(canvas, item, top)
        spread = [(item.quarters, self._middle_of_shares(item, top)) for item, top in places if item.quarters]
        self.shares.draw(canvas, spread, self.force)
        below = tops[-1] + self.sheet.small + 6
        canvas.lines(0, below, notes, self.sheet.leading, size=self.sheet.small, fill="ink-soft")
        return canvas

    def _head(self) -> float:
        """Return the height of what stands above the statements."""
        axis = self.axis.height + 4
        if not self.has_quarters:
            return axis
        heading = headings_height(self.answers, self.sheet, self.shares)
        return max(axis, heading) if self.sheet.is_wide else axis + heading

    def _draw_head(self, canvas: Canvas, head: float) -> None:
        self.axis.draw_words(canvas, head - self.axis.height + self.sheet.small - 2)
        if self.has_quarters and self.sheet.is_wide:
            draw_headings(canvas, self.answers, self.sheet, self.shares, head - 8)
        elif self.has_quarters:
            draw_key(canvas, self.answers, self.sheet, self.force)

    def _draw_wide(self, canvas: Canvas, item: _Item, top: float) -> None:
        y, lines = self._middle(item, top), self.lines(item)
        first = y + 5 - self.sheet.leading * (len(lines) - 1) / 2
        canvas.lines(0, first, lines, self.sheet.leading, size=self.sheet.text)
        self._draw_score(canvas, item, y)
        end, x = end_words(end_of(item.shown)), self.axis.scale.right + 48
        style = {"weight": 600, "fill": self.force, "anchor": "end"}
        canvas.words(x, y + 6 - (6 if end else 0), number_of(item.shown), size=19, **style)
        canvas.words(x, y + 16, end, size=self.sheet.small, **style)
        if item.is_divided:
            draw_divided(canvas, self.shares.left, y + 18, self.sheet)

    def _draw_narrow(self, canvas: Canvas, item: _Item, top: float) -> None:
        sheet, lines = self.sheet, self.lines(item)
        canvas.lines(0, top + sheet.small + 4, lines, sheet.leading, size=sheet.text)
        y = self._middle(item, top)
        self._draw_score(canvas, item, y)
        style = {"weight": 600, "fill": self.force, "anchor": "end"}
        end = end_words(end_of(item.shown))
        canvas.words(canvas.width, y + (-3 if end else 7), number_of(item.shown), size=20, **style)
        canvas.words(canvas.width, y + 17, end, size=sheet.small, **style)
        if item.is_divided:
            draw_divided(canvas, 0, y + (66 if item.quarters else 34), sheet)

    def _middle(self, item: _Item, top: float) -> float:
        """Return the height of a statement's score."""
        if self.sheet.is_wide:
            return top + self.height(item) / 2
        return top + 22 + self.sheet.leading * len(self.lines(item))

    def _middle_of_shares(self, item: _Item, top: float) -> float:
        """Return the height of a statement's boxes: beside its score, or on a phone below it."""
        if self.sheet.is_wide:
            return self._middle(item, top) - (9 if item.is_divided else 0)
        return self._middle(item, top) + 34

    def _draw_grid(self, canvas: Canvas, item: _Item, top: float) -> None:
        """Draw a line above a statement, and its scale."""
        y, height, scale = self._middle(item, top), self.height(item), self.axis.scale
        start, end = (top, top + height) if self.sheet.is_wide else (y - 12, y + 12)
        canvas.line(0, top, canvas.width, top, stroke="line-soft")
        for score in (0, 50, 100):
            canvas.line(scale.at(score), start, scale.at(score), end, stroke="line-soft")
        canvas.line(scale.left, y, scale.right, y, stroke="line-soft")

    def _draw_score(self, canvas: Canvas, item: _Item, y: float) -> None:
        """Draw the score on its scale; with an arrow where it is that or more, or that or less."""
        scale = self.axis.scale
        x = scale.at(item.shown.value)
        if end := end_of(item.shown):
            beside = x + (8 if end == "high" else -8)
            draw_open_end(canvas, (beside, y), scale.right if end == "high" else scale.left, self.force)
        canvas.shape(MARKS[self.force](x, y, 7), fill=self.force, stroke="paper", width=EDGE)


def _legend(*, has_quarters: bool) -> str:
    average = _("The solid mark is the average.")
    if not has_quarters:
        return average
    boxes = _("Each box is a quarter of the people. The share ends somewhere in the dashed box.")
    return f"{average} {boxes}"


def _alt(force: Force, items: list[_Item]) -> str:
    lowest, highest = items[0], items[-1]
    values: dict[str, str] = {"force": force, "lowest": lowest.text.rstrip("."), "highest": highest.text.rstrip(".")}
    values |= {"low": statement_words(lowest.shown), "high": statement_words(highest.shown)}
    if len(items) == 1:
        text = _("Of the statements about %(force)s only one may be shown: “%(lowest)s”, with %(low)s.")
    elif lowest.shown == highest.shown:
        text = _("All statements about %(force)s that may be shown score the same: %(low)s.")
    else:
        text = _(
            "Of the statements about %(force)s, “%(lowest)s” scores lowest, with %(low)s, and “%(highest)s” highest, "
            "with %(high)s."
        )
    n_divided = sum(item.is_divided is True for item in items)
    if not n_divided:
        return text % values
    divided = ngettext(
        "On %(count)s statement opinions are divided.", "On %(count)s statements opinions are divided.", n_divided
    )
    return f"{text % values} {divided % {'count': n_divided}}"


def _table(force: Force, items: list[_Item], answers: list[str]) -> Table:
    has_divided = any(item.is_divided for item in items)
    has_quarters = any(item.quarters for item in items)
    columns = [_("Statement"), _("Score")]
    columns += [_("Opinions divided")] if has_divided else []
    columns += list(classes_in_words(answers)) if has_quarters else []
    rows = []
    for item in items:
        row = [item.text, statement_words(item.shown)]
        row += [_divided_words(item.is_divided)] if has_divided else []
        if has_quarters:
            row += [quarter_in_percents(quarter) for quarter in item.quarters] if item.quarters else ["–"] * 3
        rows.append(tuple(row))
    caption = _("The statements about %(force)s, lowest score first") % {"force": force}
    return Table(caption, tuple(columns), tuple(rows))


def _divided_words(is_divided: bool | None) -> str:
    if is_divided is None:
        return "–"
    return _("yes") if is_divided else _("no")
