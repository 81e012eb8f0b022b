"""What is left of a workbook after another program saved it: of what we read, and of the workbook's form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from producers import (
    DIFFICULT,
    EXCELJS,
    GNUMERIC,
    OFFICE,
    OFFICE_ODS,
    OFFICE_XLS,
    OPENPYXL,
    SHEETJS,
    TEMPLATES,
)
from test_reader import entries
from workbook_parts import Package, area_of, below

from ita_sheets import schema
from ita_sheets.model import Entry, Oddity, Reading

LONGEST = 60  # characters of a text in a difference


# --- what is read -------------------------------------------------------------------------------------------


def differences(before: Reading, after: Reading) -> list[str]:
    """What differs between two readings, in lines: entries, what was odd, and which template it is."""
    then, now = dict(_entries(before)), dict(_entries(after))
    found = [
        f"{key}: {_shown(then.get(key), now.get(key))}"
        for key in sorted(then.keys() | now.keys())
        if then.get(key) != now.get(key)
    ]
    odd = Counter(map(_line, before.oddities)), Counter(map(_line, after.oddities))
    found += [f"no longer {line}" for line in (odd[0] - odd[1]).elements()]
    found += [f"now {line}" for line in (odd[1] - odd[0]).elements()]
    if before.template_version != after.template_version:
        found.append(f"version {before.template_version} > {after.template_version}")
    return found


def _entries(reading: Reading) -> Iterator[tuple[str, Entry[Any]]]:
    for (sheet, number, key), entry in entries(reading):
        yield f"{sheet} {number} {key}", entry
    for measure in reading.report.measures:
        yield from ((f"{measure.ref} {header}", entry) for header, entry in measure.extra)


def _shown(before: Entry[Any] | None, after: Entry[Any] | None) -> str:
    """The part of two entries that differs first: the letters, then what is made of them, then the place."""
    for part in ("raw", "text", "value", "at"):
        pair = [getattr(entry, part, None) for entry in (before, after)]
        if pair[0] != pair[1]:
            return " > ".join(repr(item)[:LONGEST] for item in pair)
    return "there > not there"


def _line(odd: Oddity) -> str:
    facts = ", ".join(f"{key} {value}" for key, value in sorted(odd.facts.items()) if key != "covered")
    return " ".join(filter(None, (str(odd.kind), odd.at.cell or odd.at.sheet, facts)))


@dataclass(frozen=True)
class Damage:
    """A known damage: in words, the differences that it makes, and in which of the originals."""

    words: str
    lines: tuple[str, ...]
    names: tuple[str, ...] = DIFFICULT


NO_PROPERTY = Damage(
    "Our custom properties are lost: the template is known by its key row and its cover, and that is noted.",
    ("now mark_missing mark property",),
    tuple(TEMPLATES),
)
RECALCULATED = Damage(
    "A formula whose result was never saved is worked out: its result is read.",
    ("measures 3 target: '' > '36'", "no longer formula_empty L8"),
)
NO_RETURN = Damage(
    "Of a carriage return before a line break the line break is left: the same text.",
    ("measures 8 action: 'บรรทัดแรก\\r\\nบรรทัดที่สอง' > 'บรรทัดแรก\\nบรรทัดที่สอง'",),
)
ESCAPES = Damage(
    "Typed letters that look like an escape, such as _x000D_, are saved as the escape that they look like.",
    ("measures 8 outcome: 'พิมพ์เล่น _x000D_ ไว้ 5 ครั้ง' > 'พิมพ์เล่น \\r ไว้ 5 ครั้ง'",),
)
DAMAGES: dict[str, tuple[Damage, ...]] = {
    OFFICE: (
        RECALCULATED,
        NO_RETURN,
        Damage("A truth value becomes the number 1.", ("measures 3 evidence: 'TRUE' > '1'",)),
    ),
    OFFICE_ODS: (
        RECALCULATED,
        NO_RETURN,
        Damage(
            "Tabs and unprintable letters in a text are lost.", ("measures 8 steps: 'ก\\tข\\x0bค' > 'กขค'",)
        ),
        Damage(
            "Tabs in the lines of an imported report are lost.",
            (
                "source 3 text: 'ที่ สม 71001/24\\tวันที่ 9 ตุลาคม 2568' > 'ที่ สม 71001/24วันที่ 9 ตุลาคม 2568'",
                # The header row of the report's table; differences are shown by their first letters.
                (
                    "source 10 text: 'มาตรการ/กิจกรรม\\tสรุปผลการดำเนินการตามมาตรการ/กิจกรรม\\tผลลั"
                    " > 'มาตรการ/กิจกรรมสรุปผลการดำเนินการตามมาตรการ/กิจกรรมผลลัพธ์/"
                ),
            ),
            ("imported",),
        ),
    ),
    OFFICE_XLS: (
        RECALCULATED,
        NO_RETURN,
        Damage(
            "The error #REF! becomes #N/A.",
            (
                "measures 3 problems: '#REF!' > '#N/A'",
                "no longer cell_error Q8 error #REF!",
                "now cell_error Q8 error #N/A",
            ),
        ),
    ),
    GNUMERIC: (
        RECALCULATED,
        Damage("A hidden sheet shows again.", ("no longer sheet_hidden จุดอ่อน",)),
    ),
    OPENPYXL: (
        ESCAPES,
        Damage(
            "Saved results of formulas are lost: each such cell is reported as a formula without a result.",
            (
                "measures 1 spent: '11800.5' > ''",
                "measures 3 achieved: 'ครบ 3 ข้อ' > ''",
                "measures 3 note: '0.3' > ''",
                "measures 3 suggestions: '#N/A' > ''",
                "no longer cell_error R8 error #N/A",
                *(f"now formula_empty {cell}" for cell in ("O6", "M8", "R8", "S8", "P14")),
            ),
        ),
    ),
    EXCELJS: (
        NO_PROPERTY,
        ESCAPES,
        NO_RETURN,
        Damage("Unprintable letters in a text are lost.", ("measures 8 steps: 'ก\\tข\\x0bค' > 'ก\\tขค'",)),
        Damage(
            "A formula whose result is no text at all is reported as one without a result.",
            ("now formula_empty P14",),
        ),
    ),
    SHEETJS: (ESCAPES,),
}


def expected(producer: str, name: str) -> list[str]:
    """The known differences in an original that the producer saved."""
    return [line for damage in DAMAGES[producer] if name in damage.names for line in damage.lines]


# --- the form of the workbook -------------------------------------------------------------------------------

Items = Iterator[tuple[Any, ...]]
STAMP = schema.STAMP[:3]  # whatever the version


def _properties(package: Package) -> Items:
    root = package.root("docProps/custom.xml")
    names = (item.get("name", "") for item in below(root, "property")) if root is not None else ()
    return ((name,) for name in names if name.startswith("ita-sheets"))


def _titles(package: Package) -> Items:
    names = (item.get("name", "") for item in below(package.workbook, "definedName"))
    return ((name,) for name in names if name.endswith("Print_Titles"))


def _key_rows(package: Package) -> Items:
    for sheet in package.sheets:
        for row in below(sheet.root, "row"):
            texts = (package.text(cell) for cell in below(row, "c"))
            if _is_true(row.get("hidden")) and any(text.startswith(STAMP) for text in texts):
                yield sheet.name, row.get("r")


def _columns(package: Package) -> Iterator[tuple[str, int, Element]]:
    for sheet in package.sheets:
        for item in below(sheet.root, "col"):
            for column in range(int(item.get("min", 1)), min(int(item.get("max", 1)), 100) + 1):
                yield sheet.name, column, item


def _each(name: str, *attributes: str) -> Callable[[Package], Items]:
    """Every element of that name on the sheets, told apart by these attributes."""
    return lambda package: (
        (sheet.name, *map(item.get, attributes))
        for sheet in package.sheets
        for item in below(sheet.root, name)
    )


def _checked_cells(package: Package) -> Items:
    for sheet in package.sheets:
        for rule in below(sheet.root, "dataValidation"):
            for part in rule.get("sqref", "").split():
                top, left, bottom, right = area_of(part)
                for row in range(top, bottom + 1):
                    for column in range(left, right + 1):
                        yield sheet.name, row, column


def _comments(package: Package) -> Items:
    for name in package.parts:
        if "comments" in name and name.endswith(".xml") and (root := package.root(name)) is not None:
            yield from ((item.get("ref"),) for item in below(root, "comment"))


def _rich_texts(package: Package) -> Items:
    root = package.root("xl/sharedStrings.xml")
    for item in () if root is None else below(root, "si"):
        if any(True for _ in below(item, "rPr")):
            yield ("".join(text.text or "" for text in below(item, "t")),)


def _looks(package: Package, feature: Callable[[Package, Element], str]) -> Items:
    """The cells whose format has the feature, by what it is."""
    formats = [feature(package, item) for item in package.styles("cellXfs")]
    for sheet in package.sheets:
        for cell in sheet.cells():
            if found := formats[int(cell.get("s", "0"))]:
                yield sheet.name, cell.get("r"), found


def _font(package: Package, look: Element) -> str:
    font = package.styles("fonts")[int(look.get("fontId", "0"))]
    return next((item.get("val", "") for item in below(font, "name")), "").replace("Calibri", "")


def _thai_date(package: Package, look: Element) -> str:
    codes = {item.get("numFmtId"): item.get("formatCode", "") for item in package.styles("numFmts")}
    code = codes.get(look.get("numFmtId"), "")
    return "Thai" if "41E" in code.upper() or "bbbb" in code.lower() else ""


def _results(package: Package) -> Items:
    for sheet in package.sheets:
        for cell in sheet.cells():
            if any(True for _ in below(cell, "f")) and package.text(cell):
                yield sheet.name, cell.get("r")


def _is_true(value: str | None) -> bool:
    return value in ("1", "true")


FEATURES: dict[str, Callable[[Package], Items]] = {
    "our custom properties": _properties,
    "key rows, hidden": _key_rows,
    "hidden columns": lambda p: ((n, c) for n, c, item in _columns(p) if _is_true(item.get("hidden"))),
    "hidden sheets": lambda p: ((sheet.name,) for sheet in p.sheets if sheet.state != "visible"),
    "drop-downs and prompts, cells": _checked_cells,
    "marks on cells (conditional formats)": _each("cfRule", "type"),
    "frozen panes": _each("pane", "state", "topLeftCell"),
    "filter tables": _each("tablePart"),
    "merged cells": _each("mergeCell", "ref"),
    "links inside the workbook": _each("hyperlink", "ref"),
    "comments": _comments,
    "letters inside a text (bold)": _rich_texts,
    "saved results of formulas": _results,
    "dates shown in the Thai calendar": lambda p: _looks(p, _thai_date),
    "fonts of cells": lambda p: _looks(p, _font),
    "column widths": lambda p: ((n, c, round(float(item.get("width", 0)))) for n, c, item in _columns(p)),
    "row heights": lambda p: (
        (name, row, round(float(height))) for name, row, height in _each("row", "r", "ht")(p) if height
    ),
    "rows repeated on each page": _titles,
    "paper and its orientation": _each("pageSetup", "paperSize", "orientation"),
    "page numbers": _each("oddFooter"),
}


def features(workbooks: Iterable[bytes]) -> dict[str, Counter[Any]]:
    """The things of each kind in all the workbooks together."""
    found: dict[str, Counter[Any]] = {name: Counter() for name in FEATURES}
    for number, data in enumerate(workbooks):
        package = Package.of(data)
        for name, things in FEATURES.items():
            found[name].update((number, *thing) for thing in things(package))
    return found
