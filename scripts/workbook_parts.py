"""The parts of a written workbook, for the lint. For workbooks of our own: nothing is guarded."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET  # the lint reads what we have written ourselves
import zipfile
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]+)")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Area = tuple[int, int, int, int]  # first row and column, last row and column, from 1


def cell_at(reference: str) -> tuple[int, int]:
    """(row, column) of an address such as "B4"; (0, 0) for what is none."""
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def area_of(reference: str) -> Area:
    """The corners of "B4" or "B4:C9"."""
    first, _, last = reference.partition(":")
    return (*cell_at(first), *cell_at(last or first))


def overlap(one: Area, other: Area) -> bool:
    """Whether the two share a cell."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def bare(element: Element) -> str:
    """The element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def below(element: Element, name: str) -> Iterator[Element]:
    """All elements of that name inside, in order, whatever their namespace."""
    return (item for item in element.iter() if bare(item) == name)


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its part, the part's root, and its tables as (part, root)."""

    name: str
    part: str
    state: str
    root: Element
    tables: tuple[tuple[str, Element], ...] = ()

    def cells(self) -> Iterator[Element]:
        """Its cells."""
        return below(self.root, "c")


@dataclass(frozen=True)
class Package:
    """A workbook's parts by name."""

    parts: dict[str, bytes] = field(repr=False)

    @classmethod
    def of(cls, data: bytes) -> Package:
        """The package in those bytes."""
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return cls({part: archive.read(part) for part in archive.namelist()})

    def root(self, part: str) -> Element | None:
        """A part's root; None where there is no such part."""
        data = self.parts.get(part)
        return None if data is None else ET.fromstring(data)  # noqa: S314

    @cached_property
    def workbook(self) -> Element:
        """The workbook's own part."""
        root = self.root("xl/workbook.xml")
        if root is None:
            raise ValueError("no xl/workbook.xml")
        return root

    @cached_property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets in their order."""
        targets = self.relations("xl/workbook.xml")
        found = []
        for item in below(self.workbook, "sheet"):
            part = targets[item.get(RELATION, "")].get("Target", "")
            part = part.removeprefix("/") if part.startswith("/") else f"xl/{part}"
            root = self.root(part)
            if root is None:
                raise ValueError(f"no {part}")
            state = item.get("state", "visible")
            found.append(Sheet(item.get("name", ""), part, state, root, tuple(self._tables(part))))
        return tuple(found)

    def _tables(self, part: str) -> Iterator[tuple[str, Element]]:
        for item in self.relations(part).values():
            if item.get("Type", "").endswith("/table"):
                name = "xl/" + item.get("Target", "").removeprefix("../")
                root = self.root(name)
                if root is not None:
                    yield name, root

    def relations(self, part: str) -> dict[str, Element]:
        """A part's relationships by id."""
        folder, _, name = part.rpartition("/")
        root = self.root(f"{folder}/_rels/{name}.rels")
        return {} if root is None else {item.get("Id", ""): item for item in root}

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """The shared strings."""
        root = self.root("xl/sharedStrings.xml")
        items = () if root is None else tuple(below(root, "si"))
        return tuple("".join(text.text or "" for text in below(item, "t")) for item in items)

    def styles(self, name: str) -> list[Element]:
        """The children of a list in the styles, such as "cellXfs"."""
        root = self.root("xl/styles.xml")
        found = [] if root is None else list(below(root, name))
        return list(found[0]) if found else []

    def text(self, cell: Element) -> str:
        """What a cell holds as text."""
        value = "".join(item.text or "" for item in below(cell, "v"))
        if cell.get("t") == "s":
            return self.strings[int(value)] if value.isdigit() and int(value) < len(self.strings) else ""
        return value or "".join(item.text or "" for item in below(cell, "t"))

    @cached_property
    def kind(self) -> str:
        """What our own property says that it is; "" for a template, which has none."""
        root = self.root("docProps/custom.xml")
        for item in () if root is None else below(root, "property"):
            if item.get("name") == "ita-sheets kind":
                return "".join(item.itertext())
        return ""


def validations(package: Package) -> Iterator[tuple[Sheet, Element]]:
    """The rules of what may be typed, with their sheets."""
    for sheet in package.sheets:
        yield from ((sheet, rule) for rule in below(sheet.root, "dataValidation"))


def formulas(package: Package) -> Iterator[tuple[str, str]]:
    """(where, formula) of cells, conditions, drop-downs and names."""
    for sheet in package.sheets:
        for name in ("f", "formula", "formula1", "formula2"):
            for item in below(sheet.root, name):
                yield f"{sheet.name} {name} {item.text}", item.text or ""
    for item in below(package.workbook, "definedName"):
        yield f"name {item.get('name')}", item.text or ""


def links(package: Package) -> Iterator[tuple[str, str]]:
    """(where, target) of the links that stay in the workbook."""
    for sheet in package.sheets:
        for item in below(sheet.root, "hyperlink"):
            if item.get("location") and RELATION not in item.attrib:
                yield f"{sheet.name} {item.get('ref')}", item.get("location", "")


def letters_of(column: int) -> str:
    """A column's letters."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def texts(package: Package) -> Iterator[tuple[str, str]]:
    """(where, text) of shared strings, of texts in cells themselves, and of notes."""
    yield from ((f"shared string {number}", text) for number, text in enumerate(package.strings))
    for sheet in package.sheets:
        for cell in sheet.cells():
            if cell.get("t") == "inlineStr":
                yield f"{sheet.name} {cell.get('r')}", package.text(cell)
    for part in package.parts:
        root = package.root(part) if re.fullmatch(r"xl/comments[0-9]*\.xml", part) else None
        for note in () if root is None else below(root, "comment"):
            yield f"{part} {note.get('ref')}", "".join(text.text or "" for text in below(note, "t"))
