"""Where the printed pages of a landscape A4 sheet end, by the heights of its rows at full size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets.render import style

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOM = style.A4[0] - (style.MARGIN_TOP + style.MARGIN_BOTTOM) * 72  # points between the margins


def page_ends(heights: Sequence[float], kept: int, repeated: range) -> list[int]:
    """After which row a page must end, so that the rows from `kept` on share the last one.

    `heights` are those of all rows in points; rows count from 1, and those of `repeated` are printed on top
    of every page. Empty where the rows share a page already, or do not fit on one.
    """
    top = sum(heights[row - 1] for row in repeated)
    used, first = 0.0, 1  # of the page in hand: points, and its first row
    for row, height in enumerate(heights, 1):
        if used + height > ROOM:
            used, first = top, row
        used += height
    fit_together = top + sum(heights[kept - 1 :]) <= ROOM
    return [kept - 1] if first > kept and fit_together else []
