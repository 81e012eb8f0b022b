"""Where things stand in the standard workbook. For writing and for tests: a reader goes by the stamps."""

from __future__ import annotations

from ita_sheets import schema

# tables
TITLE_ROW = 1
LIVE_ROW = 2
KEY_ROW = 3  # hidden
BAND_ROW = 4
HEADER_ROW = 5
FIRST_ROW = 6
LAST_ROW = FIRST_ROW + schema.MAX_MEASURES - 1  # how far frames, drop-downs and remarks reach

# the form
FORM_KEY_COLUMN, FORM_LABEL_COLUMN, FORM_VALUE_COLUMN, FORM_NEED_COLUMN, FORM_PROMPT_COLUMN = range(1, 6)
FORM_HINT_ROW = 2
FORM_FIRST_ROW = 4

# the lists
LISTS_HEADER_ROW = 1
LISTS_FIRST_ROW = 2


def table_column(sheet: schema.Sheet, column: schema.Column) -> int:
    """The column's number in its table, from 1."""
    return sheet.columns.index(column) + 1


def list_column(choices: schema.Choices) -> int:
    """The list's column on the sheet of lists, from 1."""
    return schema.LISTS.index(choices) + 1
