"""Look for faults in workbooks that we wrote: those that Microsoft's Open XML SDK does not see.

    python scripts/lint_workbook.py FILE...

Each rule is a function; what they look for was found by damaging workbooks and seeing who notices. Not for
workbooks of strangers: these are read through ita_sheets.gate.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from datetime import datetime
from itertools import combinations, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from workbook_parts import (
    LAST_COLUMN,
    LAST_ROW,
    RELATION,
    Package,
    area_of,
    bare,
    below,
    cell_at,
    formulas,
    letters_of,
    links,
    overlap,
    texts,
    validations,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROMPT_LIMIT = HEADER_LIMIT = 255  # characters
TITLE_LIMIT, TAB_LIMIT = 32, 31
TEXT_LIMIT = 32_767  # UTF-16 units in a cell
LINK_LIMIT = 2_079  # characters; Excel drops what is longer
HIGHEST_ROW = 409.5  # points
DIGITS = 15  # that Excel keeps of a number
RESULTS = {"summary", "gaps", "comparison"}  # kinds that are mailed and hold values alone
# Functions of Excel 2010 and later, which a file names with a prefix.
NEW_FUNCTIONS = re.compile(
    r"(?<![\w.])(?:IFS|SWITCH|CONCAT|TEXTJOIN|MAXIFS|MINIFS|XLOOKUP|FILTER|SORT|UNIQUE|LET)\("
)
LOOKED_UP = {"dxfId", "dataDxfId", "headerRowDxfId", "totalsRowDxfId"}  # numbers of looks of conditions
_NAME = re.compile(r"[^\W\d][\w.]*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*|[Rr]|[Cc]")
_SHEET_IN_FORMULA = re.compile(r"'((?:[^']|'')+)'!|([^\W\d][\w.]*)!")
_STRING_IN_FORMULA = re.compile(r'"(?:[^"]|"")*"')
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]+)?")
_FORMAT_TEXT = re.compile(r'"[^"]*"|\\.|_.|\*.')
_TEXTS = re.compile(r"xl/(?:sharedStrings|worksheets/sheet[0-9]+|comments[0-9]*)\.xml")
_CONTROL = re.compile(r"(?<!_x005F)_x(?:00[01][0-9A-F]|007F)_")  # as a part writes such a letter
_OWN_FOLDER = re.compile(r"(?i)[a-z]:\\|/(?:home|users)/|absPath|file:/")


class Fault(NamedTuple):
    """A rule that is broken, and where."""

    rule: str
    where: str


def faults(data: bytes) -> list[Fault]:
    """The faults of a written workbook, rule by rule."""
    package = Package.of(data)
    return [Fault(rule.__name__, where) for rule in RULES for where in rule(package)]


# --- texts and lists that are too long --------------------------------------------------------------------


def drop_down_written_in(package: Package) -> Iterator[str]:
    """A list inside the rule itself: 255 characters are its end, and a comma in an item makes it two."""
    for sheet, rule in validations(package):
        if any("".join(formula.itertext()).startswith('"') for formula in below(rule, "formula1")):
            yield f"{sheet.name} {rule.get('sqref')}"


def prompt_too_long(package: Package) -> Iterator[str]:
    limits = {
        "promptTitle": TITLE_LIMIT,
        "errorTitle": TITLE_LIMIT,
        "prompt": PROMPT_LIMIT,
        "error": PROMPT_LIMIT,
    }
    for sheet, rule in validations(package):
        for name, limit in limits.items():
            if len(rule.get(name, "")) > limit:
                yield f"{sheet.name} {rule.get('sqref')} {name}"


def header_too_long(package: Package) -> Iterator[str]:
    for sheet in package.sheets:
        for block in below(sheet.root, "headerFooter"):
            yield from (sheet.name for item in block if len(item.text or "") > HEADER_LIMIT)


def text_too_long(package: Package) -> Iterator[str]:
    """A text of a cell or a note that Excel would cut."""
    for where, text in texts(package):
        if len(text.encode("utf-16-le", "surrogatepass")) // 2 > TEXT_LIMIT:
            yield where


def control_letter(package: Package) -> Iterator[str]:
    """A letter that no text should hold, in the guise in which one run of a text may hold it."""
    for part in package.parts:
        root = package.root(part) if _TEXTS.fullmatch(part) else None
        for run in () if root is None else below(root, "t"):
            if _CONTROL.search(run.text or ""):
                yield f"{part} {run.text}"


def link_too_long(package: Package) -> Iterator[str]:
    for sheet in package.sheets:
        targets = package.relations(sheet.part)
        for item in below(sheet.root, "hyperlink"):
            outside = targets[item.get(RELATION, "")].get("Target", "") if RELATION in item.attrib else ""
            if len(outside) + len(item.get("location", "")) > LINK_LIMIT:
                yield f"{sheet.name} {item.get('ref')}"


def row_too_high(package: Package) -> Iterator[str]:
    for sheet in package.sheets:
        for row in below(sheet.root, "row"):
            if float(row.get("ht", 0)) > HIGHEST_ROW:
                yield f"{sheet.name} row {row.get('r')}"


# --- names ------------------------------------------------------------------------------------------------


def bad_sheet_name(package: Package) -> Iterator[str]:
    names = [sheet.name for sheet in package.sheets]
    doubled = {name for name, count in Counter(map(str.casefold, names)).items() if count > 1}
    for name in names:
        wrong = re.search(r"[\[\]:*?/\\]", name) or name.strip("'") != name or name.casefold() == "history"
        if not name or len(name) > TAB_LIMIT or wrong or name.casefold() in doubled:
            yield name


def no_sheet_in_sight(package: Package) -> Iterator[str]:
    if all(sheet.state != "visible" for sheet in package.sheets):
        yield "workbook"


def bad_defined_name(package: Package) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for item in below(package.workbook, "definedName"):
        name, scope = item.get("name", ""), item.get("localSheetId", "")
        plain = name.removeprefix("_xlnm.")
        wrong = not _NAME.fullmatch(plain) or _LIKE_A_CELL.fullmatch(plain)
        if wrong or (name.casefold(), scope) in seen or int(scope or 0) >= len(package.sheets):
            yield name
        seen.add((name.casefold(), scope))


def formula_to_nowhere(package: Package) -> Iterator[str]:
    """A formula, name, rule or link that leads to a sheet which is not there."""
    names = {sheet.name.casefold() for sheet in package.sheets}
    plain = [(where, _STRING_IN_FORMULA.sub('""', formula)) for where, formula in formulas(package)]
    for where, formula in [*plain, *links(package)]:
        for found in _SHEET_IN_FORMULA.finditer(formula):
            if (found[1] or found[2]).replace("''", "'").casefold() not in names:
                yield where


# --- tables -----------------------------------------------------------------------------------------------


def table_unlike_its_cells(package: Package) -> Iterator[str]:
    """Heads that differ from the cells, stand twice, or are not as many as the columns."""
    for sheet in package.sheets:
        texts = {cell.get("r", ""): package.text(cell) for cell in sheet.cells()} if sheet.tables else {}
        for part, table in sheet.tables:
            top, left, bottom, right = area_of(table.get("ref", ""))
            heads = [item.get("name", "") for item in below(table, "tableColumn")]
            cells = [texts.get(f"{letters_of(column)}{top}") for column in range(left, right + 1)]
            if heads != cells or len({head.casefold() for head in heads}) < len(heads) or bottom <= top:
                yield part


def bad_table_name(package: Package) -> Iterator[str]:
    taken = {item.get("name", "").casefold() for item in below(package.workbook, "definedName")}
    numbers: set[str] = set()
    for sheet in package.sheets:
        for part, table in sheet.tables:
            name, number = table.get("displayName", ""), table.get("id", "")
            wrong = not _NAME.fullmatch(name) or _LIKE_A_CELL.fullmatch(name)
            if wrong or name.casefold() in taken or number in numbers:
                yield part
            taken.add(name.casefold())
            numbers.add(number)


def blocks_in_each_others_way(package: Package) -> Iterator[str]:
    """Merged cells that overlap or lie in a table, a sheet's filter over a table's, overlapping tables."""
    for sheet in package.sheets:
        merges = [item.get("ref", "") for item in below(sheet.root, "mergeCell")]
        tables = [table.get("ref", "") for _, table in sheet.tables]
        filters = [item.get("ref", "") for item in below(sheet.root, "autoFilter")]
        pairs = [*combinations(merges, 2), *combinations(tables, 2)]
        pairs += [(one, table) for one in (*merges, *filters) for table in tables]
        yield from (f"{sheet.name} {a} {b}" for a, b in pairs if overlap(area_of(a), area_of(b)))


def overlapping_columns(package: Package) -> Iterator[str]:
    for sheet in package.sheets:
        spans = [(int(item.get("min", 0)), int(item.get("max", 0))) for item in below(sheet.root, "col")]
        if any(one[1] >= other[0] for one, other in pairwise(spans)) or any(a > b for a, b in spans):
            yield sheet.name


# --- cells ------------------------------------------------------------------------------------------------


def cells_out_of_order(package: Package) -> Iterator[str]:
    """Rows and cells that are not in order, stand twice, lie in another row, or off the sheet."""
    for sheet in package.sheets:
        before = 0
        for row in below(sheet.root, "row"):
            number = int(row.get("r", 0))
            places = [cell_at(cell.get("r", "")) for cell in row]
            columns = [column for _, column in places]
            astray = any(at != number or not 0 < column <= LAST_COLUMN for at, column in places)
            if astray or columns != sorted(set(columns)) or not before < number <= LAST_ROW:
                yield f"{sheet.name} row {number}"
            before = number


def index_out_of_range(package: Package) -> Iterator[str]:
    """A cell's style or shared string, or a condition's look, that does not exist."""
    styles, looks = len(package.styles("cellXfs")), len(package.styles("dxfs"))
    for sheet in package.sheets:
        for cell in sheet.cells():
            value = next((item.text or "" for item in below(cell, "v")), "0")
            shared = cell.get("t") == "s" and not (value.isdigit() and int(value) < len(package.strings))
            if int(cell.get("s", 0)) >= styles or shared:
                yield f"{sheet.name} {cell.get('r')}"
        for root in (sheet.root, *(table for _, table in sheet.tables)):
            for item in root.iter():
                if any(int(value) >= looks for name, value in item.items() if name in LOOKED_UP):
                    yield f"{sheet.name} {item.get('ref', bare(item))}"


def bad_number(package: Package) -> Iterator[str]:
    """A value that is no number, or has more digits than Excel keeps."""
    for sheet in package.sheets:
        for cell in sheet.cells():
            value = next((item.text or "" for item in below(cell, "v")), "0")
            digits = value.partition("E")[0].lstrip("-0.").replace(".", "")
            if cell.get("t", "n") == "n" and (not _NUMBER.fullmatch(value) or len(digits) > DIGITS):
                yield f"{sheet.name} {cell.get('r')}"


def bad_number_format(package: Package) -> Iterator[str]:
    for item in package.styles("numFmts"):
        code = _FORMAT_TEXT.sub("", item.get("formatCode", ""))
        if '"' in code or code.count("[") != code.count("]") or not item.get("formatCode"):
            yield item.get("formatCode", "")


def bad_formula(package: Package) -> Iterator[str]:
    """Brackets or quotes without a fellow, semicolons for commas, functions without their prefix."""
    for where, formula in formulas(package):
        plain = re.sub(r"'(?:[^']|'')+'!", "", _STRING_IN_FORMULA.sub('""', formula))
        broken = '"' in plain.replace('""', "") or plain.count("(") != plain.count(")")
        if broken or ";" in plain or NEW_FUNCTIONS.search(plain) or not plain.strip("= "):
            yield where


def formula_in_a_result(package: Package) -> Iterator[str]:
    """What is mailed holds values: Protected View and phones compute nothing."""
    if package.kind in RESULTS:
        for sheet in package.sheets:
            yield from (f"{sheet.name} {cell.get('r')}" for cell in sheet.cells() if list(below(cell, "f")))


def formula_without_its_value(package: Package) -> Iterator[str]:
    for sheet in package.sheets:
        for cell in sheet.cells():
            if list(below(cell, "f")) and not list(below(cell, "v")):
                yield f"{sheet.name} {cell.get('r')}"


# --- what leaves the workbook, or tells of somebody -------------------------------------------------------


def leads_outside(package: Package) -> Iterator[str]:
    """External workbooks, programs, and links elsewhere than into a file beside."""
    for part in package.parts:
        if re.search(r"externalLink|vbaProject|activeX|embeddings|ctrlProps|queryTable|connections", part):
            yield part
        if not part.endswith(".rels"):
            continue
        root = package.root(part)
        for item in () if root is None else root:
            target = item.get("Target", "")
            beside = item.get("Type", "").endswith("/hyperlink") and not re.match(
                r"[A-Za-z][\w+.-]*:|[/\\]", target
            )
            if item.get("TargetMode") == "External" and not beside:
                yield f"{part} {item.get('Id')}"


def tells_of_a_person(package: Package) -> Iterator[str]:
    """An author, who saved last, a company, or a folder of the machine."""
    for part in ("docProps/core.xml", "docProps/app.xml"):
        root = package.root(part)
        for name in ("creator", "lastModifiedBy", "Company", "Manager"):
            told = [] if root is None else ["".join(item.itertext()) for item in below(root, name)]
            if any(told):
                yield f"{part} {name}"
    for part in ("xl/workbook.xml", "docProps/app.xml", "docProps/custom.xml"):
        if _OWN_FOLDER.search(package.parts.get(part, b"").decode("utf-8")):
            yield part


def bad_property(package: Package) -> Iterator[str]:
    """Doubled numbers or names of properties, and dates that are none."""
    root = package.root("docProps/custom.xml")
    items = [] if root is None else list(below(root, "property"))
    for key in ("pid", "name"):
        if len({item.get(key) for item in items}) < len(items):
            yield f"docProps/custom.xml {key}"
    core = package.root("docProps/core.xml")
    for name in ("created", "modified"):
        for item in () if core is None else below(core, name):
            try:
                datetime.fromisoformat(item.text or "")
            except ValueError:
                yield f"docProps/core.xml {name}"


# --- what people see --------------------------------------------------------------------------------------


def drawing_without_words(package: Package) -> Iterator[str]:
    """A chart or picture that tells nothing to those who cannot see it."""
    for part in package.parts:
        root = package.root(part) if re.fullmatch(r"xl/drawings/drawing[0-9]+\.xml", part) else None
        for item in () if root is None else below(root, "cNvPr"):
            if not item.get("descr", "").strip():
                yield f"{part} {item.get('name')}"


def letters_left_to_chance(package: Package) -> Iterator[str]:
    """Fonts of cells that are taken from a theme, and letters of charts not named for Thai script."""
    formats, fonts = package.styles("cellXfs"), package.styles("fonts")
    used = {cell.get("s", "0") for sheet in package.sheets for cell in sheet.cells() if len(cell)}
    for number in sorted({int(formats[int(style)].get("fontId", "0")) for style in used}):
        if list(below(fonts[number], "scheme")) or not list(below(fonts[number], "name")):
            yield f"font {number}"
    for part in package.parts:
        root = package.root(part) if part.startswith("xl/charts/chart") else None
        latin, thai = ([] if root is None else list(below(root, name)) for name in ("latin", "cs"))
        if len(latin) != len(thai) or (root is not None and not thai):
            yield part


def note_twice(package: Package) -> Iterator[str]:
    for part in package.parts:
        root = package.root(part) if re.fullmatch(r"xl/comments[0-9]*\.xml", part) else None
        places = [] if root is None else [item.get("ref", "") for item in below(root, "comment")]
        if len(set(places)) < len(places) or any(cell_at(place) == (0, 0) for place in places):
            yield part


RULES: tuple[Callable[[Package], Iterator[str]], ...] = (
    drop_down_written_in, prompt_too_long, header_too_long, text_too_long, control_letter, link_too_long,
    row_too_high, bad_sheet_name, no_sheet_in_sight, bad_defined_name, formula_to_nowhere,
    table_unlike_its_cells, bad_table_name, blocks_in_each_others_way, overlapping_columns,
    cells_out_of_order, index_out_of_range, bad_number, bad_number_format, bad_formula, formula_in_a_result,
    formula_without_its_value, leads_outside, tells_of_a_person, bad_property, drawing_without_words,
    letters_left_to_chance, note_twice,
)  # fmt: skip


def main() -> int:
    """Print the faults of the files; 1 where there is any."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    found = 0
    for path in parser.parse_args().files:
        for fault in faults(path.read_bytes()):
            found += 1
            print(f"{path.name}: {fault.rule}: {fault.where}")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
