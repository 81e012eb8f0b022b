"""The one declaration: sheets, columns, choices, aliases, limits, help and the template's version.

Derived from here and never written again: the template with its drop-downs and prompts, the recognition of
headers, the printed table, the column reference in the docs. A column's key is the name of the field that
holds its value in `model`. The files of this folder are one namespace, cut by subject.
"""

from __future__ import annotations

from ita_sheets.schema.agency import *
from ita_sheets.schema.agency import AGENCY, SCORES, SOURCE, WAIVERS, WEAK_POINTS
from ita_sheets.schema.answers import *
from ita_sheets.schema.declarations import *
from ita_sheets.schema.declarations import Sheet
from ita_sheets.schema.gaps import *
from ita_sheets.schema.ita import *
from ita_sheets.schema.ita import INDICATOR_CHOICES, LEVEL_CHOICES
from ita_sheets.schema.lists import *
from ita_sheets.schema.lists import RELATIONS, STATUSES, UNITS
from ita_sheets.schema.measures import *
from ita_sheets.schema.measures import MEASURES
from ita_sheets.texts import Words

COVER_TAB = Words("คำแนะนำ", "Read me")
LISTS_TAB = Words("รายการ", "Lists")
SHEETS = (AGENCY, MEASURES, WEAK_POINTS, SCORES, WAIVERS, SOURCE)
TABLES = (MEASURES, WEAK_POINTS, SCORES, WAIVERS, SOURCE)
LISTS = (INDICATOR_CHOICES, UNITS, STATUSES, LEVEL_CHOICES, RELATIONS)


def sheet(key: str) -> Sheet:
    """The sheet of that key; raises `KeyError`."""
    for item in SHEETS:
        if item.key == key:
            return item
    raise KeyError(key)
