"""Where a workbook's parts lie, by the package's relations, and what the workbook says of its sheets."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Never

from ita_sheets import gate
from ita_sheets.gate import Stream
from ita_sheets.texts import refusals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ita_sheets.gate import Archive
    from ita_sheets.texts import Words

_WORKBOOK = "xl/workbook.xml"  # where it lies unless the package says otherwise
_WITHOUT_CELLS = frozenset({"chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})
_STRICT_NAMESPACE = "purl.oclc.org/ooxml"
_OTHER_ARCHIVES: tuple[tuple[str, Words, Words], ...] = (
    ("word/document.xml", refusals.WORD, refusals.IMPORT_IT),
    ("xl/workbook.bin", refusals.XLSB, refusals.SAVE_IT),
    ("mimetype", refusals.ODS, refusals.SAVE_IT),
)


class SheetPart(NamedTuple):
    """A sheet as the workbook lists it, and the part that holds it."""

    name: str
    hidden: bool
    part: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that hold a workbook's content. None stands for a part that the package lacks."""

    sheets: tuple[SheetPart, ...]  # in tab order
    strings: str | None
    styles: str | None
    core: str | None  # title, dates of creation and saving
    extended: str | None  # which program saved it
    custom: str | None  # properties that somebody added
    from_1904: bool  # dates are counted from 1904-01-01


def find(archive: Archive) -> Parts:
    """The parts of a workbook; refuses an archive of another kind, a Strict one and a damaged one."""
    package = _relations(archive, "")
    workbook = package.part("officeDocument") or _WORKBOOK
    if not archive.has(workbook) or not workbook.endswith(".xml"):
        _refuse_other_archive(archive)
    listed = _WorkbookStream(workbook)
    listed.run(archive)
    if listed.root != "workbook":
        _refuse_other_archive(archive)
    if len(listed.sheets) > gate.MAX_SHEETS:
        gate.refuse(refusals.TOO_LARGE, what=f"{len(listed.sheets):,}", limit=f"{gate.MAX_SHEETS}")
    relations = _relations(archive, workbook)
    return Parts(
        sheets=tuple(_sheet_parts(listed.sheets, relations)),
        strings=relations.part("sharedStrings"),
        styles=relations.part("styles"),
        core=_first(archive, package.part("core-properties"), "docProps/core.xml"),
        extended=_first(archive, package.part("extended-properties"), "docProps/app.xml"),
        custom=_first(archive, package.part("custom-properties"), "docProps/custom.xml"),
        from_1904=listed.from_1904,
    )


def _first(archive: Archive, *parts: str | None) -> str | None:
    return next((part for part in parts if part and archive.has(part)), None)


def _sheet_parts(listed: Iterable[_Listed], relations: _Relations) -> Iterator[SheetPart]:
    """The sheets that hold cells. One without a part of its own is damage: readers pass it over silently."""
    names, parts = set(), set()
    for item in listed:
        target = relations.by_id.get(item.relation)
        if target is not None and target.kind in _WITHOUT_CELLS:
            continue
        if target is None or target.part is None or target.part in parts:
            gate.refuse(refusals.DAMAGED, part=target.wanted if target else item.name)
        if item.name in names:
            gate.refuse(refusals.DAMAGED, part=_WORKBOOK)
        names.add(item.name)
        parts.add(target.part)
        yield SheetPart(item.name, item.hidden, target.part)


def _refuse_other_archive(archive: Archive) -> Never:
    for part, kind, way_out in _OTHER_ARCHIVES:
        if archive.has(part):
            gate.refuse(refusals.NOT_A_WORKBOOK, kind=kind, way_out=way_out)
    if archive.has("[Content_Types].xml"):
        gate.refuse(refusals.DAMAGED, part=_WORKBOOK)
    gate.refuse(refusals.NOT_A_WORKBOOK, kind=refusals.ZIP, way_out=refusals.UNZIP_IT)


class _Listed(NamedTuple):
    """A sheet in the workbook's list."""

    name: str
    hidden: bool
    relation: str


class _WorkbookStream(Stream):
    """The list of sheets and the calendar; refuses a Strict workbook."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.root = ""
        self.sheets: list[_Listed] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.root = self.root or name
        if any(_STRICT_NAMESPACE in value for key, value in attributes.items() if key.startswith("xmlns")):
            gate.refuse(refusals.STRICT)
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append(_Listed(attributes.get("name", ""), hidden, relation))
        elif name == "workbookPr":
            self.from_1904 = gate.is_true(attributes.get("date1904"))


class _Target(NamedTuple):
    """What a relation leads to: the part, None for one outside or not there, and the name it asked for."""

    kind: str
    part: str | None
    wanted: str


@dataclass(frozen=True, slots=True)
class _Relations:
    """The relations of one part, or of the package."""

    by_id: Mapping[str, _Target]

    def part(self, kind: str) -> str | None:
        """The part of that kind, None where there is none."""
        return next((target.part for target in self.by_id.values() if target.kind == kind), None)


class _RelationsStream(Stream):
    """The attributes of the relations by id."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.found: dict[str, dict[str, str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship":
            self.found[attributes.get("Id", "")] = attributes


def relations_path(part: str) -> str:
    """Where a part's relations are kept; those of the package itself for ""."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relations(archive: Archive, part: str) -> _Relations:
    """The relations of a part ("" for the package's, which may lack them)."""
    path = relations_path(part)
    if not archive.has(path):
        if part:
            gate.refuse(refusals.DAMAGED, part=path)
        return _Relations({})
    stream = _RelationsStream(path)
    stream.run(archive)
    folder = posixpath.dirname(part)
    return _Relations({key: _target(archive, folder, item) for key, item in stream.found.items()})


def _target(archive: Archive, folder: str, attributes: Mapping[str, str]) -> _Target:
    kind = attributes.get("Type", "").rpartition("/")[2]
    wanted = attributes.get("Target", "")
    if attributes.get("TargetMode") == "External":
        return _Target(kind, None, wanted)
    path = posixpath.normpath(posixpath.join("/", folder, wanted)).lstrip("/")
    return _Target(kind, path if archive.has(path) else None, path)
