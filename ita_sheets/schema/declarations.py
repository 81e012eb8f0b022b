"""What a sheet, a column and a choice are, and the marks by which a workbook is known as ours."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ita_sheets.texts import Words

TEMPLATE_VERSION = 2
# Every version that is read as it stands: columns are found by their stamps, so an older workbook only
# lacks what came later. 2: what stood last year beside the outcome, the relation to it, and waivers.
VERSIONS_READ = (1, 2)
STAMP = f"ita{TEMPLATE_VERSION}:"  # every cell of a key row: STAMP + "measures.outcome"
STAMP_PATTERN = r"ita([0-9]+):([a-z_]+)\.([a-z_]+)"
COVER_MARK = Words(
    "แบบรายงาน ita-sheets รุ่น {version} ปีงบประมาณ {year}",
    "ita-sheets template {version}, fiscal year {year}",
)
COVER_COLUMNS = 3  # its own words stand in these, down to the mark
COVER_MARK_PATTERN = r"ita-sheets รุ่น ([0-9]+) ปีงบประมาณ ([0-9]{4})"
# The marked copy's own stamps. They are no cells of a key row: they carry no version, and are passed over.
MARKS_LIST = "ita-marks:list"  # in a cell of the list of what to mend
MARKS_COLUMN = "ita-marks:column"  # above the column beside the measures
MARKS_NOTE = "[ita-marks]"  # begins the line that ends a note's text
RESULT_PREFIX = "ITA"  # of the names of templates and results
PROPERTY_KIND = "ita-sheets kind"  # custom document properties: template | summary | gaps
PROPERTY_VERSION = "ita-sheets template"
PROPERTY_YEAR = "ita-sheets year"

MAX_MEASURES = 200  # rows the template's drop-downs and warnings cover
MAX_CELL_TEXT = 32_767  # Excel's limit of characters in a cell
PASS_MARK = 85.0  # of a score, 0-100
SCRATCH_MARK = "#"  # a sheet or column whose name starts so is the staff's own and is left alone
HEADER_SEARCH_ROWS = 30  # how far down a key row or header is looked for


class Need(StrEnum):
    """Whether a column must be filled."""

    REQUIRED = "required"
    EXPECTED = "expected"
    OPTIONAL = "optional"
    GIVEN = "given"  # filled by the toolkit, not by people


class Kind(StrEnum):
    """What a column holds; says how the cell is read and how the template formats it."""

    TEXT = "text"
    INDICATOR = "indicator"  # 1-10
    CHOICE = "choice"
    DATE = "date"
    AMOUNT = "amount"  # baht, or a nil in words
    SCORE = "score"  # 0-100
    YEAR = "year"  # Buddhist Era fiscal year


@dataclass(frozen=True, slots=True)
class Choice:
    """One item of a drop-down; `key` is what the program stores."""

    key: str
    words: Words
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """A drop-down's list. `open` lists may be added to by the office."""

    key: str
    title: Words
    items: tuple[Choice, ...]
    open: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, or a line of a form. `width` is in characters of the sheet's font."""

    key: str
    title: Words
    need: Need
    kind: Kind = Kind.TEXT
    width: float = 16
    prompt: Words | None = None
    aliases: tuple[str, ...] = ()
    choices: Choices | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the template: a table (one row a record) or a form (one line a field)."""

    key: str
    tab: Words
    title: Words
    hint: Words
    columns: tuple[Column, ...]
    core: tuple[Column, ...] = ()  # a table's row is a record when one of these is filled
    is_form: bool = False

    def column(self, key: str) -> Column:
        """The column of that key; raises `KeyError`."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(f"{self.key}.{key}")

    def stamp(self, column: Column) -> str:
        """The text of the column's hidden key cell."""
        return f"{STAMP}{self.key}.{column.key}"
