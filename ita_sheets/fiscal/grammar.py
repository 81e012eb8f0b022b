"""The grammar of date wording: words fitted to parts, parts to a span.

A part is a day, a month, a quarter or a year; a span is one part, or two around a range word. What one side
of a range leaves out, it takes from the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from ita_sheets.fiscal.words import BEFORE_YEAR, MONTH_KEYS, Kind, Word, only_run, small
from ita_sheets.fiscal.years import BE_OFFSET, DateNote, FiscalYear, Span, month_end, written_year, year_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_NUMERIC_PARTS = re.compile(r"([0-9]+)[^0-9]+([0-9]+)[^0-9]+([0-9]+)")
_BEFORE_PART = frozenset({Kind.LEAD, Kind.MONTH_WORD})
_DATE_STARTS = frozenset({Kind.NUMERIC, Kind.NUMBER, Kind.MONTH})


@dataclass(frozen=True, slots=True)
class _Year:
    """A written year; after the words for a fiscal year, October belongs to the calendar year before."""

    be: int
    fiscal: bool
    notes: frozenset[DateNote]


@dataclass(frozen=True, slots=True)
class _Part:
    """One side of a range: a day, month or quarter, else the whole year; or a number yet to be understood."""

    year: _Year | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    number: int | None = None
    abbreviated: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether running text means a date by it (see `find_dates`)."""
        if self.month is None or self.day is not None:
            return self.day is not None
        return self.year is not None and (self.abbreviated or DateNote.TWO_DIGIT_YEAR not in self.year.notes)


def _kind(words: list[Word], i: int) -> Kind | None:
    return words[i].kind if i < len(words) else None


def whole_span(text: str, year: FiscalYear | None) -> Span | None:
    """The span that all of a readable text means."""
    words = only_run(text)
    fits = (parts for parts, after in _fits(words, 0) if after == len(words))
    return next((_span(parts, year) for parts in fits), None)


def dated_at(words: list[Word], i: int, year: FiscalYear | None) -> tuple[Span, int] | None:
    """The longest date of a running text that begins at word `i`, and the word after it."""
    if words[i].kind not in _DATE_STARTS:
        return None
    for parts, after in _fits(words, i):
        if all(part.is_dated for part in parts) and (span := _span(parts, year)):
            return span, after
    return None


def _fits(words: list[Word], i: int) -> Iterator[tuple[tuple[_Part, ...], int]]:
    """The readings from word `i` with the word after each, the longest first."""
    one = _part(words, i)
    if one is None:
        return
    left, after = one
    other = _part(words, after + 1) if _kind(words, after) is Kind.RANGE else None
    if other is not None:
        pair = _paired(left, other[0])
        if pair is not None:
            yield pair, other[1]
    if left.number is None:
        yield (left,), after


def _part(words: list[Word], i: int) -> tuple[_Part, int] | None:
    while _kind(words, i) in _BEFORE_PART:
        i += 1
    match _kind(words, i):
        case Kind.NUMERIC:
            numeric = _numeric_date(words[i].text)
            return None if numeric is None else (numeric, i + 1)
        case Kind.NUMBER:
            return _number_part(words, i)
        case Kind.MONTH:
            return _month_part(words, i)
        case Kind.QUARTER:
            return _quarter_part(words, i + 1)
        case Kind.WHOLE | Kind.FISCAL | Kind.ERA:
            is_whole = words[i].kind is Kind.WHOLE
            year, after = _year_at(words, i + is_whole)
            return (_Part(year=year), after) if year or is_whole else None
    return None


def _number_part(words: list[Word], i: int) -> tuple[_Part, int] | None:
    """A number: the day before a month, a year that stands alone, or the open side of a range."""
    number = small(words[i].text)
    after = i + 1 + (_kind(words, i + 1) is Kind.MONTH_WORD)
    if _kind(words, after) is Kind.MONTH and number:
        month, end = _month_part(words, after, with_day=True)
        return replace(month, day=number), end
    if len(words[i].text) == 4:
        year, end = _year_at(words, i)
        return None if year is None else (_Part(year=year), end)
    if not number:
        return None
    year, end = _year_at(words, i + 1, after_slash=True)
    return _Part(number=number, year=year), end


