"""What a fiscal year, a span and a date note are; the year numbers and month names that all else rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

BE_OFFSET = 543
FIRST_YEAR, LAST_YEAR = 2500, 2650
BE_YEARS = range(2400, 2651)  # later ones are years converted twice (2562 -> 3105)
CE_YEARS = range(1900, 2151)

MONTHS = (
    ("มกราคม", "ม.ค.", "January"),
    ("กุมภาพันธ์", "ก.พ.", "February"),
    ("มีนาคม", "มี.ค.", "March"),
    ("เมษายน", "เม.ย.", "April"),
    ("พฤษภาคม", "พ.ค.", "May"),
    ("มิถุนายน", "มิ.ย.", "June"),
    ("กรกฎาคม", "ก.ค.", "July"),
    ("สิงหาคม", "ส.ค.", "August"),
    ("กันยายน", "ก.ย.", "September"),
    ("ตุลาคม", "ต.ค.", "October"),
    ("พฤศจิกายน", "พ.ย.", "November"),
    ("ธันวาคม", "ธ.ค.", "December"),
)
# Spellings so frequent in office files that refusing them would help nobody.


class DateNote(StrEnum):
    """What had to be understood to read a date, so that a rule can speak of it."""

    BE_AS_GREGORIAN = "be_as_gregorian"  # a date cell or ISO text that holds a B.E. year
    CE_YEAR = "ce_year"  # a C.E. year beside Thai words or digits
    TWO_DIGIT_YEAR = "two_digit_year"  # taken as 25xx
    SERIAL = "serial"  # a bare number: Excel's count of days
    MIXED_DIGITS = "mixed_digits"  # Thai and Arabic digits in one wording
    YEAR_ASSUMED = "year_assumed"  # no year written: that of the fiscal year given


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `start` to `end`, both included, as written: `end` may lie before `start`."""

    start: date
    end: date
    notes: frozenset[DateNote] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """A date inside a text: ``text[start_index:end_index]`` is its wording."""

    start_index: int
    end_index: int
    span: Span


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear:
    """A fiscal year by its Buddhist Era number: 1 October of the year before to 30 September.

    Raises `ValueError` outside 2500..2650.
    """

    be: int

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.be <= LAST_YEAR:
            raise ValueError(f"fiscal year {self.be} is not within {FIRST_YEAR}..{LAST_YEAR}")

    def __str__(self) -> str:
        return str(self.be)

    @property
    def start(self) -> date:
        """1 October of the year before."""
        return date(self.be - BE_OFFSET - 1, 10, 1)

    @property
    def end(self) -> date:
        """30 September."""
        return date(self.be - BE_OFFSET, 9, 30)

    @property
    def span(self) -> Span:
        """All its days."""
        return Span(self.start, self.end)

    @property
    def previous(self) -> FiscalYear:
        """The year before; `ValueError` before the first."""
        return FiscalYear(self.be - 1)

    @property
    def next(self) -> FiscalYear:
        """The year after; `ValueError` after the last."""
        return FiscalYear(self.be + 1)

    def contains(self, day: date) -> bool:
        """Whether the day lies within the year."""
        return self.start <= day <= self.end

    def quarter(self, number: int) -> Span:
        """Quarter 1 (October to December) to 4 (July to September); `ValueError` for another number."""
        if number not in range(1, 5):
            raise ValueError(f"quarter {number} is not within 1..4")
        first = date(self.start.year + (number > 1), (10, 1, 4, 7)[number - 1], 1)
        return Span(first, month_end(first.year, first.month + 2))


def written_year(text: str) -> tuple[int, frozenset[DateNote]] | None:
    """The B.E. year that two or four Arabic digits mean, and what was understood."""
    if len(text) == 2:
        return 2500 + int(text), frozenset({DateNote.TWO_DIGIT_YEAR})
    number = int(text) if len(text) == 4 else 0
    if number in BE_YEARS:
        return number, frozenset()
    if number in CE_YEARS:
        return number + BE_OFFSET, frozenset({DateNote.CE_YEAR})
    return None


def fiscal_year(text: str) -> FiscalYear | None:
    written = written_year(text)
    return FiscalYear(written[0]) if written and FIRST_YEAR <= written[0] <= LAST_YEAR else None


def year_of(day: date) -> FiscalYear | None:
    return fiscal_year(str(day.year + BE_OFFSET + (day.month >= 10)))


def month_end(year: int, month: int) -> date:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return first_of_next - timedelta(days=1)
