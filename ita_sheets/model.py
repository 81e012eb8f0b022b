"""What a report, a reading, a judgement and a finding *is*: frozen values, no behaviour but look-up.

A value never travels without its cell: each field of a record is an `Entry` that carries the typed
value, the text as a person sees it, the text letter for letter, and its `Place`.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from ita_sheets.fiscal import FiscalYear, Span
    from ita_sheets.schema import Column, Sheet
    from ita_sheets.texts import Words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file name, sheet (None in a text file) and A1 cell or line ("L12")."""

    file: str
    sheet: str | None
    cell: str | None


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """One field of a record. `value` is None where nothing stands or where it cannot be read as its kind."""

    value: T | None
    text: str  # tidied, as a person sees it; "" for a blank
    raw: str  # letter for letter
    at: Place

    @property
    def blank(self) -> bool:
        """Whether nothing visible stands there."""
        return not self.text

    @property
    def unreadable(self) -> bool:
        """Whether something stands there that is not of the column's kind."""
        return bool(self.text) and self.value is None


@dataclass(frozen=True, slots=True)
class Amount:
    """Baht, or a nil that was spelled out ("no budget used")."""

    baht: Decimal

    @property
    def nil(self) -> bool:
        return not self.baht


class Record:
    """Look-up of a record's fields by the column that declares them."""

    __slots__ = ()

    def entry(self, column: Column) -> Entry[Any]:
        """The entry of that column; the column's key is the field's name."""
        found: Entry[Any] = getattr(self, column.key)
        return found

    def where(self, column: Column) -> Place:
        """The place of that column's cell."""
        return self.entry(column).at


@dataclass(frozen=True, slots=True)
class Measure(Record):
    """One row of the measures table.

    `row` counts from 1 in the table's order; `ref` is the id, or one made of year and row where the cell is
    blank (or its id stands twice).
    """

    row: int
    ref: str
    id: Entry[str]
    number: Entry[str]
    indicator: Entry[int]
    measure: Entry[str]
    action: Entry[str]
    outcome: Entry[str]
    unit: Entry[str]
    steps: Entry[str]
    start: Entry[Span]
    end: Entry[Span]
    status: Entry[str]
    target: Entry[str]
    achieved: Entry[str]
    budget: Entry[Amount]
    spent: Entry[Amount]
    evidence: Entry[str]
    problems: Entry[str]
    suggestions: Entry[str]
    note: Entry[str]
    previous_id: Entry[str]
    previous_outcome: Entry[str]
    previous_verdict: Entry[str]
    relation: Entry[str]
    extra: tuple[tuple[str, Entry[str]], ...] = ()  # (header, entry) of columns that are not ours


@dataclass(frozen=True, slots=True)
class Agency(Record):
    """The agency and its memo: the form sheet."""

    name: Entry[str]
    district: Entry[str]
    province: Entry[str]
    fiscal_year: Entry[FiscalYear]
    basis_year: Entry[FiscalYear]
    period_start: Entry[Span]
    period_end: Entry[Span]
    department: Entry[str]
    memo_number: Entry[str]
    report_date: Entry[Span]
    subject: Entry[str]
    addressee: Entry[str]
    reporter: Entry[str]
    reviewer: Entry[str]
    executive: Entry[str]
    announced_total: Entry[float]
    announced_level: Entry[str]


@dataclass(frozen=True, slots=True)
class WeakPoint(Record):
    """A weak point that last year's analysis named."""

    weak_point: Entry[str]
    indicator: Entry[int]
    suggestion: Entry[str]


@dataclass(frozen=True, slots=True)
class Score(Record):
    """One indicator's scores, 0-100: of the year reported on, and of the year before."""

    indicator: Entry[int]
    score: Entry[float]
    previous_score: Entry[float]


@dataclass(frozen=True, slots=True)
class Waiver(Record):
    """What the office decided to leave as it is: a rule's code, where, why, and who (a position) decided."""

    code: Entry[str]
    place: Entry[str]
    reason: Entry[str]
    who: Entry[str]


@dataclass(frozen=True, slots=True)
class SourceLine(Record):
    """A paragraph of an imported report that stands outside its table, letter for letter."""

    line: Entry[str]
    text: Entry[str]
    use: Entry[str]


