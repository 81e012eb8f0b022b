"""From what stands in a cell to an `Entry`: the typed value, the text, the raw text and the place.

One function per `schema.Kind`. Nothing is judged: a text that is not of its column's kind gives an entry
without a value, and what was odd on the way comes back as oddities.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ita_sheets import fiscal, schema, thai
from ita_sheets.model import Amount, Entry, Measure, Oddity, OddityKind, Place, Record
from ita_sheets.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from ita_sheets.fiscal import FiscalYear, Span
    from ita_sheets.schema import Choices, Column, Sheet
    from ita_sheets.texts import Words

RawValue = str | int | float | bool | date | datetime | time | None
R = TypeVar("R", bound=Record)

_SHOWN_BELOW = 10**21  # of whole numbers that are written out
_ROUNDED_FROM = 10**15  # Excel keeps 15 digits of a number
_NUMBER = re.compile(r"[+-]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|[+-]?\.[0-9]+")
_INDICATOR = re.compile(r"0?([1-9]|10)(?![0-9])(.*)", re.DOTALL)
_BETWEEN_IDS = re.compile(r"[,;/\s]+")


class Read(NamedTuple):
    """An entry and what was odd about it."""

    entry: Entry[Any]
    oddities: tuple[Oddity, ...]


def blank(at: Place) -> Entry[Any]:
    """The entry of a cell in which nothing stands."""
    return Entry(None, "", "", at)


def read_entry(column: Column, raw: RawValue, at: Place, year: FiscalYear | None) -> Read:
    """What stands in one cell of a column. `year` helps with dates that name no year.

    `raw` is a cell's value: text, number, date, truth value or None.
    """
    text, changes = thai.tidied(shown(raw))
    oddities = [Oddity(OddityKind.TIDIED, at, {"what": tuple(sorted(changes))})] if changes else []
    value: Any = None
    if text and column.kind is Kind.DATE:
        span = fiscal.parse_span(raw if not isinstance(raw, str) else text, year)
        value = span
        oddities += _date_oddities(span, at)
    elif text and column.kind is Kind.YEAR:
        value = fiscal.parse_year(raw if isinstance(raw, date) else text)
    elif text:
        value = _PARSERS[column.kind](text, column)
        if column.kind is Kind.TEXT and isinstance(raw, date | time):
            oddities.append(Oddity(OddityKind.NUMBER_AS_DATE, at, {"text": text}))
        if column.kind is Kind.TEXT and isinstance(raw, int | float) and abs(raw) >= _ROUNDED_FROM:
            oddities.append(Oddity(OddityKind.NUMBER_ROUNDED, at, {"text": text}))
    entry = Entry(value, text, raw if isinstance(raw, str) else text, at)
    return Read(entry, tuple(oddities))


def read_record(
    kind: type[R],
    sheet: Sheet,
    values: Mapping[str, RawValue],
    place: Callable[[Column], Place],
    year: FiscalYear | None,
    **fields: Any,
) -> tuple[R, tuple[Oddity, ...]]:
    """A record of `kind` from the values by column key; a key without a value is a blank entry."""
    reads = {c.key: read_entry(c, values.get(c.key), place(c), year) for c in sheet.columns}
    record = kind(**{key: read.entry for key, read in reads.items()}, **fields)
    return record, tuple(oddity for read in reads.values() for oddity in read.oddities)


def shown(raw: RawValue) -> str:
    """The text a person sees for a cell's value; whole floats lose their ".0", dates are D/M/YYYY.

    Of a fraction the 15 digits that Excel shows at most: 0.1+0.2 is 0.3.
    """
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, float):
        raw = raw if raw.is_integer() else float(f"{raw:.15g}")
        return str(int(raw)) if raw.is_integer() and abs(raw) < _SHOWN_BELOW else repr(raw)
    if isinstance(raw, date):
        return f"{raw.day}/{raw.month}/{raw.year}"
    return str(raw)


def _date_oddities(span: Span | None, at: Place) -> list[Oddity]:
    if span is None:
        return []
    read_as = f"{span.start.isoformat()}..{span.end.isoformat()}"
    return [
        Oddity(OddityKind.DATE_NOTE, at, {"note": str(note), "read_as": read_as})
        for note in sorted(span.notes)
    ]


def _text(text: str, _column: Column) -> str:
    return text


def indicator_number(text: str) -> int | None:
    """The indicator 1-10 that a text names by number, by name or by both; None where the two differ."""
    text = thai.arabic_digits(thai.tidy(text)).strip()
    for prefix in schema.INDICATOR_PREFIXES:
        text = text.removeprefix(prefix).strip()
    for ending in schema.INDICATOR_ENDINGS:
        text = text.removesuffix(ending).strip()
    match = _INDICATOR.fullmatch(text)
    number = int(match.group(1)) if match else None
    name = thai.fold(match.group(2) if match else text)
    if number is not None and not name:
        return number
    named = _indicator_by_name().get(name)
    return named if number in (None, named) else None


def ids_named(text: str) -> tuple[str, ...]:
    """The ids in a cell that may name several, such as last year's of a merged measure; a dash names none."""
    return tuple(name for name in _BETWEEN_IDS.split(text) if thai.fold(name))


