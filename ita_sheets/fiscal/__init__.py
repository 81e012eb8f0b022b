"""Fiscal years (Buddhist Era) and dates as Thai offices write them: the only place that parses either.

A value is read by cutting its text into date words (`words`) and fitting them to a small grammar (`grammar`).
Whatever is not date wording makes `parse_span` answer None; `find_dates` reads the same grammar inside
running text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from ita_sheets import thai
from ita_sheets.fiscal.grammar import dated_at, twice_said, whole_span
from ita_sheets.fiscal.words import ANCHOR, BEFORE_YEAR, Kind, only_run, readable, runs
from ita_sheets.fiscal.years import (
    BE_OFFSET,
    BE_YEARS,
    CE_YEARS,
    LAST_YEAR,
    MONTHS,
    DateNote,
    FiscalYear,
    Found,
    Span,
    fiscal_year,
)
from ita_sheets.texts import Words
from ita_sheets.texts.summary import SAVED

__all__ = [
    "DateNote",
    "FiscalYear",
    "Found",
    "Span",
    "find_dates",
    "parse_span",
    "parse_year",
    "said_time",
    "thai_date",
]

_THAI_TIME = timezone(timedelta(hours=7))
_NO_DAYS = 60
_SERIALS = range(_NO_DAYS + 1, 80_001)
_LONGEST_WORDING = 200  # characters; no wording of one period comes near it


def parse_year(value: object) -> FiscalYear | None:
    """The fiscal year a cell or a typed text names, or None when it names none.

    Takes numbers, dates (their year alone) and text such as a B.E., C.E. or two-digit year, in Thai or Arabic
    digits, with or without the words that go before a year.
    """
    if isinstance(value, date):
        return fiscal_year(str(value.year))
    if isinstance(value, (int, float)):
        whole = _whole(value)
        return None if whole is None else fiscal_year(str(whole))
    if not isinstance(value, str) or len(value) > _LONGEST_WORDING:
        return None
    text = re.sub(r"\.0+$", "", readable(value))
    words = [word for word in only_run(text) if word.kind not in BEFORE_YEAR]
    if len(words) != 1 or words[0].kind is not Kind.NUMBER:
        return None
    return fiscal_year(words[0].text)


def parse_span(value: object, year: FiscalYear | None = None) -> Span | None:
    """The days that a cell or a text means, or None when it is anything but one date or period.

    A day is a span of one day, a month the whole month, a year without a month the fiscal year. Where no year
    is written `year` is taken (and noted); without it such a wording is None. Impossible days are None.
    """
    if isinstance(value, date):
        return _from_calendar(date(value.year, value.month, value.day))
    if isinstance(value, (int, float)):
        return _from_number(value)
    if not isinstance(value, str) or len(value) > _LONGEST_WORDING:
        return None
    text = readable(value)
    if re.fullmatch(r"[0-9]{5,6}(?:\.0+)?", text):
        return _from_number(float(text))
    outside, bracket, inside = text.removesuffix(")").partition("(")
    said_twice = bracket and text.endswith(")")
    span = twice_said(outside, inside, year) if said_twice else whole_span(text, year)
    return None if span is None else _noted(span, value)


def find_dates(text: str, year: FiscalYear | None = None) -> list[Found]:
    """Days, months with a year, and ranges of them, anywhere inside a running text, in its order.

    A day and month without a year count only when `year` is given. A full month name with two digits after
    it is no date here: in running text the digits are more often a count.
    """
    found: list[Found] = []
    with_arabic = thai.arabic_digits(text)
    if not ANCHOR.search(with_arabic):
        return found
    for words in runs(with_arabic):
        after = 0
        for i, word in enumerate(words):
            dated = dated_at(words, i, year) if i >= after else None
            if dated is not None:
                span, after = dated
                end = words[after - 1].end
                found.append(Found(word.start, end, _noted(span, text[word.start : end])))
    return found


def thai_date(day: date, *, thai_digits: bool = True, short: bool = False) -> str:
    """The day in Thai words and the Buddhist Era; `short` abbreviates the month and the year."""
    full_name, short_name, _ = MONTHS[day.month - 1]
    be = day.year + BE_OFFSET
    text = f"{day.day} {short_name} {be % 100:02}" if short else f"{day.day} {full_name} {be}"
    return thai.thai_digits(text) if thai_digits else text


def said_time(moment: datetime) -> Words:
    """Day and time in Thailand of a moment in UTC, as workbooks state it."""
    local = moment.replace(tzinfo=UTC).astimezone(_THAI_TIME)
    day = Words(thai_date(local.date(), thai_digits=False, short=True), local.date().isoformat())
    return SAVED.fill(day=day, time=f"{local:%H:%M}")


def _noted(span: Span, wording: str) -> Span:
    """The span with what its wording, as typed, adds to the notes or takes from them."""
    notes = span.notes
    if not any(map(thai.is_thai, wording)):
        notes -= {DateNote.CE_YEAR}
    if re.search("[0-9]", wording) and thai.arabic_digits(wording) != wording:
        notes |= {DateNote.MIXED_DIGITS}
    return replace(span, notes=notes)


def _from_calendar(day: date, notes: frozenset[DateNote] = frozenset()) -> Span | None:
    """A Gregorian date, whose year may be a B.E. one typed by mistake."""
    if day.year in BE_YEARS:
        notes |= {DateNote.BE_AS_GREGORIAN}
        try:
            day = day.replace(year=day.year - BE_OFFSET)
        except ValueError:
            return None
    return Span(day, day, notes) if day.year in CE_YEARS else None


def _from_number(value: float) -> Span | None:
    """A number: a year when it can be one, else Excel's count of days from 1 January 1900.

    The part after the point is the time of day. The counts of 1905 to 1907 are read as the years they look
    like, and the first 60 are no days: a small number in a date column is a quarter, a month or a house.
    """
    if isinstance(value, bool) or not 0 < value < 1_000_000:
        return None
    count = int(value)
    year = fiscal_year(str(count)) if count == value and count >= CE_YEARS.start else None
    if year is not None:
        return year.span
    if count <= _NO_DAYS:
        return None
    day = date(1899, 12, 30) + timedelta(days=count)
    if count not in _SERIALS and day.year not in BE_YEARS:
        return None
    return _from_calendar(day, frozenset({DateNote.SERIAL}))


def _whole(number: float) -> int | None:
    """A number without a fraction as int."""
    return int(number) if 0 <= number <= LAST_YEAR and number == int(number) else None
