"""What a measurement found, as rows of the one table that ``python -m bench`` makes."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One figure, with what stands beside it."""

    what: str
    ours: str
    beside: str = ""
    """What it is held against, measured in the same run."""
    found: float | None = None
    """What has a target: a ratio, or seconds, milliseconds or a number as ``unit`` says."""
    most: float | None = None
    least: float | None = None
    unit: str = "×"

    @property
    def is_met(self) -> bool:
        """Whether the target was reached, or there is none."""
        too_much = self.most is not None and (self.found is None or self.found > self.most)
        too_little = self.least is not None and (self.found is None or self.found < self.least)
        return not too_much and not too_little

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        found = "" if self.found is None else f"{self.found:.3g} {self.unit}"
        target = f"≤ {self.most:g}" if self.most is not None else f"≥ {self.least:g}" if self.least is not None else ""
        return self.what, self.ours, self.beside, found, target, ("yes" if self.is_met else "NO") if target else ""


HEADS = ("what", "ours", "beside", "found", "target", "met")


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a table in Markdown."""
    cells = [HEADS, *(row.cells for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(HEADS))]
    lines = [" | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in cells]
    lines.insert(1, " | ".join("-" * width for width in widths))
    return "\n".join(f"| {line} |" for line in lines)


def finish(rows: Sequence[Row], **series: Sequence[tuple[float, float]]) -> None:
    """Hand rows over to ``python -m bench``, or print them; end with 1 when a target is missed.

    ``series`` are points of what grows, for the plot.
    """
    if place := os.environ.get("BENCH_ROWS"):
        Path(place).write_text(json.dumps({"rows": [asdict(row) for row in rows], "series": series}), encoding="utf-8")
    else:
        print(table(rows))
    sys.exit(0 if all(row.is_met for row in rows) else 1)