def _month_part(words: list[Word], i: int, *, with_day: bool = False) -> tuple[_Part, int]:
    """A month with what follows it; in English the day may ("October 15, 2024")."""
    text = words[i].text
    month = MONTH_KEYS[re.sub("[. ]", "", text.casefold())]
    after = i + 1 + (_kind(words, i + 1) is Kind.COMMA)
    day = None
    if not with_day and text.isascii() and _kind(words, i + 1) is Kind.NUMBER:
        comma = _kind(words, i + 2) is Kind.COMMA
        if _kind(words, i + 2 + comma) is Kind.NUMBER and (day := small(words[i + 1].text)):
            after = i + 2 + comma
    year, end = _year_at(words, after)
    abbreviated = "." in text or len(text) < 4
    return _Part(year=year, month=month, day=day, abbreviated=abbreviated), i + 1 if year is None else end


def _quarter_part(words: list[Word], i: int) -> tuple[_Part, int] | None:
    number = small(words[i].text) if _kind(words, i) is Kind.NUMBER else None
    if number is None:
        return None
    year, after = _year_at(words, i + 1, after_slash=True)
    return _Part(quarter=number, year=year), after


def _year_at(words: list[Word], i: int, *, after_slash: bool = False) -> tuple[_Year | None, int]:
    """The year at word `i`, with the words that go before one; `i` itself when there is none."""
    after = i + (after_slash and _kind(words, i) is Kind.SLASH)
    fiscal = False
    while _kind(words, after) in BEFORE_YEAR:
        fiscal = fiscal or words[after].kind is Kind.FISCAL
        after += 1
    written = written_year(words[after].text) if _kind(words, after) is Kind.NUMBER else None
    if written is None or (after_slash and after == i):
        return None, i
    be, notes = written
    return _Year(be, fiscal, notes), after + 1


def _numeric_date(text: str) -> _Part | None:
    """A day in figures: day first, or year first (ISO, where a B.E. year is out of place)."""
    match = _NUMERIC_PARTS.match(text)
    if match is None:
        return None
    first, month, last = match.groups()
    year_first = len(first) == 4
    day, year_text = (last, first) if year_first else (first, last)
    written = written_year(year_text)
    if written is None or not small(day) or not small(month):
        return None
    be, notes = written
    if year_first and not notes:
        notes = frozenset({DateNote.BE_AS_GREGORIAN})
    return _Part(year=_Year(be, fiscal=False, notes=notes), month=int(month), day=int(day))


def _paired(left: _Part, right: _Part) -> tuple[_Part, _Part] | None:
    """Both sides of a range with what one side leaves to the other, or None when they do not fit."""
    if left.number is not None:
        if right.day is None or left.year is not None:
            return None
        left = replace(right, day=left.number)
    elif right.number is not None:
        if left.quarter is None:
            return None
        right = _Part(quarter=right.number, year=right.year)
    if (left.year is None) == (right.year is None):
        return left, right
    if (left.month is None, left.quarter is None) != (right.month is None, right.quarter is None):
        return None
    turn = (left.month or 0) > (right.month or 0)
    if left.year is None:
        return replace(left, year=_turned(right.year, -turn)), right
    return left, replace(right, year=_turned(left.year, +turn))


def _turned(year: _Year | None, by: int) -> _Year | None:
    """The year carried over a New Year; a fiscal year holds both its sides."""
    return year if year is None or year.fiscal else replace(year, be=year.be + by)


def _span(parts: tuple[_Part, ...], year: FiscalYear | None) -> Span | None:
    """From the first day of the first part to the last day of the last; None for days that never were."""
    try:
        spans = [_resolved(part, year) for part in parts]
    except ValueError:
        return None
    first, last = spans[0], spans[-1]
    return None if first is None or last is None else Span(first.start, last.end, first.notes | last.notes)


def _resolved(part: _Part, year: FiscalYear | None) -> Span | None:
    """The days of one part; raises `ValueError` for impossible ones."""
    written = part.year
    if written is None:
        if year is None:
            return None
        written = _Year(year.be, fiscal=True, notes=frozenset({DateNote.YEAR_ASSUMED}))
    if part.month is None:
        whole = FiscalYear(written.be)
        days = whole.span if part.quarter is None else whole.quarter(part.quarter)
        return replace(days, notes=written.notes)
    year_before = written.fiscal and part.month >= 10
    first = date(written.be - BE_OFFSET - year_before, part.month, part.day or 1)
    last = first if part.day else month_end(first.year, first.month)
    return Span(first, last, written.notes)


def twice_said(outside: str, inside: str, year: FiscalYear | None) -> Span | None:
    """A period and, in brackets, the same one in other words; None when they differ."""
    said = whole_span(outside, None) or whole_span(inside, None)
    home = year if said is None else year_of(said.start)
    one, other = whole_span(outside, home), whole_span(inside, home)
    if one is None or other is None or (one.start, one.end) != (other.start, other.end):
        return None
    return said or one
