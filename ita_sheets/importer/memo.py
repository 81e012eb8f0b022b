"""What the paragraphs around the table say of the agency, its memo and its analysis.

Every value is a piece of a paragraph, letter for letter; which paragraph served which field is kept, so that
the source sheet can say it. The words looked for are those of the memo form of the correspondence regulation.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ita_sheets import schema, thai
from ita_sheets.entries import shown
from ita_sheets.fiscal import find_dates, parse_span, parse_year, thai_date
from ita_sheets.fiscal.years import year_of
from ita_sheets.importer.cues import named_weaknesses, opens_list, weakness_of_line
from ita_sheets.importer.lines import Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.importer.cues import NamedWeakness
    from ita_sheets.importer.lines import Line
    from ita_sheets.schema import Column

_LEADER = r"(?:[\s…_:]|\.{2,}+)*+"  # the dotted line of the form, or a colon
_FIELDS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (schema.DEPARTMENT, re.compile(rf"\s*ส่วนราชการ{_LEADER}(?P<value>.*\S)")),
    (schema.MEMO_NUMBER, re.compile(rf"\s*(?:เลข)?ที่(?=[\s…._:]){_LEADER}(?P<value>[^\s…](?:(?!วันที่).)*)")),
    (schema.REPORT_DATE, re.compile(rf"(?:\s*ที่\s(?:(?!วันที่).)*)?\s*วันที่{_LEADER}(?P<value>[0-9๐-๙].*\S)")),
    (schema.SUBJECT, re.compile(rf"\s*เรื่อง(?!ร้องเรียน){_LEADER}(?P<value>.*\S)")),
    (schema.ADDRESSEE, re.compile(rf"\s*เรียน(?!มา|รู้){_LEADER}(?P<value>.*\S)")),
)
_AGENCY_KINDS = "องค์การบริหารส่วน(?:ตำบล|จังหวัด)|องค์กรบริหารส่วน(?:ตำบล|จังหวัด)|เทศบาล(?:ตำบล|เมือง|นคร)"
_AGENCY = re.compile(rf"(?:{_AGENCY_KINDS})[^\s(),“”\"]+|เมืองพัทยา")
_AGENCY_LINE = re.compile(rf"\s*((?:{_AGENCY_KINDS}|อบต\.|อบจ\.)\s?\S+)\s*")
_DISTRICT = re.compile(r"(?:อำเภอ|(?<![ก-๎])อ\.)\s?(?P<value>[^\s,()]+)")
_PROVINCE = re.compile(r"(?:จังหวัด|(?<![ก-๎])จ\.)\s?(?P<value>[^\s,()]+)")
_FISCAL_YEAR = re.compile(r"ปีงบประมาณ\s*+(?:พ\.\s?ศ\.)?\s*+[0-9๐-๙]{4}(?![0-9๐-๙])")
_ANY_YEAR = re.compile(r"ปี(?:งบประมาณ)?\s*+(?:พ\.\s?ศ\.)?\s*+[0-9๐-๙]{4}(?![0-9๐-๙])")
_YEAR_ALONE = re.compile(_ANY_YEAR.pattern + r"(?!\s*[-–/]\s*[0-9๐-๙])")
_FOUR_DIGITS = re.compile(r"(?<![0-9๐-๙])[0-9๐-๙]{4}(?![0-9๐-๙])")
_ANALYSIS = re.compile("วิเคราะห์ผล|ผลการวิเคราะห์")
_RESULT = re.compile("ผลการประเมิน")  # of the year before, where another year is named as well
_RANGE = re.compile(r"\s*(?:[-–—−]|จนถึง|ถึง)\s*(?:วันที่\s*)?")
_PERIOD_WORDS = ("รอบ", "ระหว่าง", "ตั้งแต่")
_SIGNER = re.compile(r"\s*\((?!\s*ลง(?:ชื่อ|นาม))[^()]+\)\s*(?P<position>.*)")
_POSITION_WORD = re.compile(r"\s*ตำแหน่ง[\s.…:]*")
_EXECUTIVE, _REVIEWER = ("นายก", "ผู้ว่าราชการ"), ("ปลัด", "รองปลัด", "รักษาราชการแทนปลัด")


def year_named(text: str) -> FiscalYear | None:
    """The fiscal year that a line names last, unless it speaks of a result, which is another year's."""
    return None if _ANALYSIS.search(text) or _RESULT.search(text) else _last_year(text)


