"""The sheet of the gap list that a unit writes on: what to mend, room to write, and keys to read it back by.

A later reader finds the columns by the stamps of `schema.GAP_LIST`; each unit's sheet has them all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ita_sheets import schema
from ita_sheets.render import gap_columns
from ita_sheets.render.answers_sheet import KEY_WIDTH, write_key
from ita_sheets.render.book import LOWEST_ROW, Say, area
from ita_sheets.render.gap_columns import Part
from ita_sheets.render.heights import column_points, row_height
from ita_sheets.render.long_texts import said_shortly
from ita_sheets.render.style import LOOKS, Role
from ita_sheets.render.tables import TEXT_LIMIT, TITLE_LIMIT
from ita_sheets.render.volumes import cell_name, unit_name
from ita_sheets.texts import gaps as words
from ita_sheets.texts import summary as texts
from ita_sheets.texts import template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ita_sheets.render.book import Tab
    from ita_sheets.render.gap_columns import Known
    from ita_sheets.render.volumes import Row
    from ita_sheets.schema import Column
    from ita_sheets.texts import Lang

SHEET = schema.GAP_LIST
LONGEST_CHOICE = 60  # characters of a unit's name; a longer one cannot be read in a drop-down
Top = list[tuple[str, Role]]  # the lines above a table


def answers_sheet(
    tab: Tab, name: str, top: Top, listed: Sequence[Row], known: Known, *, is_only: bool
) -> None:
    """Fill a unit's sheet, a table of that name; the only one also tells the place of each measure."""
    lang = known.lang
    several_units = len({unit_name(row.measure) for row in listed}) > 1
    shown = _shown(known, several_units=several_units, is_only=is_only)
    key_row = len(top) + 1
    header, last = key_row + 1, key_row + 1 + len(listed)
    for number, column in enumerate(shown, 1):
        if isinstance(column, Part):
            head(tab, (header, number), column, lang)
            continue
        hidden = column in schema.GAP_KEYS
        tab.column(number, KEY_WIDTH if hidden else column.width, hidden=hidden)
        write_key(tab, (key_row, number), SHEET, column)
        tab.text((header, number), column.title[lang], Role.HEAD if hidden else Role.HEAD_REQUIRED)
    tab.hide_row(key_row)
    write_top(tab, top, [column.width for column in shown if column not in schema.GAP_KEYS], len(shown))
    for at, row in enumerate(listed, header + 1):
        for number, column in enumerate(shown, 1):
            text, role = _cell(row, column, lang)
            tab.text((at, number), text, role)
    _help(tab, shown, (header + 1, last), _who(listed, lang), lang)
    finish(tab, name, (header, last), len(shown), len(gap_columns.item(known)) + len(schema.GAP_KEYS) + 1)


def head(tab: Tab, at: tuple[int, int], part: Part, lang: Lang) -> None:
    """A column's width and head."""
    tab.column(at[1], part.width)
    tab.text(at, part.head[lang], Role.HEAD)


def write_top(tab: Tab, top: Top, widths: Sequence[float], columns: int) -> None:
    """The lines above a table of so many columns, of which those that show are so wide."""
    room = column_points(sum(widths) + (len(widths) - 1) * 5 / 7)  # each column adds 5 px of its own
    for row, (text, role) in enumerate(top, 1):
        if LOOKS[role].wrap:
            tab.across((row, 1), columns, text, role)
            tab.height(row, max(LOWEST_ROW, row_height([(text, room, LOOKS[role])])))
        else:
            tab.text((row, 1), text, role)


def finish(tab: Tab, name: str, rows: tuple[int, int], columns: int, frozen: int) -> None:
    """A table of that name from the header's row to the last; the header stays in sight and on every page."""
    header, last = rows
    tab.table(name, (header, 1), (last, columns))
    tab.allow_digits_as_text(area((header + 1, 1), (last, columns)))
    tab.freeze(header, frozen)
    tab.repeat(header, header)


def _shown(known: Known, *, several_units: bool, is_only: bool) -> list[Part | Column]:
    """The columns; the keys stand hidden among them, so that whatever block people sort takes them along."""
    lead: list[Part | Column] = [*gap_columns.item(known), *schema.GAP_KEYS, gap_columns.measure(27.0)]
    if several_units:
        lead.append(gap_columns.unit(known, 14.0))
    told = (
        gap_columns.verdict(known, 13.0),
        gap_columns.why_and_how(known, 36.0),
        gap_columns.written(known, 27.0),
    )
    end = [gap_columns.place(17.0)] if is_only else []
    return [*lead, *told, *schema.GAP_ANSWERS, *end]


def _cell(row: Row, column: Part | Column, lang: Lang) -> tuple[str, Role]:
    if isinstance(column, Part):
        return column.text(row, lang), column.role
    if column is schema.GAP_STATUS:
        return schema.TO_DO.words[lang], Role.FIELD
    return (_keys(row)[column], Role.KEY) if column in schema.GAP_KEYS else ("", Role.FIELD)


def _keys(row: Row) -> dict[Column, str]:
    measure, at = row.measure, row.measure.where(schema.OUTCOME)
    return {
        schema.GAP_YEAR: str(row.volume.be or ""),
        schema.GAP_ID: measure.ref,
        schema.GAP_ROW: str(measure.row),
        schema.GAP_FILE: at.file,
        schema.GAP_CELL: cell_name(at),
    }


def _help(
    tab: Tab, shown: Sequence[Part | Column], rows: tuple[int, int], who: Sequence[str], lang: Lang
) -> None:
    """Drop-downs and prompts; the lists stand in the row of the keys, where no sorting reaches them."""
    first, last = rows
    key_row, free = first - 2, len(shown) + 1
    statuses = [choice.words[lang] for choice in schema.GAP_STATUSES.items]
    lists = {schema.GAP_STATUS: statuses, schema.GAP_WHO: who}
    refusals = {
        schema.GAP_STATUS: Say(template.CHOOSE_REFUSED_TITLE[lang], template.CHOOSE_REFUSED[lang]),
        schema.GAP_WHO: Say(template.CHOOSE_REFUSED_TITLE[lang], words.NO_NAMES[lang]),
    }
    for column in schema.GAP_ANSWERS:
        number = shown.index(column) + 1
        cells = area((first, number), (last, number))
        prompt = column.prompt[lang] if column.prompt else ""
        said = Say(said_shortly(column.title[lang], TITLE_LIMIT), said_shortly(prompt, TEXT_LIMIT))
        if column not in lists:
            tab.say(cells, said)
            continue
        for place, item in enumerate(lists[column], free):
            tab.column(place, KEY_WIDTH, hidden=True)
            tab.text((key_row, place), item, Role.KEY)
        end = free + len(lists[column]) - 1
        source = area((key_row, free), (key_row, end), absolute=True, tab=tab.name)
        tab.choose(cells, source, said, refusals[column], strict=column is schema.GAP_STATUS)
        free = end + 1


def _who(listed: Sequence[Row], lang: Lang) -> list[str]:
    """The units to choose from: those of the list first, then the usual ones."""
    own = [unit_name(row.measure) for row in listed if unit_name(row.measure) is not texts.NO_UNIT]
    names = dict.fromkeys(name[lang] for name in (*own, *(item.words for item in schema.UNITS.items)))
    return [name for name in names if len(name) <= LONGEST_CHOICE and "\n" not in name]
