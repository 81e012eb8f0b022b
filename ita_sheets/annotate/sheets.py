"""One sheet's part: its cells as they stand, and edits of single cells, rows and columns.

Rows and columns count from 1. Cells and rows that the part does not hold are put in where they belong.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ita_sheets.annotate.splice import Splice, prefixed, with_attribute, written
from ita_sheets.xlsx.references import address, position

if TYPE_CHECKING:
    from ita_sheets.annotate.package import Package
    from ita_sheets.annotate.splice import Node

At = tuple[int, int]  # (row, column)
DEFAULT_WIDTH = 8.43  # characters; Excel's own
DEFAULT_HEIGHT = 15.0  # points
_TRUE = ("1", "true", "on")
# What stands after the notes' drawing in a sheet; the order is fixed by the format.
_AFTER_NOTES = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "AlternateContent",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_RELATIONS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


@dataclass(slots=True)
class _New:
    """What becomes of a cell: another style, and a text where one is given."""

    style: int
    text: str | None = None


@dataclass(slots=True)
class _Row:
    """A row as it stands there; None for one that does not."""

    node: Node | None
    cells: dict[int, Node] = field(default_factory=dict)
    new: dict[int, _New] = field(default_factory=dict)


class SheetPart:
    """A sheet's part and the edits to it; `done` gives its new bytes to the package."""

    def __init__(self, package: Package, part: str, shared: list[str]) -> None:
        self.part = part
        self._package = package
        self._shared = shared
        self._edits: Splice = package.edit(part)
        self.root = self._edits.root
        self._data = self.root.first("sheetData")
        self._rows = self._read_rows()
        self._new_columns: dict[int, float] = {}
        self._raised: dict[int, float] = {}
        self._changed = False
        self.merges = self._read_merges()

    # --- what stands there

    def cells(self) -> list[tuple[At, Node]]:
        """Every cell that the part holds, blank ones with a format as well."""
        return [((row, c), node) for row, item in self._rows.items() for c, node in item.cells.items()]

    def text(self, cell: Node) -> str:
        """The cell's text; a number as it is stored."""
        kind, value = cell.get("t"), cell.first("v")
        if kind == "inlineStr":
            return plain_text(cell.first("is"))
        if value is None:
            return ""
        if kind == "s" and value.text.strip().isdecimal():
            number = int(value.text)
            return self._shared[number] if number < len(self._shared) else ""
        return value.text

    @cached_property
    def texts(self) -> dict[At, str]:
        """The texts of the cells that hold one, as the part was read."""
        found = {at: self.text(cell) for at, cell in self.cells() if cell.children}
        return {at: text for at, text in found.items() if text}

    def columns_saying(self, text: str) -> set[int]:
        """The columns in which a cell holds exactly that text."""
        return {column for (_, column), said in self.texts.items() if said == text}

    def style(self, at: At) -> int:
        """The style of a cell, also of one that the part does not hold: then its row's or its column's."""
        row = self._rows.get(at[0], _Row(None))
        if at[1] in row.cells:
            return int(row.cells[at[1]].get("s") or 0)
        if row.node is not None and row.node.get("customFormat") in _TRUE:
            return int(row.node.get("s") or 0)
        column = self._column(at[1])
        return int(column.get("style") or 0) if column is not None else 0

    def anchor(self, at: At) -> At:
        """The cell itself, or the first of the merged cells it belongs to."""
        for (top, left), (bottom, right) in self.merges:
            if top <= at[0] <= bottom and left <= at[1] <= right:
                return top, left
        return at

    def last_column(self) -> int:
        """The last column that holds something or is part of a merge."""
        return max([column for _, column in self.texts] + [last[1] for _, last in self.merges], default=0)

    def pixels_wide(self, column: int) -> int:
        """A column's width on the screen."""
        node = self._column(column)
        if node is not None and node.get("hidden") in _TRUE:
            return 0
        width = float((node.get("width") if node is not None else None) or DEFAULT_WIDTH)
        return int(width * 7)

    def pixels_high(self, row: int) -> int:
        """A row's height on the screen."""
        node = self._rows.get(row, _Row(None)).node
        if node is not None and node.get("hidden") in _TRUE:
            return 0
        height = node.get("ht") if node is not None else None
        return int(self._raised.get(row, float(height or DEFAULT_HEIGHT)) * 4 / 3)

    # --- edits

    def restyle(self, at: At, style: int) -> None:
        """Another style for a cell; what it holds stays."""
        self._row(at[0]).new[at[1]] = _New(style)
        self._changed = True

    def write(self, at: At, text: str, style: int) -> None:
        """A text of ours in a cell: always a string, whatever it begins with."""
        self._row(at[0]).new[at[1]] = _New(style, text)
        self._changed = True

    def raise_row(self, row: int, points: float) -> None:
        """At least that height, for a row that has one; others fit themselves."""
        node = self._row(row).node
        height = node.get("ht") if node is not None else None
        if node is not None and height is not None and float(height) < points:
            self._raised[row] = points
            self._edits.set(node, ht=f"{points:g}")
            self._changed = True

    def widen(self, column: int, width: float) -> None:
        """A column's width in characters."""
        self._new_columns[column] = width
        self._changed = True

    def drop_column(self, column: int) -> None:
        """A column's cells and its width go; those to the right stay where they are."""
        for row in self._rows.values():
            if column in row.cells:
                self._edits.drop(row.cells.pop(column))
        own = self._column(column)
        if own is not None and own.get("min") == own.get("max"):
            columns = self.root.first("cols")
            alone = columns is not None and len(columns.children) == 1
            self._edits.drop(columns if alone and columns is not None else own)
        self._changed = True

    def deselect(self) -> None:
        """The sheet is no longer one of those that are in front."""
        for views in self.root.all("sheetViews"):
            for view in views.all("sheetView"):
                if view.get("tabSelected") in _TRUE:
                    self._edits.set(view, tabSelected="0")
                    self._changed = True

    def draw_notes(self, relation: str) -> None:
        """Name the relation to the drawing that shows the notes."""
        xml = prefixed("<legacyDrawing/>", self.root).replace(
            b"/>", f' {_RELATIONS} r:id="{relation}"/>'.encode()
        )
        after = self.root.first(*_AFTER_NOTES)
        if after is None:
            self._edits.append(self.root, xml)
        else:
            self._edits.before(after, xml)
        self._changed = True

    def done(self) -> None:
        """Give the part back to the package, if it was changed."""
        if not self._changed:
            return
        self._edit_rows()
        self._edit_columns()
        self._edit_dimension()
        self._package[self.part] = self._edits.done()

    # --- inside

    def _read_rows(self) -> dict[int, _Row]:
        rows: dict[int, _Row] = {}
        number = 0
        for node in self._data.all("row") if self._data is not None else ():
            number = int(node.get("r") or number + 1)
            rows[number] = row = _Row(node)
            column = 0
            for cell in node.all("c"):
                at = position(cell.get("r") or "")
                column = at[1] if at else column + 1
                row.cells[column] = cell
        return rows

    def _read_merges(self) -> list[tuple[At, At]]:
        found = []
        merged = self.root.first("mergeCells")
        for node in merged.all("mergeCell") if merged else ():
            corners = [position(corner) for corner in (node.get("ref") or "").split(":")]
            if len(corners) == 2 and corners[0] and corners[1]:
                found.append((corners[0], corners[1]))
        return found

    def _column(self, column: int) -> Node | None:
        columns = self.root.first("cols")
        for node in columns.all("col") if columns else ():
            if int(node.get("min") or 0) <= column <= int(node.get("max") or 0):
                return node
        return None

    def _row(self, number: int) -> _Row:
        return self._rows.setdefault(number, _Row(None))

    def _edit_rows(self) -> None:
        if self._data is None:
            return
        standing = sorted(number for number, row in self._rows.items() if row.node is not None)
        for number in sorted(number for number, row in self._rows.items() if row.new):
            row = self._rows[number]
            if row.node is not None:
                self._edit_cells(number, row, row.node)
                continue
            cells = b"".join(self._cell((number, column), row.new[column]) for column in sorted(row.new))
            tags = prefixed(f'<row r="{number}"></row>', self._data).split(b"><")
            xml = tags[0] + b">" + cells + b"<" + tags[1]
            below = next((self._rows[n].node for n in standing if n > number), None)
            if below is None:
                self._edits.append(self._data, xml)
            else:
                self._edits.before(below, xml)

    def _edit_cells(self, number: int, row: _Row, node: Node) -> None:
        for column in sorted(row.new):
            new, cell = row.new[column], row.cells.get(column)
            if cell is not None and new.text is None:
                self._edits.set(cell, s=str(new.style))
                continue
            xml = self._cell((number, column), new)
            right = next((row.cells[c] for c in sorted(row.cells) if c > column), None)
            if cell is not None:
                self._edits.replace(cell.start, cell.end, xml)
            elif right is not None:
                self._edits.before(right, xml)
            else:
                self._edits.append(node, xml)
        first, _, last = (node.get("spans") or "").partition(":")
        if last.isdecimal() and int(last) < max(row.new, default=0):
            self._edits.set(node, spans=f"{first}:{max(row.new)}")

    def _cell(self, at: At, new: _New) -> bytes:
        head = f'<c r="{address(*at)}" s="{new.style}"'
        inside = "/>" if new.text is None else f' t="inlineStr">{inline(new.text)}</c>'
        return prefixed(head + inside, self.root)

    def _edit_columns(self) -> None:
        columns = self.root.first("cols")
        for column, width in sorted(self._new_columns.items()):
            own = f'<col min="{column}" max="{column}" width="{width:g}" customWidth="1"/>'
            if columns is None and self._data is not None:
                self._edits.before(self._data, prefixed(f"<cols>{own}</cols>", self.root))
            elif columns is not None:
                self._put_column(columns, column, prefixed(own, self.root))

    def _put_column(self, columns: Node, column: int, own: bytes) -> None:
        """A column of its own, cut out of a range of columns where it stands in one."""
        held = self._column(column)
        if held is None:
            after = next((node for node in columns.all("col") if int(node.get("min") or 0) > column), None)
            if after is None:
                self._edits.append(columns, own)
            else:
                self._edits.before(after, own)
            return
        first, last = int(held.get("min") or 0), int(held.get("max") or 0)
        source = self._edits.source(held)
        pieces = [_columns(source, first, column - 1), own, _columns(source, column + 1, last)]
        self._edits.replace(held.start, held.end, b"".join(pieces))

    def _edit_dimension(self) -> None:
        """The extent that is stated must hold the cells that were added."""
        node = self.root.first("dimension")
        corners = [position(corner) for corner in (node.get("ref") or "").split(":")] if node else []
        known = [corner for corner in corners if corner]
        added = [(number, column) for number, row in self._rows.items() for column in row.new]
        if node is None or not known or not added:
            return
        all_cells = [*known, *added]
        top, left = (min(axis) for axis in zip(*all_cells, strict=True))
        bottom, right = (max(axis) for axis in zip(*all_cells, strict=True))
        self._edits.set(node, ref=f"{address(top, left)}:{address(bottom, right)}")


def _columns(column: bytes, first: int, last: int) -> bytes:
    """A `col` element for other columns; nothing where there are none."""
    if first > last:
        return b""
    return with_attribute(with_attribute(column, "min", str(first)), "max", str(last))


def inline(text: str) -> str:
    """A text inside a cell."""
    return f'<is><t xml:space="preserve">{written(text)}</t></is>'


def plain_text(node: Node | None) -> str:
    """The text of a string, without its phonetic guide."""
    if node is None:
        return ""
    if node.local == "t":
        return node.text
    return "".join(plain_text(piece) for piece in node.all("t", "r"))


def shared_texts(package: Package) -> list[str]:
    """The texts that cells refer to by number."""
    relation = package.related("xl/workbook.xml", "sharedStrings")
    if relation is None:
        return []
    return [plain_text(node) for node in package.root(relation.target).all("si")]