def year_above(lines: Sequence[Line]) -> FiscalYear | None:
    """The fiscal year that the lines above a table name last; a result's where no other is named."""
    texts = [line.text for line in lines]
    named = [year for text in texts if (year := year_named(text))]
    of_result = [year for text in texts if not _ANALYSIS.search(text) and (year := _last_year(text))]
    return next(reversed(named or of_result), None)


def _last_year(text: str) -> FiscalYear | None:
    named = _years_in(text)
    return parse_year(named[-1]) if named else None


def _years_in(text: str) -> list[str]:
    """The fiscal years that a text names; any other years where it names none, but for those of a range."""
    return _FISCAL_YEAR.findall(text) or _YEAR_ALONE.findall(text)


def year_in_name(name: str) -> FiscalYear | None:
    """The fiscal year that the name of a sheet holds, such as "ITA 2567"; None for none or several."""
    years = {year for text in _FOUR_DIGITS.findall(name) if (year := parse_year(text))}
    return years.pop() if len(years) == 1 else None


class Year(NamedTuple):
    """A fiscal year and the wording it was read from."""

    year: FiscalYear
    wording: Piece


@dataclass(slots=True)
class Memo:
    """Values by the key of the agency sheet's columns, weak points, and what each line was used for."""

    values: dict[str, Piece] = field(default_factory=dict)
    weak_points: list[tuple[Piece, NamedWeakness]] = field(default_factory=list)
    year: Year | None = None
    uses: dict[int, list[Column]] = field(default_factory=dict)  # by the line's index in what was read


def read_memo(lines: Sequence[Line]) -> Memo:
    """Whatever the paragraphs say; a field that none names is left out."""
    reader = _MemoReader(lines)
    reader.read_form_fields()
    reader.read_agency()
    reader.read_years()
    reader.read_period()
    reader.read_weak_points()
    reader.read_signers()
    reader.read_labels()
    return reader.memo


