"""What a chart is, and its parts in the words of the writing library."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING

from ita_sheets.render import style

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Series:
    """A line or set of bars of a chart: its name, and where its labels and numbers stand.

    Both may be several areas, as "(A1,C1)"; the library does not look those up, so `saved` gives what stands
    there, labels and numbers: programs that only show a file draw from it. `told` is where the numbers are
    written, "above" or "below" the points.
    """

    name: str
    labels: str
    numbers: str
    saved: tuple[tuple[str, ...], tuple[float | None, ...]] | None = None
    told: str | None = None

    def drawn(self, colour: str, line: Mapping[str, object]) -> dict[str, object]:
        """The series in that colour, RRGGBB."""
        found: dict[str, object] = {
            "name": self.name,
            "categories": f"={self.labels}",
            "values": f"={self.numbers}",
            "fill": {"color": f"#{colour}"},
            "line": {"color": f"#{colour}", **line},
        }
        if self.saved is not None:
            found |= {"categories_data": list(self.saved[0]), "values_data": list(self.saved[1])}
        if self.told is not None:
            found["data_labels"] = {
                "value": True,
                "position": self.told,
                "num_format": "0.00",
                "font": style.CHART_LETTERS,
            }
        return found


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. `kind` is "line", "column" or "bar", `size` in pixels, `alt` says in words what it shows.

    `over` is drawn as a plain line over the rest, such as a mark to reach.
    """

    kind: str
    title: str
    series: tuple[Series, ...]
    alt: str
    size: tuple[int, int] = (640, 320)
    lowest: float | None = None
    highest: float | None = None
    over: Series | None = None

    def drawn_series(self) -> Iterator[dict[str, object]]:
        """The series, each in its colour."""
        marked = {"marker": {"type": "circle"}} if self.kind == "line" else {}
        colours = style.CHART_COLOURS[-len(self.series) :]
        for series, colour in zip(self.series, cycle(colours), strict=False):
            yield series.drawn(colour, {}) | marked

    def scale(self) -> dict[str, object]:
        """The axis of values."""
        grid = {"visible": True, "line": {"color": f"#{style.CHART_GRID}"}}
        return {"min": self.lowest, "max": self.highest, "major_gridlines": grid}
