"""How high a row must be for its text: Thai marks have no width, and a wrapped row without a height is cut.

The text is laid into lines by the font's own advances (`advances.json`, made by `scripts/make_advances.py`).
Where a line may break inside Thai is not looked up but assumed: at spaces, before a leading vowel, and at the
latest after ten clusters. Against LibreOffice's layout of 7,684 cells (the texts of our workbooks in four
widths) that clips 0.05 % and gives 6 % more lines than needed. With 0.97 of the width it would clip 0.2 %,
and of the short texts beside a form 0.8 %; with a break after every cluster 2.5 %.
"""

from __future__ import annotations

import json
import math
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ita_sheets import thai

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ita_sheets.render.style import Look

MAX_HEIGHT = 409.0  # points; Excel's limit
_LINE_EM = 1.301  # ascent and descent of TH Sarabun New
_PADDING = 3.0  # points above and below the lines
_WIDTH_SHARE = 0.95  # of a column's width that is reckoned with
_UNKNOWN = 600  # advance of a letter that the font does not have, in thousandths
_WIDE = 1000  # of a full-width one
_TOKEN = 10  # clusters of Thai that surely hold a place to break
_PIECES = re.compile(
    r"[^\S\n]+|[\u0e40-\u0e44]?[\u0e01-\u0e3f\u0e45-\u0e5b]+|[\u0e40-\u0e44]|[^\s\u0e01-\u0e5b]+"
)


def row_height(cells: Iterable[tuple[str, float, Look]]) -> float:
    """Points for a row of (text, width in points, look) cells; never over Excel's limit."""
    heights = (lines(text, width, look) * line_height(look) + _PADDING for text, width, look in cells)
    return min(MAX_HEIGHT, max(heights, default=0.0))


def line_height(look: Look) -> float:
    """Points of one line."""
    return float(math.ceil(_LINE_EM * look.size))


def column_points(width: float) -> float:
    """Points that a column `width` characters wide offers to text (Calibri 11: 7 px a digit, 5 px beside)."""
    return (width * 7 + 5) * 0.75 - 4


def lines(text: str, width: float, look: Look) -> int:
    """Lines the text takes in `width` points; a text that is not wrapped takes one."""
    if not look.wrap:
        return 1
    room = width * _WIDTH_SHARE * 1000 / look.size
    return sum(_wrapped(line, room, bold=look.bold) for line in text.split("\n"))


@lru_cache(maxsize=8192)  # a text stands on several sheets, and is measured before and after it is fitted
def _wrapped(line: str, room: float, *, bold: bool) -> int:
    """Lines that one paragraph takes; `room` is in thousandths of the type size."""
    if _advance(line, bold=bold) <= room:
        return 1
    count, used = 1, 0.0
    for token, needed in _measured(line, bold=bold):
        if token.isspace():
            used += needed  # a space at the end of a line hangs over
            continue
        if used and used + needed > room:
            count, used = count + 1, 0.0
        if needed > room:
            count, used = _spilled(token, room, count, bold=bold)
        else:
            used += needed
    return count


def _spilled(token: str, room: float, count: int, *, bold: bool) -> tuple[int, float]:
    """The line count and what is used of the last line after a token wider than a line, cut anywhere."""
    used = 0.0
    for cluster in thai.clusters(token):
        needed = _advance(cluster, bold=bold)
        if used and used + needed > room:
            count, used = count + 1, 0.0
        used += needed
    return count, used


@lru_cache(maxsize=2048)  # the same text stands in columns of several widths
def _measured(line: str, *, bold: bool) -> tuple[tuple[str, float], ...]:
    """What stays together on a line, each with its advance."""
    return tuple((token, _advance(token, bold=bold)) for token in _tokens(line))


def _tokens(line: str) -> Iterator[str]:
    """What stays together on a line, in order, spaces as tokens of their own."""
    for piece in _PIECES.findall(line):
        if len(piece) <= _TOKEN or not thai.is_thai(piece[0]):
            yield piece
            continue
        parts = list(thai.clusters(piece))
        for start in range(0, len(parts), _TOKEN):
            yield "".join(parts[start : start + _TOKEN])


def _advance(text: str, *, bold: bool) -> float:
    return sum(map(_advances("bold" if bold else "regular").__getitem__, text))


class _Advances(dict[str, int]):
    """Letter -> advance in thousandths of the type size, also for letters that the font does not have."""

    def __missing__(self, letter: str) -> int:
        if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
            width = 0
        else:
            width = _WIDE if unicodedata.east_asian_width(letter) in "WF" else _UNKNOWN
        self[letter] = width
        return width


@cache
def _advances(weight: str) -> _Advances:
    text = files("ita_sheets.render").joinpath("advances.json").read_text("ascii")
    return _Advances({chr(int(code, 16)): width for code, width in json.loads(text)[weight].items()})
