"""Which cell formats show dates, and which moment a cell's number is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from ita_sheets.gate import Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ita_sheets.gate import Archive

# The formats that have a number and no code of their own (ECMA-376, part 1, 18.8.30): those of every
# language, those that East Asian and those that Thai Excel adds.
_BY_NUMBER = {
    **dict.fromkeys((*range(14, 23), 45, 47, *range(27, 37), *range(50, 59), *range(71, 79), 80, 81), "d"),
    **dict.fromkeys((46, 79), "[h]"),
}
# What a format shows as it stands: quoted, escaped, or as wide as a letter; and colours and languages.
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
# A year of the Buddhist Era alone (b) is left out: the cell shows a year, and what it means must be said.
_DATE_LETTER = re.compile("[dmyhs]", re.IGNORECASE)
_LAST_DAY = 2_958_465  # 9999-12-31
_DAY = 86_400_000  # milliseconds


@dataclass(frozen=True, slots=True)
class Dates:
    """The formats that show dates or elapsed time, by the number that a cell names, and the first day."""

    formats: frozenset[int]
    elapsed: frozenset[int]
    from_1904: bool

    def moment(self, days: float, format_: int) -> datetime | time | str | None:
        """The moment of a count of days, None what lies outside the calendar.

        A part of a day is a time; elapsed time, which may be longer than a day, is a text such as "48:00".
        """
        if format_ in self.elapsed:
            minutes = round(days * 1440)
            return f"{minutes // 60}:{minutes % 60:02}"
        if not 0 <= days < _LAST_DAY + 1:
            return None
        first = datetime(1904, 1, 1) if self.from_1904 else datetime(1899, 12, 30)
        if not self.from_1904 and 1 <= days < 60:
            first += timedelta(days=1)  # Excel knows a 29 February 1900
        moment = first + timedelta(milliseconds=round(days * _DAY))
        return moment.time() if days < 1 else moment


def dates(archive: Archive, part: str | None, *, from_1904: bool) -> Dates:
    """What the workbook's formats say; without that part no number is a date."""
    if part is None:
        return Dates(frozenset(), frozenset(), from_1904)
    stream = _FormatsStream(part)
    stream.run(archive)
    shown = {number: _LITERAL.sub("", code).partition(";")[0] for number, code in stream.formats()}
    showing = {number: code for number, code in shown.items() if _DATE_LETTER.search(code)}
    elapsed = {number for number, code in showing.items() if "[" in code}
    return Dates(frozenset(showing), frozenset(elapsed), from_1904)


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
