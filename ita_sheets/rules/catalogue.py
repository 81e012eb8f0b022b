"""What a rule is, and the catalogue of all of them.

A rule is one declaration: code, severity, Thai and English sentence, reason, fix, a check, and a bad and a
good example as edits of one sound workbook (the tests carry them out). A check yields `Hit`s: facts and
places; the sentence is made from the declaration when somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ita_sheets import schema, thai
from ita_sheets.fiscal import said_date
from ita_sheets.model import Entry, Finding, Judged, Oddity, OddityKind, Place, Reading, Severity
from ita_sheets.schema import Column
from ita_sheets.texts import Words

if TYPE_CHECKING:
    from ita_sheets.fiscal import FiscalYear


class Verb(StrEnum):
    """What an edit of an example does to the sound workbook."""

    PUT = "put"  # write `value` into the column's cell of record `row`
    FORMULA = "formula"  # a formula without a saved result
    MERGE = "merge"  # merge the column's cells of records `row` and `row + 1`
    ADD_COLUMN = "add_column"  # a new last column with header `value` and text in its first row
    REPEAT_COLUMN = "repeat_column"  # a filled copy of the column at the right
    REPEAT_EMPTY = "repeat_empty"  # a copy of the column's header only
    DROP_COLUMN = "drop_column"  # delete the column with its key cell
    RENAME_HEADER = "rename_header"
    REPEAT_HEADER = "repeat_header"  # the header row again below record `row`
    BLANK_ROW = "blank_row"  # an empty row below record `row`
    HIDE_ROW = "hide_row"
    TEXT_BELOW = "text_below"  # `value` two rows below the table, in the column
    ADD_SHEET = "add_sheet"  # a sheet called `value` with a text in it
    RENAME_SHEET = "rename_sheet"
    HIDE_SHEET = "hide_sheet"
    COPY_SHEET = "copy_sheet"
    DROP_SHEET = "drop_sheet"
    DROP_ROWS = "drop_rows"  # clear all records of the sheet
    DROP_PROPERTY = "drop_property"
    SET_VERSION = "set_version"  # `value` as template version in the document property
    SET_YEAR = "set_year"  # `value` as year in the document property


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of the sound workbook; `row` counts records from 1."""

    verb: Verb
    column: Column | None = None
    value: object = None
    row: int = 1
    sheet: schema.Sheet = schema.MEASURES


def put(column: Column, value: object, row: int = 1, sheet: schema.Sheet = schema.MEASURES) -> Edit:
    """Write a value into a cell."""
    return Edit(Verb.PUT, column, value, row, sheet)


def fill(column: Column, value: object) -> Edit:
    """Write a value into the agency form."""
    return Edit(Verb.PUT, column, value, 1, schema.AGENCY)


@dataclass(frozen=True, slots=True)
class Case:
    """What rules look at: one reading, and the judgement on each of its measures.

    The rules on waivers see what the others found, and the codes that were left out.
    """

    reading: Reading
    judged: tuple[Judged, ...]
    findings: tuple[Finding, ...] = ()
    ignored: frozenset[str] = frozenset()

    def oddities(self, kind: OddityKind) -> Iterator[Oddity]:
        """The oddities of that kind, in the order they were seen."""
        return (oddity for oddity in self.reading.oddities if oddity.kind is kind)

    @property
    def year(self) -> FiscalYear | None:
        """The fiscal year that dates are held against; None where the form's own line cannot be read."""
        report = self.reading.report
        return report.year if report.agency.fiscal_year.value else None

    def lacks(self, column: Column) -> bool:
        """Whether the table has no such column: that has a finding of its own."""
        return any(o.facts["column"] == column.key for o in self.oddities(OddityKind.COLUMN_MISSING))

    def entries(self, *kinds: schema.Kind) -> Iterator[tuple[Column, Entry[Any]]]:
        """Every entry of those kinds with its column, sheet by sheet, record by record."""
        for sheet in schema.SHEETS:
            for record in self.reading.report.records(sheet):
                for column in sheet.columns:
                    if column.kind in kinds:
                        yield column, record.entry(column)


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule's fault stands. `field` is the column, `value` what stands there."""

    at: Place
    also: tuple[Place, ...] = ()
    column: Column | None = None
    value: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


