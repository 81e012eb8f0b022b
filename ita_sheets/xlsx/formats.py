"""What a cell's format makes of its number: a date, a time or a percentage is no plain number to a reader."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING

from ita_sheets.gate import Stream

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ita_sheets.gate import Archive

# The formats that have a number and no code of their own (ECMA-376, part 1, 18.8.30): those of every
# language, those that East Asian and those that Thai Excel adds.
_BY_NUMBER = {
    **dict.fromkeys((*range(14, 23), 45, 47, *range(27, 37), *range(50, 59), *range(71, 79), 80, 81), "d"),
    **dict.fromkeys((46, 79), "[h]"),
    **dict.fromkeys((9, 10, 67, 68), "0%"),
}
# What a format shows as it stands: quoted, escaped, or as wide as a letter; and colours and languages.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
# A year of the Buddhist Era alone (b) is left out: the cell shows a year, and what it means must be said.
_DATE_LETTER = re.compile("[dmyhs]", re.IGNORECASE)
_LAST_DAY = 2_958_465  # 9999-12-31
_DAY = 86_400_000  # milliseconds


class Shows(Enum):
    """What a format shows that is more than a number."""

    MOMENT = auto()
    ELAPSED = auto()
    PERCENT = auto()


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats that show more than a number, by the number that a cell names, and the first day."""

    shows: Mapping[int, Shows]
    from_1904: bool

    def seen(self, number: float, format_: int) -> float | datetime | time | str | None:
        """What a person sees of a cell's number; None for a date that no calendar has.

        Part of a day is a time. Elapsed time, which may be longer than a day, is a text such as "48:00", and
        a percentage one such as "92.5%", with all its digits.
        """
        shows = self.shows.get(format_)
        if shows is Shows.MOMENT:
            return self._moment(number)
        if shows is Shows.ELAPSED:
            minutes = round(number * 1440)
            return f"{minutes // 60}:{minutes % 60:02}"
        return f"{number * 100:.15g}%" if shows is Shows.PERCENT else number

    def _moment(self, days: float) -> datetime | time | None:
        if not 0 <= days < _LAST_DAY + 1:
            return None
        first = datetime(1904, 1, 1) if self.from_1904 else datetime(1899, 12, 30)
        if not self.from_1904 and 1 <= days < 60:
            first += timedelta(days=1)  # Excel knows a 29 February 1900
        moment = first + timedelta(milliseconds=round(days * _DAY))
        return moment.time() if days < 1 else moment


def read(archive: Archive, part: str | None, *, from_1904: bool) -> Formats:
    """What the workbook's formats say; without that part every number is plain."""
    if part is None:
        return Formats({}, from_1904)
    stream = _FormatsStream(part)
    stream.run(archive)
    shown = {number: _shows(code) for number, code in stream.formats()}
    return Formats({number: shows for number, shows in shown.items() if shows}, from_1904)


def _shows(code: str) -> Shows | None:
    code = _LITERAL.sub("", code).partition(";")[0]
    if _DATE_LETTER.search(code):
        return Shows.ELAPSED if "[" in code else Shows.MOMENT
    return Shows.PERCENT if "%" in code else None


class _FormatsStream(Stream):
    """The number formats, and which of them each cell format has."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.codes: dict[str, str] = {}
        self.cells: list[str] = []
        self._in_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "numFmt":
            self.codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self.cells.append(attributes.get("numFmtId", ""))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False

    def formats(self) -> Iterator[tuple[int, str]]:
        """The code of each cell format by its number, "" for one of plain numbers."""
        for number, name in enumerate(self.cells):
            own = self.codes.get(name)
            known = name.isascii() and name.isdecimal() and len(name) <= 3
            yield number, own if own is not None else _BY_NUMBER.get(int(name), "") if known else ""
