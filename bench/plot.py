"""What grows, as a picture: a panel per series, with a line for what would grow in proportion."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

COLUMNS = 2


def draw(series: Mapping[str, Sequence[tuple[float, float]]], file: Path) -> None:
    """Draw each series, named ``what (unit), by what, where``, with a line for what grows in proportion."""
    n_rows = -(-max(len(series), 1) // COLUMNS)
    figure = Figure(figsize=(10, 3.4 * n_rows), layout="constrained")
    FigureCanvasSVG(figure)
    for place, (name, points) in enumerate(sorted(series.items()), start=1):
        axes = figure.add_subplot(n_rows, COLUMNS, place)
        across, up = zip(*points, strict=True)
        axes.plot(across, up, marker="o", color="#1b5e82", label="measured")
        axes.plot(across, [up[-1] * x / across[-1] for x in across], ":", color="#777777", label="in proportion")
        axes.set(xscale="log", yscale="log", title=name)
        axes.title.set_fontsize(9)
        axes.grid(visible=True, alpha=0.3)
        axes.legend(fontsize=8)
    figure.savefig(file, metadata={"Date": None})