@dataclass(frozen=True, slots=True)
class Report:
    """One agency's report of one fiscal year. `year` is None where it could not be read.

    `ended` are last year's measures that a rolled-forward table marks as not continued: no measures of this
    year, kept so that nobody looks for them.
    """

    year: FiscalYear | None
    agency: Agency
    measures: tuple[Measure, ...]
    weak_points: tuple[WeakPoint, ...]
    scores: tuple[Score, ...]
    source: tuple[SourceLine, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    ended: tuple[Measure, ...] = ()

    def records(self, sheet: Sheet) -> tuple[Record, ...]:
        """The records of a sheet, in order."""
        tables: dict[str, tuple[Record, ...]] = {
            "agency": (self.agency,),
            "measures": (*self.measures, *self.ended),
            "weak_points": self.weak_points,
            "scores": self.scores,
            "waivers": self.waivers,
            "source": self.source,
        }
        return tables[sheet.key]


class OddityKind(StrEnum):
    """What a reader or importer may see beside the values; a rule says what it means."""

    MARK_MISSING = "mark_missing"  # one of the template's three marks is gone; facts: mark
    VERSION_UNKNOWN = "version_unknown"  # facts: found, known
    YEAR_MARKS_DIFFER = "year_marks_differ"  # facts: mark, form
    SHEET_MISSING = "sheet_missing"  # facts: sheet
    SHEET_RENAMED = "sheet_renamed"  # facts: sheet, tab
    SHEET_HIDDEN = "sheet_hidden"
    SHEET_TWICE = "sheet_twice"  # a second sheet with the same keys; facts: other
    SHEET_UNKNOWN = "sheet_unknown"  # a sheet that is not ours and holds text
    COLUMN_MISSING = "column_missing"  # facts: column
    COLUMN_UNKNOWN = "column_unknown"  # facts: header, cells (how many are filled)
    COLUMN_BLANK = "column_blank"  # an expected column without any cell; facts: column, absent (no header)
    COLUMN_TWICE = "column_twice"  # facts: header, other, used (the letter that was read)
    HEADER_CHANGED = "header_changed"  # known by its key only; facts: header, expected
    HEADER_REPEATED = "header_repeated"
    ROW_BLANK = "row_blank"  # the first of blank rows between filled ones; facts: rows (how many)
    ROW_HIDDEN = "row_hidden"
    TEXT_OUTSIDE = "text_outside"  # a filled cell that belongs to no column and no form line
    MERGED = "merged"  # facts: range
    FORMULA_EMPTY = "formula_empty"  # a formula without a saved value; facts: formula
    CELL_ERROR = "cell_error"  # facts: error
    NUMBER_AS_DATE = "number_as_date"  # a text cell that Excel turned into a date
    NUMBER_ROUNDED = "number_rounded"  # a number in a text cell with more digits than Excel keeps
    DATE_NOTE = "date_note"  # facts: note, read_as
    TIDIED = "tidied"  # facts: what
    INDICATOR_PROPOSED = "indicator_proposed"  # importer: from the wording; facts: indicator, cue
    YEAR_DIFFERS = "year_differs"  # importer: asked for one year, the source names another
    ROW_JOINED = "row_joined"  # importer: a row without a measure, joined to the one above
    UNPLACED = "unplaced"  # importer: facts: why, text
    TABLE_LEFT = "table_left"  # importer: facts: why, text


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something seen that is no value. `facts` are plain values, named as `OddityKind` says."""

    kind: OddityKind
    at: Place
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file a reading came from: its name, SHA-256 (hex) and size in bytes.

    `saved` is when the file itself says it was last saved, None where it does not say.
    """

    name: str
    sha256: str
    size: int
    saved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A workbook as it was read: the report, what was odd, and which template it is."""

    file: SourceFile
    template_version: int | None
    report: Report
    oddities: tuple[Oddity, ...]


class Verdict(StrEnum):
    """What an outcome is worth; the order is that of precedence."""

    BLANK = "blank"
    PLACEHOLDER = "placeholder"
    RESTATED = "restated"
    CARRIED_OVER = "carried_over"
    PLANNED = "planned"
    NIL = "nil"
    EVIDENCED = "evidenced"
    STATED = "stated"

    @property
    def is_gap(self) -> bool:
        """Whether the measure belongs on the gap list."""
        return self not in (Verdict.NIL, Verdict.EVIDENCED, Verdict.STATED)


class Certainty(StrEnum):
    """How sure a `restated` is: a copy letter for letter (after folding), or near to one."""

    COPY = "copy"
    NEAR = "near"


class EvidenceKind(StrEnum):
    """What makes an outcome more than words."""

    NUMBER = "number"
    DATE = "date"
    PLACE = "place"
    REFERENCE = "reference"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence as it stands in the outcome."""

    kind: EvidenceKind
    text: str


class Against(StrEnum):
    """Which text an outcome says again."""

    ACTION = "action"
    MEASURE = "measure"
    PREVIOUS = "previous_outcome"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one outcome.

    `overlap` (0-1) is the share of the outcome that stands in the action or the measure already, None
    where there is nothing to compare; `against` names the column it was highest for; `cue` is the word
    or phrase that decided a placeholder, a plan or a nil.
    """

    verdict: Verdict
    overlap: float | None = None
    certainty: Certainty | None = None
    against: Against | None = None
    evidence: tuple[Evidence, ...] = ()
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A measure with the judgement on its outcome."""

    measure: Measure
    judgement: Judgement


class Severity(StrEnum):
    """How much a finding weighs.

    ERROR: a required part is missing or contradicts itself. WARNING: an assessor may object. NOTE: tidied
    without loss, or could be stronger.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: facts and places, no sentence (the rule's declaration makes that)."""

    code: str
    severity: Severity
    at: Place
    also: tuple[Place, ...] = ()
    field: str | None = None  # a column's key
    value: str | None = None  # what stands there
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    waiver: Waiver | None = None  # the office's own, which made the finding a note


@dataclass(frozen=True, slots=True)
class Checked:
    """One workbook read, judged and checked."""

    reading: Reading
    judged: tuple[Judged, ...]
    findings: tuple[Finding, ...]

    @property
    def gaps(self) -> tuple[Judged, ...]:
        """The measures that lack a real outcome, in the table's order."""
        return tuple(item for item in self.judged if item.judgement.verdict.is_gap)


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not read, with the code and the sentence in both languages."""

    file: str
    code: str
    words: Words
