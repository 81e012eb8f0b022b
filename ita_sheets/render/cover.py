"""The first sheet of the standard workbook: what to fill in, what counts as a result, how to send it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.render.positions import FIRST_ROW, FORM_FIRST_ROW, FORM_VALUE_COLUMN, LISTS_FIRST_ROW
from ita_sheets.render.style import Role
from ita_sheets.render.tables import BANDS
from ita_sheets.schema import Need
from ita_sheets.texts import template as texts

if TYPE_CHECKING:
    from ita_sheets.fiscal import FiscalYear
    from ita_sheets.render.book import At, Book, Tab
    from ita_sheets.texts import Words

WIDTHS = (26.0, 62.0, 32.0)  # characters
LAST = schema.COVER_COLUMNS


def cover(
    book: Book, year: FiscalYear, agency: str | None, *, has_source: bool, rolled_forward: bool
) -> None:
    """The sheet of instructions."""
    tab = book.tab(schema.COVER_TAB.th, landscape=False, page_title=texts.PAGE_TITLE.fill(year=year).th)
    for column, width in enumerate(WIDTHS, 1):
        tab.column(column, width)
    tab.text((1, 1), texts.TITLE.th, Role.TITLE)
    line = texts.YEAR_AND_AGENCY.fill(year=year, agency=agency) if agency else texts.YEAR_LINE.fill(year=year)
    tab.text((2, 1), line.th, Role.SUBTITLE)
    tab.across((3, 1), LAST, texts.PURPOSE.fill(year=year).th, Role.BODY)
    row = _sheets(tab, 5, has_source=has_source)
    # All of it takes more than a page; the legend is what can best stand on a second one.
    rolled = (_relations, _results, _steps, _bands)
    for section in rolled if rolled_forward else (_bands, _results, _steps):
        row = section(tab, row + 1)
    mark = schema.COVER_MARK.fill(version=schema.TEMPLATE_VERSION, year=year)
    tab.text((row + 1, 1), mark.th, Role.SMALL)


def _heads(tab: Tab, row: int, heads: tuple[Words, ...]) -> None:
    for column, head in enumerate(heads, 1):
        tab.text((row, column), head.th, Role.HEAD)


def _sheets(tab: Tab, row: int, *, has_source: bool) -> int:
    """The sheets with links; the next free row."""
    tab.text((row, 1), texts.SHEETS_SECTION.th, Role.SECTION)
    _heads(tab, row + 1, texts.SHEET_HEADS)
    row += 2
    for sheet in schema.SHEETS:
        if sheet is schema.SOURCE and not has_source:
            continue
        target = (FORM_FIRST_ROW, FORM_VALUE_COLUMN) if sheet.is_form else (FIRST_ROW, 1)
        _sheet_line(tab, row, (sheet.tab.th, target), texts.SHEET_LINES[sheet.key])
        row += 1
    _sheet_line(tab, row, (schema.LISTS_TAB.th, (LISTS_FIRST_ROW, 1)), texts.LISTS_LINE)
    return row + 1


def _sheet_line(tab: Tab, row: int, target: tuple[str, At], line: tuple[Words, Words]) -> None:
    tab.link((row, 1), target[0], target)
    for column, words in enumerate(line, 2):
        tab.text((row, column), words.th)


def _bands(tab: Tab, row: int) -> int:
    """The legend; the next free row."""
    tab.text((row, 1), texts.BANDS_SECTION.th, Role.SECTION)
    lines = [(texts.NEED_WORDS[need], BANDS[need], texts.NEED_LINES[need]) for need in Need]
    lines.append((texts.HATCHED, Role.HATCHED, texts.HATCHED_LINE))
    lines.append((texts.COPIED, Role.COPY, texts.COPIED_LINE))
    for number, (word, role, meaning) in enumerate(lines, row + 1):
        tab.text((number, 1), word.th, role)
        tab.across((number, 2), LAST, meaning.th, Role.TEXT)
    return row + 1 + len(lines)


def _relations(tab: Tab, row: int) -> int:
    """What stands there of last year, and how to say what became of a measure; the next free row."""
    tab.text((row, 1), texts.ROLLED_SECTION.th, Role.SECTION)
    tab.across((row + 1, 1), LAST, texts.ROLLED_RULE.th, Role.BODY)
    choices = [choice for choice in schema.RELATIONS.items if choice is not schema.KEPT]
    for number, choice in enumerate(choices, row + 2):
        tab.text((number, 1), choice.words.th, Role.LABEL)
        tab.across((number, 2), LAST, texts.RELATION_LINES[choice.key].th, Role.TEXT)
    return row + 2 + len(choices)


def _results(tab: Tab, row: int) -> int:
    """What counts as an outcome, with an example that does not and one that does; the next free row."""
    tab.text((row, 1), texts.RESULT_SECTION.th, Role.SECTION)
    tab.across((row + 1, 1), LAST, texts.RESULT_RULE.th, Role.BODY)
    _heads(tab, row + 2, texts.EXAMPLE_HEADS)
    lines = (
        (schema.MEASURE.title, Role.LABEL, texts.EXAMPLE_MEASURE, None),
        (schema.ACTION.title, Role.LABEL, texts.EXAMPLE_ACTION, None),
        (texts.BAD, Role.GAP, texts.BAD_EXAMPLE.text, texts.BAD_EXAMPLE.why),
        (texts.GOOD, Role.OK, texts.GOOD_EXAMPLE.text, texts.GOOD_EXAMPLE.why),
    )
    row += 3
    for label, role, example, why in lines:
        tab.text((row, 1), label.th, role)
        if why is None:
            tab.across((row, 2), LAST, example.th, Role.TEXT)
        else:
            tab.text((row, 2), example.th)
            tab.text((row, 3), why.th)
        row += 1
    return row


def _steps(tab: Tab, row: int) -> int:
    """How to fill it in and send it back; the next free row."""
    tab.text((row, 1), texts.RETURN_SECTION.th, Role.SECTION)
    for number, step in enumerate(texts.STEPS, 1):
        tab.across((row + number, 1), LAST, f"{number}. {step.th}", Role.BODY)
    return row + 1 + len(texts.STEPS)