def measures_called(measures: Iterable[Measure], name: str) -> list[Measure]:
    """The measures that a person means by an id or a number, with or without the word for item before it."""
    called = {thai.fold(name)}
    called |= {thai.fold(thai.tidy(name).removeprefix(word)) for word in schema.ITEM_WORDS}
    called.discard("")
    by_id = [measure for measure in measures if thai.fold(measure.id.text or measure.ref) in called]
    return by_id or [m for m in measures if thai.fold(m.number.text or str(m.row)) in called]


@cache
def _indicator_by_name() -> dict[str, int]:
    return {
        thai.fold(name): item.number
        for item in schema.INDICATORS
        for name in (item.name.th, item.name.en, *item.aliases)
    }


def _indicator(text: str, _column: Column) -> int | None:
    return indicator_number(text)


def _choice(text: str, column: Column) -> str | None:
    """A closed list gives the item's key, an open one the item's Thai name or the text as it stands."""
    choices = column.choices
    if choices is None:
        return text
    for item in choices.items:
        if thai.fold(text) in {thai.fold(name) for name in (item.words.th, item.words.en, *item.aliases)}:
            return item.words.th if choices.open else item.key
    return text if choices.open else None


def choice_words(choices: Choices, key: str) -> Words | None:
    """The words of the item of that key, None where the list has none."""
    return next((item.words for item in choices.items if item.key == key), None)


def number(text: str) -> Decimal | None:
    """A plain number in Thai or Arabic digits with or without thousands commas; None for anything else."""
    text = thai.arabic_digits(thai.tidy(text)).replace(" ", "")
    if not _NUMBER.fullmatch(text):
        return None
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def _amount(text: str, _column: Column) -> Amount | None:
    """Baht, with or without the word and the ",-" behind it; or one of the nils in words."""
    nils = (schema.NO_BUDGET.words.th, schema.NO_BUDGET.words.en, *schema.NO_BUDGET.aliases)
    if text in nils or thai.fold(text) in {thai.fold(name) for name in nils} - {""}:
        return Amount(Decimal(0))
    for ending in schema.AMOUNT_ENDINGS:
        text = text.removesuffix(ending).strip()
    baht = number(text)
    return Amount(baht) if baht is not None else None


def _score(text: str, _column: Column) -> float | None:
    value = number(text.removesuffix("%"))  # a percentage of a hundred is the score
    return float(value) if value is not None else None


_PARSERS: dict[Kind, Callable[[str, Column], Any]] = {
    Kind.TEXT: _text,
    Kind.INDICATOR: _indicator,
    Kind.CHOICE: _choice,
    Kind.AMOUNT: _amount,
    Kind.SCORE: _score,
}
