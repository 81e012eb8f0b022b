"""One entry of a report into one cell: letter for letter, but for numbers and closed lists.

A number goes in as a number where it was understood, an indicator and the item of a closed list as the list's
own words, so that drop-downs and counting lines know them. Everything else stands as it was typed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ita_sheets import schema, thai
from ita_sheets.entries import choice_words
from ita_sheets.fiscal import Span, thai_date
from ita_sheets.model import Amount, Entry
from ita_sheets.render.style import Role
from ita_sheets.schema import Column, Kind

if TYPE_CHECKING:
    from ita_sheets.render.book import At, Tab

INPUTS = {Kind.AMOUNT: Role.INPUT_AMOUNT, Kind.SCORE: Role.INPUT_SCORE}  # every other kind is text
FIELDS = {Kind.AMOUNT: Role.FIELD_SCORE, Kind.SCORE: Role.FIELD_SCORE}


def write_entry(tab: Tab, at: At, column: Column, entry: Entry[Any], role: Role) -> None:
    """The entry into the cell; nothing where nothing stands."""
    if (number := entry_number(column, entry)) is not None:
        tab.number(at, number, role)
    elif text := entry_text(column, entry):
        tab.text(at, text, role)


def entry_number(column: Column, entry: Entry[Any]) -> float | None:
    """The number to write, None where a text is to be written."""
    if entry.value is None or column.kind not in INPUTS:
        return None
    if isinstance(entry.value, Amount):
        spelled_out = not any(char.isdigit() for char in entry.raw)
        return None if entry.value.nil and spelled_out else float(entry.value.baht)
    return float(entry.value) if isinstance(entry.value, int | float | Decimal) else None


def entry_text(column: Column, entry: Entry[Any]) -> str:
    """The text to write."""
    if entry.value is not None and column.kind is Kind.INDICATOR:
        return schema.indicator(entry.value).label.th
    if entry.value is not None and column.choices is not None and not column.choices.open:
        words = choice_words(column.choices, entry.value)
        return words.th if words else entry.raw
    if entry.value is not None and thai.is_blank(entry.raw):
        return _value_text(entry.value)
    return entry.raw


def _value_text(value: object) -> str:
    """A value that stands nowhere in words yet: made by an importer."""
    if isinstance(value, Span):
        ends = (thai_date(day, thai_digits=False) for day in dict.fromkeys((value.start, value.end)))
        return " - ".join(ends)
    return str(value)