# What a family looks at: a `Case`, or `years.Years`.
Check = Callable[[Any], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `blocks`: what stands in its cells cannot be judged, so other findings there are dropped."""

    code: str
    severity: Severity
    title: Words
    message: Words
    why: Words
    fix: Words
    bad: tuple[Edit, ...]
    good: tuple[Edit, ...]
    check: Check
    blocks: bool = False

    def findings(self, subject: object) -> Iterator[Finding]:
        """The rule's findings in what its family looks at."""
        for hit in self.check(subject):
            key = hit.column.key if hit.column else None
            yield Finding(self.code, self.severity, hit.at, hit.also, key, hit.value, hit.facts)


CATALOGUE: dict[str, Rule] = {}


def rule(
    code: str,
    severity: Severity,
    *,
    title: Words,
    message: Words,
    why: Words,
    fix: Words,
    bad: tuple[Edit, ...],
    good: tuple[Edit, ...] = (),
    blocks: bool = False,
) -> Callable[[Check], Check]:
    """Declare the decorated check as a rule; raises `ValueError` for a code that is taken."""

    def declare(check: Check) -> Check:
        if code in CATALOGUE:
            raise ValueError(f"rule code {code} is declared twice")
        CATALOGUE[code] = Rule(code, severity, title, message, why, fix, bad, good, check, blocks)
        return check

    return declare


def seen(kind: OddityKind, accept: Callable[[Oddity], bool] = lambda _: True) -> Check:
    """A check that turns each oddity of a kind into a hit with the same facts."""

    def check(case: Case) -> Iterator[Hit]:
        for oddity in case.oddities(kind):
            if accept(oddity):
                covered = oddity.facts.get("covered", ())
                facts = {name: fact for name, fact in oddity.facts.items() if name != "covered"}
                yield Hit(oddity.at, tuple(covered), value=_value(facts), facts=facts)

    return check


def _value(facts: Mapping[str, Any]) -> str | None:
    for name in ("text", "header", "error", "found"):
        if facts.get(name):
            return str(facts[name])
    return None


# --- sentences ------------------------------------------------------------------------------------


def message(finding: Finding) -> Words:
    """What is wrong, in both languages, without the place."""
    return CATALOGUE[finding.code].message.fill(**_spoken(finding))


def fix(finding: Finding) -> Words:
    """What to do in Excel, in both languages; where a fact says what was likely meant, that comes first.

    Of what the office waived, its reason.
    """
    if finding.waiver:
        return _WAIVED.fill(reason=finding.waiver.reason.text, who=finding.waiver.who.text)
    spoken = _spoken(finding)
    words = CATALOGUE[finding.code].fix.fill(**spoken)
    if not spoken.get("meant"):
        return words
    meant = _MEANT.fill(**spoken)
    return Words(f"{meant.th} {words.th}", f"{meant.en} {words.en}")


_WAIVED = Words("หน่วยงานยกเว้นแล้ว: {reason} ({who})", "Waived by the office: {reason} ({who})")
_MEANT = Words("น่าจะเป็น “{meant}”", "Perhaps “{meant}” is meant.")


def _spoken(finding: Finding) -> dict[str, object]:
    """The facts as they are said: titles for keys, names for numbers, texts shortened."""
    spoken: dict[str, object] = {name: _said(name, fact) for name, fact in finding.facts.items()}
    spoken["value"] = thai.shortened(finding.value or "", 50)
    spoken["header"] = _title(finding.field) if finding.field else spoken.get("header", "")
    spoken["where"] = where(finding.at)
    spoken["others"] = ", ".join(_seen_from(finding.at, place) for place in finding.also)
    return spoken


def _seen_from(here: Place, place: Place) -> str:
    """A place as people say it who stand in another file, or in this one."""
    words = where(place)
    return words if place.file in (here.file, words) else f"{place.file} {words}"


def where(place: Place) -> str:
    """A place as people say it: sheet and cell, or what there is of it."""
    return " ".join(part for part in (place.sheet, place.cell) if part) or place.file


def header(finding: Finding) -> Words | None:
    """The header of the column in which the fault stands, None where it is of no one column."""
    return _title(finding.field) if finding.field else None


def _title(key: str) -> Words:
    for sheet in schema.SHEETS:
        for column in sheet.columns:
            if column.key == key:
                return column.title
    return Words(key, key)


def _said(name: str, fact: Any) -> object:
    if name == "indicator" and isinstance(fact, int):
        return schema.indicator(fact).label
    if name == "column":
        return _title(fact)
    if name == "sheet":
        return schema.sheet(fact).tab if fact in {s.key for s in schema.SHEETS} else fact
    if isinstance(fact, Words):
        return fact
    if isinstance(fact, date):
        return said_date(fact)
    if isinstance(fact, tuple | list | frozenset):
        return ", ".join(str(item) for item in fact)
    if isinstance(fact, float):
        return f"{fact:.2f}"
    return thai.shortened(fact, 50) if isinstance(fact, str) else fact