class _MemoReader:
    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.memo = Memo()

    def read_form_fields(self) -> None:
        for column, pattern in _FIELDS:
            for i, line in enumerate(self.lines):
                match = pattern.match(line.text)
                value = _without_dotted_end(match.group("value")) if match else ""
                if value:
                    self._keep(column, i, value)
                    break

    def read_agency(self) -> None:
        """The name that stands most often (a name often runs on into the next word), district, province."""
        names = Counter(match.group() for line in self.lines for match in _AGENCY.finditer(line.text))
        alone = [match.group(1) for line in self.lines if (match := _AGENCY_LINE.fullmatch(line.text))]
        names.update(alone)
        if names:
            name = min(names, key=lambda text: (-names[text], len(text)))
            self._keep(
                schema.AGENCY_NAME, next(i for i, line in enumerate(self.lines) if name in line.text), name
            )
        for column, pattern in ((schema.DISTRICT, _DISTRICT), (schema.PROVINCE, _PROVINCE)):
            self._keep_first(column, pattern)

    def read_years(self) -> None:
        """The year reported on stands outside the analysis; the one in the analysis is its basis."""
        named: list[tuple[int, str]] = []
        of_result: list[tuple[int, str]] = []  # what speaks of a result only
        for i, line in enumerate(self.lines):
            found = [(i, said) for said in _years_in(line.text)]
            if _RESULT.search(line.text):
                of_result += [] if _ANALYSIS.search(line.text) else found
            elif not _ANALYSIS.search(line.text):
                named += found
        for pattern in (_ANALYSIS, *([_RESULT] if named else [])):
            self._read_basis(pattern)
        named = named or of_result
        years = Counter(year for _, text in named if (year := parse_year(text)))
        for i, text in named:
            year = parse_year(text)
            if year is not None and years[year] == max(years.values()):
                self.memo.year = Year(year, Piece(text, self.lines[i].at))
                self.memo.uses.setdefault(i, []).append(schema.FISCAL_YEAR)
                return

    def _read_basis(self, words: re.Pattern[str]) -> None:
        """The first year behind words that speak of the result which the measures rest on."""
        for i, line in enumerate(self.lines):
            speaks = words.search(line.text)
            basis = _ANY_YEAR.search(line.text, speaks.end()) if speaks else None
            if schema.BASIS_YEAR.key not in self.memo.values and basis and parse_year(basis.group()):
                self._keep(schema.BASIS_YEAR, i, basis.group())

    def read_period(self) -> None:
        """The first range of dates in the subject, else where a period is spoken of; as written."""
        subject = self.memo.values.get(schema.SUBJECT.key)
        order = sorted(
            range(len(self.lines)), key=lambda i: subject is None or self.lines[i].at != subject.at
        )
        for i in order:
            text = self.lines[i].text
            is_subject = subject is not None and self.lines[i].at == subject.at
            if not is_subject and not any(word in text for word in _PERIOD_WORDS):
                continue
            for found in find_dates(text):
                wording = text[found.start_index : found.end_index]
                sides = _RANGE.split(wording)
                if len(sides) != 2:
                    continue
                days = (found.span.start, found.span.end)
                for column, side, day in zip(
                    (schema.PERIOD_START, schema.PERIOD_END), sides, days, strict=True
                ):
                    self._keep(column, i, side if parse_span(side) else thai_date(day))
                self._take_year_of_period(i, wording, days)
                return

    def _take_year_of_period(self, i: int, wording: str, days: tuple[date, date]) -> None:
        """Where no year is named, the fiscal year in which the whole period lies."""
        year = year_of(days[0])
        if self.memo.year is None and year is not None and days[0] <= days[1] <= year.end:
            self.memo.year = Year(year, Piece(wording, self.lines[i].at))
            self.memo.uses.setdefault(i, []).append(schema.FISCAL_YEAR)

    def read_weak_points(self) -> None:
        for i, line in enumerate(self.lines):
            found = named_weaknesses(line.text)
            if found:
                self.memo.weak_points = [(Piece(item.wording, line.at), item) for item in found]
                self.memo.uses.setdefault(i, []).append(schema.WEAK_POINT)
                return
            if opens_list(line.text) and self._read_weak_points_below(i):
                return

    def _read_weak_points_below(self, opening: int) -> bool:
        """Take the list in the lines below the one that opens it; whether there is one."""
        for i, line in enumerate(self.lines[opening + 1 :], opening + 1):
            found = weakness_of_line(line.text)
            if found is None:
                break
            self.memo.weak_points.append((Piece(found.wording, line.at), found))
            self.memo.uses.setdefault(i, []).append(schema.WEAK_POINT)
        return bool(self.memo.weak_points)

    def read_signers(self) -> None:
        """The positions under the names in brackets, by their first word; a name is never taken."""
        for i, text in self._positions():
            position = _POSITION_WORD.sub("", text, count=1).strip()
            column = schema.REPORTER
            if position.startswith(_EXECUTIVE):
                column = schema.EXECUTIVE
            elif position.startswith(_REVIEWER):
                column = schema.REVIEWER
            if column.key not in self.memo.values:
                self._keep(column, i, position)

    def _positions(self) -> Iterator[tuple[int, str]]:
        """(index of the line, position): behind a name in brackets, else below it, in a cell or a column."""
        named: set[int] = set()  # columns in which a name stands right above
        for i, line in enumerate(self.lines):
            for column, cell in line.filled.items():
                for text in shown(cell.raw).split("\n"):
                    match = _SIGNER.fullmatch(text)
                    said = match.group("position") if match else text if column in named else ""
                    if said.strip():
                        yield i, said
                    if text.strip():
                        (named.add if match and not said.strip() else named.discard)(column)

    def read_labels(self) -> None:
        """What stands beside the very titles of our own form, which came back by way of another program."""
        for i, line in enumerate(self.lines):
            for position, cell in line.filled.items() if line.is_row else ():
                column, value = _labelled().get(thai.fold(shown(cell.raw))), line.filled.get(position + 1)
                if column is None or value is None or thai.fold(shown(value.raw)) in _labelled():
                    continue
                self._keep(column, i, shown(value.raw))
                self.memo.values[column.key] = value
                if column is schema.FISCAL_YEAR and (year := parse_year(value.raw)):
                    self.memo.year = Year(year, value)

    def _keep(self, column: Column, i: int, value: str) -> None:
        self.memo.values[column.key] = Piece(value, self.lines[i].at)
        self.memo.uses.setdefault(i, []).append(column)

    def _keep_first(self, column: Column, pattern: re.Pattern[str]) -> None:
        for i, line in enumerate(self.lines):
            match = pattern.search(line.text)
            if match:
                self._keep(column, i, match.group("value"))
                return


@cache
def _labelled() -> dict[str, Column]:
    return {thai.fold(column.title.th): column for column in schema.AGENCY.columns}


def _without_dotted_end(value: str) -> str:
    """The value without the rest of a dotted line; one full stop at its end belongs to it."""
    value = value.strip()
    bare = value.rstrip(" \t\u00a0…_.")
    return value if value == bare + "." else bare
